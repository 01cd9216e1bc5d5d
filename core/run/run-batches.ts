import { reasonOf } from './stop-reason';
import type { BatchCounts } from '../record/batch';
import type { Run, RunStore } from '../store/contract/runs';
import type { BatchStore } from '../store/contract/batches';
import { leaseHolder } from './lease';
import { counted, formatCount } from './verdict';

/** What Finish gives while batches of the run are still to be worked on; the last Finish gives the summary. */
export interface RunUnderWay {
	readonly runId: string;
	readonly pipeline: string;
	readonly sObject: string;
	readonly orgId: string;
	readonly status: 'Running';
	readonly batches: BatchCounts;
	/** One line for e-mail or chat. */
	readonly text: string;
}

/** How far a run in batches has come; `undefined` when it has no batches or all of them are finished. */
export async function findUnderWay(
	store: Pick<BatchStore, 'countBatches'>,
	run: Run,
	now: Date,
): Promise<RunUnderWay | undefined> {
	const batches = await store.countBatches(run.runId, now);
	return batches.open + batches.claimed > 0 ? describeUnderWay(run, batches) : undefined;
}

/**
 * Marks batches as done, those that the holder still has; gives how far the run has come. A run that was told to stop
 * may have left records of the batch unwritten: it keeps its batch, for whoever resumes it.
 */
export async function finishBatches(
	store: BatchStore & Pick<RunStore, 'findRun'>,
	run: Run,
	batchIds: readonly number[],
	now: Date,
	holder = leaseHolder(run),
): Promise<RunUnderWay> {
	const current = await store.findRun(run.runId);
	const stopped = current !== undefined && reasonOf(current) !== undefined;
	for (const batchId of stopped ? [] : new Set(batchIds)) await store.finishBatch(run.runId, batchId, holder);
	return describeUnderWay(run, await store.countBatches(run.runId, now));
}

function describeUnderWay(run: Run, batches: BatchCounts): RunUnderWay {
	const { runId, pipeline, sObject, orgId } = run;
	const { open, claimed, finished } = batches;
	const done = `${formatCount(finished)} of ${counted(open + claimed + finished, 'batch', 'batches')} ${finished === 1 ? 'is' : 'are'} done`;
	const left = [open && `${formatCount(open)} not begun`, claimed && `${formatCount(claimed)} being worked on`].filter(
		Boolean,
	);
	const text = `${pipeline} ${sObject}: ${[done, ...left].join(', ')}`;
	return { runId, pipeline, sObject, orgId, status: 'Running', batches, text };
}
