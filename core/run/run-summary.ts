import { isSalesforceId } from '../record/identity';
import type { RemoteJob, Run, RunStatus, StageCalls, Store } from '../store/store';
import type { CallCeiling } from './allowance';
import { loadCeilings } from './run-ceilings';
import type { LeftOutCount, OutcomeReason, RunCounts, RunTally } from './run-tally';
import { formatSummary } from './summary-text';
import type { Verdict } from './verdict';

/** What a run did, for the workflow's next node; times are ISO 8601, UTC. */
export interface RunSummary {
	readonly runId: string;
	readonly pipeline: string;
	readonly sObject: string;
	readonly orgId: string;
	readonly status: RunStatus;
	/** Why it is not Success, in words. */
	readonly reason?: string;
	readonly isDryRun: boolean;
	readonly startedAt: string;
	readonly finishedAt: string;
	readonly durationSeconds: number;
	readonly counts: RunCounts;
	/** Records that a process had written which ended before it could note so: what was matched in them is in no count. Absent when there are none. */
	readonly knownByStamps?: number;
	/** Records whose attempt no stamp tells of, because they refuse every write or the fields cannot be written; the store remembers it. Absent when there are none. */
	readonly unstamped?: { readonly records: number; readonly recordId?: string; readonly link?: string };
	/** Why records ended other than well; the most frequent first, at most 20; `link` leads to the record in the org. */
	readonly reasons: ReadonlyArray<OutcomeReason & { readonly link?: string }>;
	/** Proposed values that did not fit and were left out, by field and reason, the most frequent first; at most 20. */
	readonly leftOut: readonly LeftOutCount[];
	/** What Bulk jobs the delivery at finish has made; `link` leads to the job in the org. */
	readonly jobs: ReadonlyArray<RemoteJob & { readonly link?: string }>;
	/** Fingerprint of all changes: equal for a dry run and the real run on the same org. Absent in a list of runs. */
	readonly digest?: string;
	readonly calls: StageCalls & { readonly byStage: Readonly<Record<string, StageCalls>> };
	/** How near the run has come to its ceilings of API calls, by its own books: when others used more, the reason of its pause says how much. Absent when it had none. */
	readonly ceilings?: readonly CallCeiling[];
	/** Absent when nothing was due. */
	readonly window?: {
		readonly from?: string;
		readonly until: string;
		readonly stoppedAtLimit: boolean;
	};
	/** Where the pipeline's watermark is now; absent before its first committed run. */
	readonly watermark?: string;
	/** Where the changes are listed: the store and the run's id. */
	readonly journal: string;
	/** A few plain lines for e-mail or chat. */
	readonly text: string;
}

const maxReasons = 20;

/** The page of a Bulk API job in the org's Setup. */
export function jobLink(instanceUrl: string, jobId: string): string {
	return `${instanceUrl}/lightning/setup/AsyncApiJobStatus/page?address=${encodeURIComponent(`/${jobId}`)}`;
}

/** The summary of a run that has this verdict; links need the org's address among the run's settings. */
export async function summarizeRun(
	store: Store,
	run: Run,
	tally: RunTally,
	verdict: Verdict,
	now: Date,
	digest?: string,
): Promise<RunSummary> {
	const byStage = await store.readCalls(run.runId);
	const ceilings = await loadCeilings(store, run, now);
	const watermark = await store.loadWatermark(run);
	const unstamped = await store.countAttempts(run.orgId, run.runId);
	const facts: Omit<RunSummary, 'text'> = {
		runId: run.runId,
		pipeline: run.pipeline,
		sObject: run.sObject,
		orgId: run.orgId,
		status: verdict.status,
		...(verdict.reason !== undefined && { reason: verdict.reason }),
		isDryRun: run.isDryRun,
		startedAt: run.startedAt.toISOString(),
		finishedAt: now.toISOString(),
		durationSeconds: Math.max(0, (now.getTime() - run.startedAt.getTime()) / 1000),
		counts: tally.counts,
		...(tally.knownByStamps > 0 && { knownByStamps: tally.knownByStamps }),
		...(unstamped.records > 0 && { unstamped: withLink(unstamped, run) }),
		reasons: tally.reasons(maxReasons).map((reason) => withLink(reason, run)),
		leftOut: tally.leftOut().slice(0, maxReasons),
		jobs: await loadJobs(store, run),
		...(digest !== undefined && { digest }),
		calls: { ...sumCalls(Object.values(byStage)), byStage },
		...(ceilings.length > 0 && { ceilings }),
		...(run.window && { window: describeWindow(run.window) }),
		...(watermark && { watermark: watermark.modifiedAt.toISOString() }),
		journal: `${store.location}, run ${run.runId}`,
	};
	return { ...facts, text: formatSummary(facts) };
}

function withLink<T extends { readonly recordId?: string }>(reason: T, { settings }: Run): T & { readonly link?: string } {
	const { instanceUrl } = settings ?? {};
	// What stands for a record that was never created leads nowhere.
	return instanceUrl && reason.recordId && isSalesforceId(reason.recordId) ? { ...reason, link: `${instanceUrl}/${reason.recordId}` } : reason;
}

async function loadJobs(store: Store, { runId, settings }: Run): Promise<RunSummary['jobs']> {
	const { instanceUrl } = settings ?? {};
	const jobs = await store.readRemoteJobs(runId);
	return instanceUrl ? jobs.map((job) => ({ ...job, link: jobLink(instanceUrl, job.jobId) })) : jobs;
}

function sumCalls(stages: readonly StageCalls[]): StageCalls {
	const sum = { planned: 0, used: 0, retries: 0 };
	for (const stage of stages) {
		sum.planned += stage.planned;
		sum.used += stage.used;
		sum.retries += stage.retries;
	}
	return sum;
}

function describeWindow(window: NonNullable<Run['window']>): RunSummary['window'] {
	return {
		...(window.from && { from: window.from.toISOString() }),
		until: (window.stoppedAt?.modifiedAt ?? window.until).toISOString(),
		stoppedAtLimit: window.stoppedAt !== undefined,
	};
}
