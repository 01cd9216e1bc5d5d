import { pick } from 'lodash';
import { isSalesforceId } from '../record/identity';
import type { StageCalls, CallStore } from '../store/contract/calls';
import type { Run } from '../store/contract/runs';
import type { AttemptStore } from '../store/contract/attempts';
import type { RemoteJobStore } from '../store/contract/remote-jobs';
import type { WatermarkStore } from '../store/contract/watermarks';
import type { Store } from '../store/store';
import { type ProviderSummaryStore, summarizeProviders } from './provider-summary';
import { loadCeilings } from './run-ceilings';
import type { RunTally } from './run-tally';
import type { RunSummary } from './run-summary';
import { formatSummary } from './summary-text';
import type { Verdict } from './verdict';

/** What a summary is made from, beside the work. */
export type SummaryStore = AttemptStore &
	CallStore &
	ProviderSummaryStore &
	RemoteJobStore &
	WatermarkStore &
	Pick<Store, 'location'>;

const maxReasons = 20;

/** The page of a Bulk API job in the org's Setup. */
export function jobLink(instanceUrl: string, jobId: string): string {
	return `${instanceUrl}/lightning/setup/AsyncApiJobStatus/page?address=${encodeURIComponent(`/${jobId}`)}`;
}

/** The summary of a run that has this verdict; links need the org's address among the run's settings. */
export async function summarizeRun(
	store: SummaryStore,
	run: Run,
	tally: RunTally,
	verdict: Verdict,
	now: Date,
	{ digest, orderAdvice }: Pick<RunSummary, 'digest' | 'orderAdvice'> = {},
): Promise<RunSummary> {
	const byStage = await store.readCalls(run.runId);
	const ceilings = await loadCeilings(store, run, now);
	const watermark = await store.loadWatermark(run);
	const providers = await summarizeProviders(store, run);
	const unstamped = await store.countAttempts(run.orgId, run.runId);
	const facts: Omit<RunSummary, 'text'> = {
		runId: run.runId,
		pipeline: run.pipeline,
		sObject: run.sObject,
		orgId: run.orgId,
		...pick(run.settings ?? {}, ['orgName', 'isSandbox']),
		status: verdict.status,
		...(verdict.reason !== undefined && { reason: verdict.reason }),
		isDryRun: run.isDryRun,
		startedAt: run.startedAt.toISOString(),
		finishedAt: now.toISOString(),
		durationSeconds: Math.max(0, (now.getTime() - run.startedAt.getTime()) / 1000),
		...scanOr(run, tally),
		...(tally.knownByStamps > 0 && { knownByStamps: tally.knownByStamps }),
		...(unstamped.records > 0 && { unstamped: withLink(unstamped, run) }),
		reasons: tally.reasons(maxReasons).map((reason) => withLink(reason, run)),
		leftOut: tally.leftOut().slice(0, maxReasons),
		jobs: await loadJobs(store, run),
		...(digest !== undefined && { digest }),
		calls: { ...sumCalls(Object.values(byStage)), byStage },
		...(providers.length > 0 && { providers }),
		...(orderAdvice !== undefined && { orderAdvice }),
		...(ceilings.length > 0 && { ceilings }),
		...(run.window && { window: describeWindow(run.window) }),
		...(watermark && { watermark: watermark.modifiedAt.toISOString() }),
		journal: `${store.location}, run ${run.runId}`,
	};
	return { ...facts, text: formatSummary(facts) };
}

/** A scan takes on no work: what it has counted stands in its settings. */
function scanOr({ settings }: Run, { counts }: RunTally): Pick<RunSummary, 'counts' | 'scan'> {
	const { scan } = settings ?? {};
	return scan ? { counts: { ...counts, read: scan.records, duplicates: scan.duplicates }, scan } : { counts };
}

function withLink<T extends { readonly recordId?: string }>(
	reason: T,
	{ settings }: Run,
): T & { readonly link?: string } {
	const { instanceUrl } = settings ?? {};
	// What stands for a record that was never created leads nowhere.
	return instanceUrl && reason.recordId && isSalesforceId(reason.recordId)
		? { ...reason, link: `${instanceUrl}/${reason.recordId}` }
		: reason;
}

async function loadJobs(store: RemoteJobStore, { runId, settings }: Run): Promise<RunSummary['jobs']> {
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
