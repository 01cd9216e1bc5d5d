import type { INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { Store } from '../../core/store/store';
import { itemsRunContext } from './run-context';

/**
 * The items' run, with the client's calls so far counted in it; `undefined` when they come from no
 * run. Throws `org_mismatch` when the run belongs to another org than the client's.
 */
export async function clientRunContext(
	items: readonly INodeExecutionData[],
	client: SalesforceClient,
): Promise<RunContext | undefined> {
	const context = await itemsRunContext(items);
	if (!context) return undefined;

	const { run, store } = context;
	if (client.org.orgId !== run.orgId) {
		throw new EnrichmentError(
			'org_mismatch',
			`Run ${run.runId} belongs to org ${run.orgId}, but this node is connected to ${client.org.name} (${client.org.orgId}).`,
			{ remedy: 'Choose the same credential in this node as in the Start node.' },
		);
	}
	await recordConnection(store, run.runId, client);
	return context;
}

/** Counts what connecting has cost; stages count only their own calls, and a session that is still open costs none. */
export async function recordConnection(store: Store, runId: string, client: SalesforceClient): Promise<void> {
	const { used, retries } = client.calls;
	if (used > 0) await store.addCalls(runId, 'connect', { planned: used - retries, used, retries });
}
