import { toRecordId } from '../../record/identity';
import { partition } from 'lodash';
import type { Batch, BatchCounts } from '../../record/batch';
import type { RecordItem } from '../../record/record-item';
import { leaseHolder } from '../../run/lease';
import type { FetchRun } from './fetch-run';
import type { SalesforceClient } from '../../salesforce/client';
import type { Settlement, WorkState } from '../../store/contract/work';
import { type Fetch, onTheBooks, planCalls } from './fetch-context';
import type { FetchTally } from './fetch-tally';
import { planSelection } from './plan-selection';
import { readByIds } from './read-by-id';
import type { SelectionRequest } from './selection';
import { isDone, settleDone } from './settle-done';
import { takeOn } from './take-on';

export interface ClaimRequest {
	/** Which fields to read, and what to leave out; whatever it selects was decided when it was planned. */
	readonly selection: Pick<SelectionRequest, 'sObject' | 'fields' | 'unchangedBy' | 'fieldNames' | 'claimMs'>;
	/** How long a batch may be worked on before another execution may take it. */
	readonly leaseMs: number;
	/** In whose name the batch is taken; without, in that of the execution that holds the run. */
	readonly holder?: string;
	/** Batches that this execution has seen through; they are finished first. */
	readonly doneBatchIds: readonly number[];
}

export interface ClaimResult extends BatchCounts {
	/** `undefined`: no batch is open now. */
	readonly batchId?: number;
	readonly items: readonly RecordItem[];
}

/**
 * Leases the next unfinished batch and reads its records. A batch without a record left to work on is finished at once and the
 * next one taken. Of a batch that another execution left behind, the records that this run has
 * stamped or settled for good are not given again.
 */
export async function claimBatch(
	client: SalesforceClient,
	request: ClaimRequest,
	context: FetchRun,
	now: Date,
	tally: FetchTally,
	signal?: AbortSignal,
): Promise<ClaimResult> {
	const { store, run } = context;
	const holder = request.holder ?? leaseHolder(run);
	for (const batchId of request.doneBatchIds) await store.finishBatch(run.runId, batchId, holder);

	for (;;) {
		await context.keepLease();
		const batch = await store.claimBatch(run.runId, holder, now, request.leaseMs);
		const items = batch ? await readOrGiveBack(client, request, batch, context, now, tally, signal) : [];
		if (!batch || items.length > 0)
			return { ...(await store.countBatches(run.runId, now)), batchId: batch?.batchId, items };
		await store.finishBatch(run.runId, batch.batchId, holder);
	}
}

/** A batch that could not be read is open again at once. */
async function readOrGiveBack(
	client: SalesforceClient,
	request: ClaimRequest,
	batch: Batch,
	context: FetchRun,
	now: Date,
	tally: FetchTally,
	signal: AbortSignal | undefined,
): Promise<RecordItem[]> {
	try {
		return await readBatch(client, request, batch, context, tally, signal);
	} catch (error) {
		await context.store.renewBatch(
			context.run.runId,
			batch.batchId,
			request.holder ?? leaseHolder(context.run),
			now,
			0,
		);
		throw error;
	}
}

async function readBatch(
	client: SalesforceClient,
	{ selection, holder: batchHolder }: ClaimRequest,
	{ batchId, recordIds, selectedAs }: Batch,
	context: FetchRun,
	tally: FetchTally,
	signal: AbortSignal | undefined,
): Promise<RecordItem[]> {
	const states = await context.store.loadWork(context.run, recordIds);
	const settlementById = settlementsOf(states);
	const carriedOverIds = new Set(states.filter(({ isCarriedOver }) => isCarriedOver).map(({ recordId }) => recordId));
	const ids = recordIds.map(toRecordId).filter((id) => !isSettledForGood(settlementById.get(id)));
	if (ids.length === 0) return [];
	const request: SelectionRequest = { ...selection, selection: { kind: 'ids', ids }, maxRecords: ids.length };
	let items: RecordItem[] = [];
	const steps = onTheBooks(client, context, async function* (prepared) {
		const plan = await planSelection(client, request, client.serverNow());
		await prepared();
		await planCalls(context, 1);
		const fetch: Fetch = { client, request, plan, selectedAs, context, tally, signal };
		const records = await readByIds(client, plan, ids, signal);
		const [done, open] = partition(
			ids.map((id, index) => ({ id, record: records[index] })),
			({ record }) => isDone(fetch, record),
		);
		await settleDone(
			fetch,
			done.filter(({ id }) => !settlementById.has(id)),
			context,
		);
		yield await takeOn(
			fetch,
			open.map(({ id }) => id),
			open.map(({ record }) => record),
			{ batchId, ...(batchHolder !== undefined && { batchHolder }), carriedOverIds },
		);
	});
	for await (const part of steps) items = part;
	return items;
}

/** What the run has said about these records so far, by Id; only whoever worked on the batch before can have said anything. */
function settlementsOf(states: readonly WorkState[]): ReadonlyMap<string, Settlement> {
	return new Map(states.flatMap(({ recordId, settlement }) => (settlement ? [[recordId, settlement] as const] : [])));
}

/** A staged row waits in the store for Finish; attempting it again would pay for it again. */
function isSettledForGood(settlement: Settlement | undefined): boolean {
	return settlement !== undefined && (settlement.retryable !== true || settlement.outcome === 'staged');
}
