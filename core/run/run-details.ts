import type { BatchCounts, RemoteJob, Run, Store } from '../store/store';
import { planCarryOver } from './carry-over';
import { type RunSummary, summarizeRun } from './run-summary';
import { RunTally } from './run-tally';

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
	readonly jobs: ReadonlyArray<RemoteJob & { readonly link: string }>;
}

/** A run of this id, or `undefined`; `instanceUrl` is the org's, for links to its job pages. */
export async function findRunDetails(store: Store, runId: string, instanceUrl: string, now: Date): Promise<RunDetails | undefined> {
	const run = await store.findRun(runId);
	return run && (await describeRun(store, run, instanceUrl, now));
}

/** The org's ended runs, newest first, at most `limit`. */
export async function listRunDetails(store: Store, orgId: string, limit: number, instanceUrl: string, now: Date): Promise<RunDetails[]> {
	const details: RunDetails[] = [];
	for (const run of await store.listRuns(orgId, limit)) details.push(await describeRun(store, run, instanceUrl, now));
	return details;
}

/** The page of a Bulk API job in the org's Setup. */
export function jobLink(instanceUrl: string, jobId: string): string {
	return `${instanceUrl}/lightning/setup/AsyncApiJobStatus/page?address=${encodeURIComponent(`/${jobId}`)}`;
}

async function describeRun(store: Store, run: Run, instanceUrl: string, now: Date): Promise<RunDetails> {
	const tally = await tallyWork(store, run);
	const until = run.finishedAt ?? now;
	const { finishedAt, ...summary } = await summarizeRun(store, run, tally, { status: run.status, reason: run.reason }, until);
	const batches = await store.countBatches(run.runId, now);
	const jobs = await store.readRemoteJobs(run.runId);
	return {
		...summary,
		...(run.finishedAt && { finishedAt }),
		...(run.executionId && { executionId: run.executionId }),
		unsettled: tally.unsettled,
		...(batches.open + batches.claimed + batches.finished > 0 && { batches }),
		stagedRows: await store.countStagedRows(run.runId),
		jobs: jobs.map((job) => ({ ...job, link: jobLink(instanceUrl, job.jobId) })),
	};
}

async function tallyWork(store: Store, run: Run): Promise<RunTally> {
	const tally = new RunTally();
	// Only these have carried anything over; the plan depends on the work alone, so it comes out as Finish made it.
	const hasPlan = !run.isDryRun && (run.status === 'Success' || run.status === 'Partial Success');
	for await (const states of store.readWork(run)) {
		tally.add(states, hasPlan ? planCarryOver(states, run.finishedAt ?? run.startedAt) : undefined);
	}
	return tally;
}
