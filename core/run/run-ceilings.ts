import { EnrichmentError } from '../errors';
import type { DailyAllowance, SalesforceClient } from '../salesforce/client';
import type { Run, StageCalls, Store } from '../store/store';
import { type AllowanceLevel, type AllowanceLimits, type CallCeiling, explainLevel, levelUnder, planCeilings } from './allowance';
import { dayOf } from './run-store';
import { pauseReason } from './stop-reason';

/**
 * A run's ceilings are kept with its calls, so that every process that works on the run finds them: `planned` is the
 * ceiling, `used` what others had used when the run began.
 */
const rowByKind = { org: 'ceiling: org', own: 'ceiling: own' } as const;

type CallsByStage = Readonly<Record<string, StageCalls>>;

/**
 * The ceilings for a run that is about to start, for one call. Throws `request_limit_exceeded` when one is reached;
 * a user who may not see the org's allowance gets none for the org.
 */
export async function fetchCeilings(client: SalesforceClient, store: Store, limits: AllowanceLimits, now: Date): Promise<CallCeiling[]> {
	const org = await fetchAllowance(client);
	const ceilings = planCeilings(limits, org, await store.readDailyCalls(client.org.orgId, dayOf(now)));
	if (levelUnder(ceilings) !== 'stop') return ceilings;
	// Nobody starts a run whose books these calls could enter.
	await store.addDailyCalls(client.org.orgId, dayOf(now), client.calls.used);
	throw new EnrichmentError('request_limit_exceeded', `No run is started: ${explainLevel(ceilings)}.`, {
		retryable: true,
		remedy: 'Wait until the calls of the last 24 hours run out, or raise the share or the cap in Run: Start.',
	});
}

async function fetchAllowance(client: SalesforceClient): Promise<DailyAllowance | undefined> {
	try {
		return await client.fetchDailyAllowance();
	} catch (error) {
		if (error instanceof EnrichmentError && error.code === 'salesforce_refused') return undefined;
		throw error;
	}
}

/** Sets the ceilings of a run that starts or resumes, replacing the earlier ones. */
export async function saveCeilings(store: Store, run: Run, ceilings: readonly CallCeiling[]): Promise<void> {
	const known = await store.readCalls(run.runId);
	const usedByRun = usedCalls(known);
	for (const kind of ['org', 'own'] as const) {
		const row = known[rowByKind[kind]] ?? { planned: 0, used: 0 };
		const wanted = ceilings.find((ceiling) => ceiling.kind === kind);
		// The counters only add; without a ceiling both go back to nothing.
		const planned = (wanted?.ceiling ?? 0) - row.planned;
		const used = (wanted ? Math.max(0, wanted.used - usedByRun) : 0) - row.used;
		if (planned !== 0 || used !== 0) await store.addCalls(run.runId, rowByKind[kind], { planned, used, retries: 0 });
	}
}

/** The ceilings of a run as they stand now. */
export async function loadCeilings(store: Store, run: Run, now: Date): Promise<CallCeiling[]> {
	const calls = await store.readCalls(run.runId);
	const ceilings: CallCeiling[] = [];
	const org = calls[rowByKind.org];
	if (org && org.planned > 0) ceilings.push({ kind: 'org', ceiling: org.planned, used: org.used + usedCalls(calls) });
	const own = calls[rowByKind.own];
	// Other runs may have made calls since this one began, and at midnight the count begins anew.
	if (own && own.planned > 0) ceilings.push({ kind: 'own', ceiling: own.planned, used: await store.readDailyCalls(run.orgId, dayOf(now)) });
	return ceilings;
}

/** What the run may still do; at `stop` the run is told to write no more, and Finish will find it paused. */
export async function checkAllowance(store: Store, run: Run, now: Date): Promise<AllowanceLevel> {
	const ceilings = await loadCeilings(store, run, now);
	const level = levelUnder(ceilings);
	if (level === 'stop') await store.stopRun(run.runId, pauseReason(explainLevel(ceilings) ?? level));
	return level;
}

/** The run's calls without its ceilings. */
export function callsOfStages(calls: CallsByStage): CallsByStage {
	const rows: readonly string[] = Object.values(rowByKind);
	return Object.fromEntries(Object.entries(calls).filter(([stage]) => !rows.includes(stage)));
}

function usedCalls(calls: CallsByStage): number {
	return Object.values(callsOfStages(calls)).reduce((sum, { used }) => sum + used, 0);
}
