import type { CarryOver } from '../store/contract/carry-over';
import type { Run } from '../store/contract/runs';
import type { WorkState } from '../store/contract/work';

const maxDrops = 3;
const maxAttempts = 5;
const firstBackOffMs = 15 * 60_000;
const longestBackOffMs = 24 * 60 * 60_000;

/** What becomes of a page of a run's records once the run is over; every record is in one list. */
export interface CarryOverPlan {
	/** A later run takes these up again. */
	readonly entries: CarryOver[];
	/** Fetched once more than allowed and never came back. */
	readonly dropped: string[];
	/** Failed once too often; refused for good. */
	readonly exhausted: string[];
	/** Came back, and need no further run. */
	readonly settledIds: string[];
}

/**
 * Decides which records a later run takes up: those that never came back, at once and at most three
 * times; those that failed and may succeed later, after a growing pause and at most five attempts; those that another
 * run had, once it may be done, which is no attempt.
 * It depends on nothing but its input, so that a Finish that is repeated decides the same.
 */
export function planCarryOver(states: readonly WorkState[], now: Date): CarryOverPlan {
	const plan: CarryOverPlan = { entries: [], dropped: [], exhausted: [], settledIds: [] };
	for (const state of states) {
		if (!state.settlement) planUnsettled(plan, state, now);
		else if (state.settlement.outcome === 'claimed_elsewhere') planClaimed(plan, state, now);
		else if (state.settlement.retryable) planFailed(plan, state, now);
		else plan.settledIds.push(state.recordId);
	}
	return plan;
}

/** Whether the run, which has ended, has carried over what needs a further run; any other leaves its window to be read again. */
export function carriesOver({ isDryRun, isJudged = false }: Pick<Run, 'isDryRun' | 'isJudged'>): boolean {
	return !isDryRun && isJudged;
}

/**
 * The pause before the next attempt, in milliseconds: 15 minutes after the first failure, four
 * times as long after each further one, a day at most.
 */
export function backOffMs(attempts: number): number {
	return Math.min(firstBackOffMs * 4 ** (attempts - 1), longestBackOffMs);
}

function planUnsettled(plan: CarryOverPlan, state: WorkState, now: Date): void {
	const { recordId, attempts } = state;
	const drops = state.drops + 1;
	if (drops > maxDrops) {
		plan.dropped.push(recordId);
		return;
	}
	const reason = 'Fetched, but never came back to be written';
	plan.entries.push({ recordId, attempts, drops, dueAt: now, reason });
}

function planClaimed(plan: CarryOverPlan, { recordId, attempts, drops }: WorkState, now: Date): void {
	const dueAt = new Date(now.getTime() + firstBackOffMs);
	plan.entries.push({ recordId, attempts, drops, dueAt, reason: 'Another run was working on it' });
}

function planFailed(plan: CarryOverPlan, state: WorkState, now: Date): void {
	const { recordId, drops, settlement } = state;
	const attempts = state.attempts + 1;
	if (attempts >= maxAttempts) {
		plan.exhausted.push(recordId);
		return;
	}
	const dueAt = new Date(now.getTime() + backOffMs(attempts));
	const reason = settlement?.message ?? settlement?.outcome ?? 'failed';
	plan.entries.push({ recordId, attempts, drops, dueAt, reason });
}
