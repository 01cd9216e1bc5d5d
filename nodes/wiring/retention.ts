import { planKeepDays } from '../../core/store/keep-days';
import type { Store } from '../../core/store/store';

const dayMs = 24 * 60 * 60_000;

/** Salesforce repeats a notice for a day. */
const noticeDays = 2;

/** A Finish ends one run, so even a store that has never been pruned becomes small in time, and no Finish waits long. */
const maxRuns = 5;

/**
 * Forgets a few of the runs that ended before the days that the environment says are kept. Gives a note for a person
 * when it could not; it never throws, because the run that has just ended did end.
 */
export async function forgetOldRuns(
	store: Store,
	now: Date,
	env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
	try {
		const keepDays = planKeepDays(env);
		await store.dropExpiredAnswers(now);
		await store.forgetNotices(new Date(now.getTime() - noticeDays * dayMs));
		if (keepDays !== undefined) await store.prune(new Date(now.getTime() - keepDays * dayMs), maxRuns);
		return undefined;
	} catch (error) {
		return `Old runs were not forgotten: ${error instanceof Error ? error.message : String(error)}`;
	}
}
