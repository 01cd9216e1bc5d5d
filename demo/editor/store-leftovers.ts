import type { PipelineKey } from '../../core/store/contract/pipeline-key';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';

export interface ExpectedEnd {
	/** Records that nobody may hold any more. */
	readonly recordIds: readonly string[];
	/** Of the newest run, all finished. */
	readonly batches: number;
	/** Ended runs of the pipeline. */
	readonly runs: number;
}

const mostRuns = 100;

/** What the store still holds of a pipeline whose runs have all ended, each in words; empty when nothing. */
export async function leftInStore(
	store: Store,
	key: PipelineKey,
	{ recordIds, batches, runs }: ExpectedEnd,
	now: Date,
): Promise<string[]> {
	const ended = (await store.listRuns(key.orgId, mostRuns)).filter(({ pipeline }) => pipeline === key.pipeline);
	const unfinished = await store.findUnfinishedRun(key);
	const { finished, open, claimed } = await store.countBatches(ended[0].runId, now);
	const lease = await store.acquireLease(key, 'the check', now, 1);
	await store.releaseLease(key, 'the check');
	const free = await countFree(store, key, recordIds, now);
	return [
		...(ended.length === runs ? [] : [`${ended.length} runs have ended, not ${runs}`]),
		...(unfinished ? [`run ${unfinished.runId} is unfinished`] : []),
		...(finished === batches && open + claimed === 0
			? []
			: [`${finished} batches are finished, ${open} open, ${claimed} claimed`]),
		...(lease.granted ? [] : [`the lease is held by ${lease.holder}`]),
		...(free === recordIds.length ? [] : [`${recordIds.length - free} records are claimed`]),
	];
}

/** How many of the records another pipeline could take on now. */
async function countFree(store: Store, key: PipelineKey, recordIds: readonly string[], now: Date): Promise<number> {
	const other: Run = {
		...key,
		pipeline: 'check',
		runId: `check of ${key.pipeline}`,
		status: 'Running',
		isDryRun: true,
		leaseMs: 1,
		startedAt: now,
	};
	await store.createRun(other);
	const free = await store.claimRecords(key.orgId, recordIds, other.runId, now, 1);
	await store.releaseRecords(key.orgId, other.runId);
	await store.closeRun(other.runId, { status: 'Success' }, now);
	return free.length;
}
