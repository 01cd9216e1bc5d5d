import type { BatchCounts } from '../record/batch';
import type { Run, RunStore } from '../store/contract/runs';
import type { BatchStore } from '../store/contract/batches';
import type { JournalStore } from '../store/contract/journal';
import type { StagingStore } from '../store/contract/staging';
import type { WorkStore } from '../store/contract/work';
import { reasonOf } from './stop-reason';
import { carriesOver, planCarryOver } from './carry-over';
import { digestJournal } from './diff-digest';
import type { RunSummary } from './run-summary';
import { summarizeRun, type SummaryStore } from './summarize-run';
import { RunTally } from './run-tally';

type DetailsStore = SummaryStore & BatchStore & JournalStore & RunStore & StagingStore & WorkStore;

/** A run as it stands, whether it has ended or not. */
export interface RunDetails extends Omit<RunSummary, 'finishedAt'> {
	/** Absent while it is under way. */
	readonly finishedAt?: string;
	/** n8n's execution that started or resumed it last. */
	readonly executionId?: string;
	/** Records that no stage has spoken the last word on. */
	readonly unsettled: number;
	/** Absent for a run without batches. */
	readonly batches?: BatchCounts;
	/** Rows that wait for Finish. */
	readonly stagedRows: number;
}

/** A run of this id, or `undefined`; `instanceUrl` is the org's, for links to its pages. */
export async function findRunDetails(
	store: DetailsStore,
	runId: string,
	instanceUrl: string,
	now: Date,
): Promise<RunDetails | undefined> {
	const run = await store.findRun(runId);
	return run && (await describeRun(store, run, instanceUrl, now, await digestJournal(store, runId)));
}

/** The org's ended runs, newest first, at most `limit`. */
export async function listRunDetails(
	store: DetailsStore,
	orgId: string,
	limit: number,
	instanceUrl: string,
	now: Date,
): Promise<RunDetails[]> {
	const details: RunDetails[] = [];
	for (const run of await store.listRuns(orgId, limit)) details.push(await describeRun(store, run, instanceUrl, now));
	return details;
}

async function describeRun(
	store: DetailsStore,
	stored: Run,
	instanceUrl: string,
	now: Date,
	digest?: string,
): Promise<RunDetails> {
	const run = { ...stored, settings: { ...stored.settings, instanceUrl } };
	const tally = await tallyWork(store, run);
	const until = run.finishedAt ?? now;
	const { finishedAt, ...summary } = await summarizeRun(
		store,
		run,
		tally,
		{ status: run.status, reason: reasonOf(run) },
		until,
		{ digest },
	);
	const batches = await store.countBatches(run.runId, now);
	return {
		...summary,
		...(run.finishedAt && { finishedAt }),
		...(run.executionId && { executionId: run.executionId }),
		unsettled: tally.unsettled,
		...(batches.open + batches.claimed + batches.finished > 0 && { batches }),
		stagedRows: await store.countStagedRows(run.runId),
	};
}

async function tallyWork(store: WorkStore, run: Run): Promise<RunTally> {
	const tally = new RunTally();
	// The plan depends on the work alone, so it comes out as Finish made it.
	const hasPlan = carriesOver(run);
	for await (const states of store.readWork(run)) {
		tally.add(states, hasPlan ? planCarryOver(states, run.finishedAt ?? run.startedAt) : undefined);
	}
	return tally;
}
