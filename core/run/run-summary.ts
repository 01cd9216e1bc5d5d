import type { Run, RunStatus, StageCalls, Store } from '../store/store';
import type { CallCeiling } from './allowance';
import { callsOfStages, loadCeilings } from './run-ceilings';
import type { OutcomeReason, RunCounts, RunTally } from './run-tally';
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
	/** Why records ended other than well; the most frequent first, at most 20. */
	readonly reasons: readonly OutcomeReason[];
	readonly calls: StageCalls & { readonly byStage: Readonly<Record<string, StageCalls>> };
	/** How near the run has come to its ceilings of API calls; absent when it had none. */
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

/** The summary of a run that has just been closed with this verdict. */
export async function summarizeRun(
	store: Store,
	run: Run,
	tally: RunTally,
	verdict: Verdict,
	now: Date,
): Promise<RunSummary> {
	const byStage = callsOfStages(await store.readCalls(run.runId));
	const ceilings = await loadCeilings(store, run, now);
	const watermark = await store.loadWatermark(run);
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
		reasons: tally.reasons(maxReasons),
		calls: { ...sumCalls(Object.values(byStage)), byStage },
		...(ceilings.length > 0 && { ceilings }),
		...(run.window && { window: describeWindow(run.window) }),
		...(watermark && { watermark: watermark.modifiedAt.toISOString() }),
		journal: `${store.location}, run ${run.runId}`,
	};
	return { ...facts, text: formatSummary(facts) };
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
