import { EnrichmentError } from '../errors';
import type { RunCeilings, RunSettings } from '../record/run-settings';
import type { SalesforceClient } from '../salesforce/client';
import type { DailyAllowance } from '../salesforce/org-identity';
import type { StageCalls, CallStore } from '../store/contract/calls';
import type { Run, RunStore } from '../store/contract/runs';
import {
	type AllowanceLevel,
	type AllowanceLimits,
	type CallCeiling,
	explainLevel,
	levelUnder,
	planCeilings,
} from './allowance';
import { dayOf } from './run-store';

/**
 * The ceilings for a run that is about to start, for one call; what this client has used so far is taken for the run's
 * own. Throws `request_limit_exceeded` when one is reached; a user who may not see the org's allowance gets none for the
 * org.
 */
export async function fetchCeilings(
	client: SalesforceClient,
	store: Pick<CallStore, 'readDailyCalls' | 'addDailyCalls'>,
	limits: AllowanceLimits,
	now: Date,
): Promise<RunCeilings> {
	const org = await fetchAllowance(client);
	const ceilings = planCeilings(limits, org, await store.readDailyCalls(client.org.orgId, dayOf(now)));
	if (levelUnder(ceilings) !== 'stop') return toRunCeilings(ceilings, client.calls.used);
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

function toRunCeilings(ceilings: readonly CallCeiling[], usedByClient: number): RunCeilings {
	const org = ceilings.find(({ kind }) => kind === 'org');
	const own = ceilings.find(({ kind }) => kind === 'own');
	return {
		...(org && { org: { ceiling: org.ceiling, usedByOthers: Math.max(0, org.used - usedByClient) } }),
		...(own && { ownDaily: own.ceiling }),
	};
}

/** The settings for a run that is taken up again: of what the org has used, the run's earlier calls are its own. */
export async function settingsOfResumed(
	store: Pick<CallStore, 'readCalls'>,
	runId: string,
	settings: RunSettings | undefined,
): Promise<RunSettings | undefined> {
	const org = settings?.ceilings?.org;
	if (!org) return settings;
	const usedByOthers = Math.max(0, org.usedByOthers - usedCalls(await store.readCalls(runId)));
	return { ...settings, ceilings: { ...settings.ceilings, org: { ...org, usedByOthers } } };
}

/**
 * The ceilings of a run as they stand now. `known` is what Salesforce has last said of the org's calls: others may have
 * made more since the run began than our own books tell.
 */
export async function loadCeilings(
	store: Pick<CallStore, 'readCalls' | 'readDailyCalls'>,
	run: Run,
	now: Date,
	known?: DailyAllowance,
): Promise<CallCeiling[]> {
	const { org, ownDaily } = run.settings?.ceilings ?? {};
	const ceilings: CallCeiling[] = [];
	if (org) {
		const byOurBooks = org.usedByOthers + usedCalls(await store.readCalls(run.runId));
		ceilings.push({
			kind: 'org',
			ceiling: org.ceiling,
			used: Math.max(byOurBooks, known ? known.max - known.remaining : 0),
		});
	}
	// Other runs may have made calls since this one began, and at midnight the count begins anew.
	if (ownDaily !== undefined)
		ceilings.push({ kind: 'own', ceiling: ownDaily, used: await store.readDailyCalls(run.orgId, dayOf(now)) });
	return ceilings;
}

/** What the run may still do; at `stop` the run is told to write no more, and Finish will find it paused. */
export async function checkAllowance(
	store: Pick<CallStore, 'readCalls' | 'readDailyCalls'> & Pick<RunStore, 'stopRun'>,
	run: Run,
	now: Date,
	known?: DailyAllowance,
): Promise<AllowanceLevel> {
	const ceilings = await loadCeilings(store, run, now, known);
	const level = levelUnder(ceilings);
	if (level === 'stop') await store.stopRun(run.runId, { kind: 'pause', why: explainLevel(ceilings) ?? level });
	return level;
}

function usedCalls(calls: Readonly<Record<string, StageCalls>>): number {
	return Object.values(calls).reduce((sum, { used }) => sum + used, 0);
}
