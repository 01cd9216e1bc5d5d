import type { IExecuteFunctions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import { assertHostOf } from '../../core/run/org-host';
import { systemClock } from '../wiring/clock';
import { salesforceClient } from '../wiring/salesforce-client';
import type { FailedExecution } from './failed-execution';

/**
 * Throws `run_not_found`, in the words of a run that is not there, unless this execution may end the run: it started the
 * run, or the run's own workflow reports by its Error Trigger that the execution which did has failed; whoever else ends
 * it shows a working credential of its org, which the node offers where `hasCredential`.
 */
export async function assertMayEnd(
	this: IExecuteFunctions,
	store: Store,
	run: Run,
	failed: FailedExecution | undefined,
	hasCredential: boolean,
): Promise<void> {
	const workflowId = this.getWorkflow().id;
	const isOwn = run.workflowId !== undefined && run.workflowId === workflowId;
	const mine = failed ? failed.workflowId === workflowId && failed.executionId : this.getExecutionId();
	if (isOwn && run.executionId !== undefined && run.executionId === mine) return;
	if (hasCredential && (await showsCredentialOf.call(this, store, run))) return;
	throw noSuchRun(store, run.runId);
}

/** The failure for a run that is not there, and for one that is somebody else's: neither tells which. */
export function noSuchRun(store: Store, runId: string): EnrichmentError {
	return new EnrichmentError(
		'run_not_found',
		`Run ${runId} is not in the store at ${store.location}, or belongs to an org that this node has shown no credential of.`,
		{
			remedy:
				"Run: Get lists an org's runs; one that was pruned, because it ended too long ago, is not found any more.",
		},
	);
}

async function showsCredentialOf(this: IExecuteFunctions, store: Store, run: Run): Promise<boolean> {
	const { org } = await salesforceClient.call(this);
	if (org.orgId !== run.orgId) return false;
	await assertHostOf(store, org, systemClock());
	return true;
}
