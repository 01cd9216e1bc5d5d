import { chunk } from 'lodash';
import type { InboxStore } from '../store/contract/inbox';
import type { Run } from '../store/contract/runs';
import type { WorkState, WorkStore } from '../store/contract/work';
import { leaseHolder } from './lease';

type SettlingStore = Pick<InboxStore, 'readClaimed' | 'settleInbox' | 'endDrain'> & Pick<WorkStore, 'loadWork'>;

/** As many as one look into the run's work takes. */
const idsAtOnce = 1_000;

/**
 * Takes out of the inbox what the run is done with for good, and gives how many. What is to be tried again, or waits for the end
 * of the run to be delivered, stays the run's: if it dies, its records wait again. So does at once what is to be tried again and
 * has been told of meanwhile, e.g. because its answer is there. A preview takes nothing out.
 */
export async function settleReceived(store: SettlingStore, run: Run): Promise<number> {
	if (run.isDryRun) return 0;
	const again = new Set<string>();
	for (const { recordId, hasChangedAgain } of await store.readClaimed(run, leaseHolder(run))) {
		if (hasChangedAgain) again.add(recordId);
	}
	const done = (await claimedWork(store, run)).filter((state) => isDone(state) || isOverForNow(state, again));
	return await takeOut(store, run, done);
}

function isOverForNow({ recordId, settlement }: WorkState, again: ReadonlySet<string>): boolean {
	return again.has(recordId) && settlement !== undefined && settlement.outcome !== 'staged';
}

/**
 * Ends the run's part in the inbox. When the run has been judged by its records, whatever it has taken on is over or carried over
 * by now and leaves the inbox; otherwise only what is done does. All the rest waits again.
 */
export async function closeReceived(store: SettlingStore, run: Run, isJudged: boolean): Promise<void> {
	if (isJudged) await takeOut(store, run, await claimedWork(store, run));
	else await settleReceived(store, run);
	await store.endDrain(run, leaseHolder(run));
}

async function claimedWork(store: SettlingStore, run: Run): Promise<readonly WorkState[]> {
	const claimed = await store.readClaimed(run, leaseHolder(run));
	const states: WorkState[] = [];
	for (const part of chunk(claimed, idsAtOnce)) {
		const ids = part.map(({ recordId }) => recordId);
		for (const state of await store.loadWork(run, ids)) states.push(state);
	}
	return states;
}

function isDone({ settlement }: WorkState): boolean {
	return settlement !== undefined && settlement.retryable !== true && settlement.outcome !== 'staged';
}

async function takeOut(store: SettlingStore, run: Run, states: readonly WorkState[]): Promise<number> {
	for (const part of chunk(states, idsAtOnce)) {
		await store.settleInbox(
			run,
			leaseHolder(run),
			part.map(({ recordId }) => recordId),
		);
	}
	return states.length;
}
