import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { runContext } from '../../core/run/lease';
import type { RunSummary } from '../../core/run/run-summary';
import { recordRun } from '../../core/stages/finish/record-run';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import { systemClock } from '../wiring/clock';
import { salesforceClient } from '../wiring/salesforce-client';
import { readCallClient } from '../wiring/saving-options';

/** Keeps a record of the run in Salesforce unless the options say otherwise; gives a sentence where the org has the object for it and refuses. */
export async function recordInOrg(
	this: IExecuteFunctions,
	store: Store,
	run: Run,
	summary: RunSummary,
	options: IDataObject,
): Promise<string | undefined> {
	if (options.recordRun === false) return undefined;
	const link = executionLink.call(this, run);
	const recording = await recordRun(runContext(store, run, systemClock), summary, {
		connect: async () => await salesforceClient.call(this, readCallClient(options)),
		clock: systemClock,
		...(link !== undefined && { link }),
		signal: this.getExecutionCancelSignal(),
	});
	if (recording.status !== 'refused') return undefined;
	return `Salesforce keeps no record of this run: ${recording.why}`;
}

/** n8n's page of the execution that ran it; `undefined` where n8n does not know its own address. */
function executionLink(this: IExecuteFunctions, { executionId, workflowId }: Run): string | undefined {
	const base = this.getInstanceBaseUrl();
	if (!executionId || !workflowId || !URL.canParse(base)) return undefined;
	const link = new URL(`workflow/${encodeURIComponent(workflowId)}/executions/${encodeURIComponent(executionId)}`, base)
		.href;
	// What a field for addresses holds.
	return link.length <= 255 ? link : undefined;
}
