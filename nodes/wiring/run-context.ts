import type { INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { RecordEnrichment } from '../../core/record/record-item';
import { runContext } from '../../core/run/lease';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { systemClock } from './clock';
import { instanceStore } from './store';

/** The run that the items belong to, by their first item; `undefined` when they come from no run. The node's client keeps an eye on the org's API calls. */
export async function itemsRunContext(
	items: readonly INodeExecutionData[],
	client?: SalesforceClient,
): Promise<RunContext | undefined> {
	const { runId, executionId } = enrichmentOf(items[0]);
	if (!runId) return undefined;
	const store = await instanceStore();
	const run = await store.findRun(runId);
	if (!run) throw runNotFound(`Run ${runId} is not in the store at ${store.location}.`);
	// By the items and not by the store: what fell silent must not work on in the name of the execution that took over.
	return runContext(store, executionId ? { ...run, executionId } : run, systemClock, client);
}

/** Says that a run cannot be found, and what usually lies behind it. */
export function runNotFound(message: string): EnrichmentError {
	return new EnrichmentError('run_not_found', message, {
		remedy: 'Let the workflow begin with Run: Start, and keep one store for all processes of n8n',
	});
}

/** The pack's own key of an item; empty when the item has none. */
export function enrichmentOf(item: INodeExecutionData | undefined): RecordEnrichment {
	return (item?.json._enrichment ?? {}) as RecordEnrichment;
}
