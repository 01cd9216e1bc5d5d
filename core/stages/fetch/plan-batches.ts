import { chunk } from 'lodash';
import { EnrichmentError } from '../../errors';
import type { Batch, BatchCounts } from '../../record/batch';
import type { FetchRun } from './fetch-run';
import type { SalesforceClient } from '../../salesforce/client';
import { type Fetch, onTheBooks } from './fetch-context';
import { carriedOver, listedIds, openFetch } from './fetch';
import type { FetchTally } from './fetch-tally';
import { maxReadIds } from './read-by-id';
import { keyFields, selectedRecords } from './selected-records';
import type { SelectionRequest } from './selection';
import { withoutHeldBack } from './hold-back';
import { idsOf } from './hold-back';

export interface PlanResult extends BatchCounts {
	/** Records frozen by this call; 0 when the run had been planned before. */
	readonly records: number;
	/** Whether the run had been planned before: then nothing was read. */
	readonly wasPlanned: boolean;
}

/**
 * Freezes the selection's Ids into batches of `batchSize` (1–2,000) in the store, in the order of the selection, those
 * due from the carry-over first. All of them become the run's work, so that Finish accounts for each. Memory: 18
 * characters a record.
 *
 * Work comes first, then the window, then all batches at once: killed in between, the run is planned anew, and killed
 * behind the last step it is planned.
 */
export async function planBatches(
	client: SalesforceClient,
	request: SelectionRequest,
	batchSize: number,
	context: FetchRun,
	tally: FetchTally,
	signal?: AbortSignal,
): Promise<PlanResult> {
	assertBatchSize(batchSize);
	const { store, run } = context;
	const known = await store.countBatches(run.runId, client.serverNow());
	if (known.open + known.claimed + known.finished > 0) return { ...known, records: 0, wasPlanned: true };

	let ids: string[] = [];
	let selectedAs: Batch['selectedAs'];
	const steps = onTheBooks(client, context, async function* (prepared) {
		const fetch = await openFetch(client, request, context, tally, signal);
		({ selectedAs } = fetch);
		await prepared();
		yield* frozenIds(fetch, context);
	});
	for await (const part of steps) ids = ids.concat(part);
	tally.given = ids.length;
	await store.planBatches(
		run.runId,
		chunk(ids, batchSize).map((recordIds, batchId) => ({ batchId, recordIds, ...(selectedAs && { selectedAs }) })),
	);
	return { ...(await store.countBatches(run.runId, client.serverNow())), records: ids.length, wasPlanned: false };
}

async function* frozenIds(fetch: Fetch, { store, run, keepLease }: FetchRun): AsyncGenerator<readonly string[]> {
	const taken = new Set<string>();
	for await (const { ids } of carriedOver(fetch)) {
		await store.addWork(
			run,
			ids.map((recordId) => ({ recordId, isCarriedOver: true })),
		);
		ids.forEach((id) => taken.add(id));
		yield ids;
	}
	for (const part of chunk(listedIds(fetch, taken), maxReadIds)) {
		await store.addWork(
			run,
			part.map((recordId) => ({ recordId })),
		);
		yield part;
	}
	if (fetch.request.selection.kind === 'ids') return;
	for await (const records of selectedRecords(fetch, keyFields, taken)) {
		await keepLease();
		const open = await withoutHeldBack(fetch, records);
		const ids = idsOf(open);
		await store.addWork(
			run,
			ids.map((recordId, index) => ({ recordId, version: String(open[index].SystemModstamp) })),
		);
		yield ids;
	}
}

function assertBatchSize(batchSize: number): void {
	if (Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= maxReadIds) return;
	throw new EnrichmentError('invalid_parameter', `A batch of ${batchSize} records is not possible.`, {
		remedy: `Set the batch size to a whole number from 1 to ${maxReadIds}.`,
	});
}
