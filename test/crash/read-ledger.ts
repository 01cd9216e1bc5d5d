import type { CarryOver } from '../../core/store/contract/carry-over';
import type { JournalRow } from '../../core/store/contract/journal';
import type { PipelineKey } from '../../core/store/contract/pipeline-key';
import type { Run } from '../../core/store/contract/runs';
import type { Watermark } from '../../core/store/contract/watermarks';
import type { WorkState } from '../../core/store/contract/work';
import type { Store } from '../../core/store/store';

/** What the store holds of a pipeline once its processes have ended. */
export interface Ledger {
	/** Newest first. */
	readonly runs: readonly Run[];
	readonly unfinished: Run | undefined;
	readonly work: readonly WorkState[];
	readonly journal: readonly JournalRow[];
	readonly carriedOver: readonly CarryOver[];
	readonly watermark: Watermark | undefined;
	readonly isLeaseFree: boolean;
	/** Rows that nobody has delivered. */
	readonly stagedRows: number;
	/** Jobs whose results nobody has collected. */
	readonly openJobs: number;
}

const mostRuns = 100;
const mostCarriedOver = 1_000_000;
const never = new Date('9999-12-31T00:00:00.000Z');

/** Reads the accounts of one pipeline; `now` is the moment at which the lease is tried. */
export async function readLedger(store: Store, key: PipelineKey, now: Date): Promise<Ledger> {
	const runs = await store.listRuns(key.orgId, mostRuns);
	const unfinished = await store.findUnfinishedRun(key);
	const all = unfinished ? [unfinished, ...runs] : runs;
	let stagedRows = 0;
	let openJobs = 0;
	for (const { runId } of all) {
		stagedRows += await store.countStagedRows(runId);
		openJobs += (await store.readRemoteJobs(runId)).filter(({ step }) => step !== 'collected').length;
	}
	return {
		runs,
		unfinished,
		work: await everyPage(all.map((run) => store.readWork(run))),
		journal: await everyPage(all.map(({ runId }) => store.readJournal(runId))),
		carriedOver: await store.loadCarryOver(key, never, mostCarriedOver),
		watermark: await store.loadWatermark(key),
		isLeaseFree: (await store.acquireLease(key, 'somebody else', now, 1)).granted,
		stagedRows,
		openJobs,
	};
}

async function everyPage<T>(sources: ReadonlyArray<AsyncIterable<readonly T[]>>): Promise<T[]> {
	let rows: T[] = [];
	for (const pages of sources) {
		for await (const page of pages) rows = rows.concat(page);
	}
	return rows;
}
