import { reasonOf } from './stop-reason';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';

/**
 * The store as the stages of a run see it: calls that they add to the run enter the org's count of the day too, and a
 * run that was told to stop is given no further batch, so that nothing more is read or paid for.
 */
export function storeOfRun(store: Store, { orgId }: Run, clock: () => Date): Store {
	return {
		...store,
		async addCalls(runId, stage, calls) {
			await store.addCalls(runId, stage, calls);
			if (calls.used > 0) await store.addDailyCalls(orgId, dayOf(clock()), calls.used);
		},
		async claimBatch(runId, holder, now, ttlMs) {
			const run = await store.findRun(runId);
			return run === undefined || reasonOf(run) === undefined
				? await store.claimBatch(runId, holder, now, ttlMs)
				: undefined;
		},
	};
}

/** The day of a moment in UTC, as `2026-11-21`. */
export function dayOf(now: Date): string {
	return now.toISOString().slice(0, 10);
}
