import { EnrichmentError } from '../errors';
import type { Run, Store } from '../store/store';
import { type CarryOverPlan, planCarryOver } from './carry-over';
import { leaseHolder } from './lease';
import { type RunSummary, summarizeRun } from './run-summary';
import { RunTally } from './run-tally';
import { judgeRun } from './verdict';

/** Long enough for the steps of a Finish, short enough not to hold up a successor when it dies. */
const finishLeaseMs = 5 * 60_000;

/**
 * Ends a run, judging by the store, and gives its summary to whoever ends it. `failure` says that
 * the execution broke, and why: then the watermark stays, so that all records are read again.
 * `undefined`: the run had been finished before, or another execution has taken it over.
 *
 * The order of the steps is what makes a crash harmless. Carry-over comes before the watermark: once
 * that has moved, nobody reads an unfinished record again. Closing comes after both: only an
 * unfinished run is finished or resumed by somebody else, who then repeats the steps, and each of
 * them may be repeated. Closing comes before the summary, because it lets one caller through. The
 * lease goes last: freed earlier, it would let a successor resume a run that is about to be closed;
 * never freed, it expires.
 */
export async function finishRun(
	store: Store,
	run: Run,
	failure: string | undefined,
	now: Date,
): Promise<RunSummary | undefined> {
	// What the caller holds may be older than the window that Fetch has recorded since.
	const current = await loadRun(store, run.runId);
	if (hasEnded(current)) {
		await freeLease(store, run);
		return undefined;
	}
	if (!(await holdsRun(store, run, current, now))) return undefined;

	const isFinal = failure === undefined && !current.isDryRun;
	const tally = await accountForWork(store, current, isFinal, now);
	if (isFinal) await commitWindow(store, current);

	const verdict = judgeRun(tally.counts, tally.unsettled, failure);
	const isOurs = await store.closeRun(current.runId, verdict.status, verdict.reason, now);
	await freeLease(store, current);
	return isOurs ? await summarizeRun(store, current, tally, verdict, now) : undefined;
}

async function loadRun(store: Store, runId: string): Promise<Run> {
	const run = await store.findRun(runId);
	if (run) return run;
	throw new EnrichmentError('run_not_found', `Run ${runId} is not in the store ${store.location}.`, {
		remedy: 'Finish a run in the n8n that started it, with the same store.',
		details: { runId },
	});
}

function hasEnded(run: Run): boolean {
	return run.status !== 'Running' && run.status !== 'Paused';
}

/** Whether the run is still the caller's to finish; takes the lease again when it has expired. */
async function holdsRun(store: Store, run: Run, current: Run, now: Date): Promise<boolean> {
	if (leaseHolder(run) !== leaseHolder(current)) return false;
	const lease = await store.acquireLease(current, leaseHolder(current), now, finishLeaseMs);
	return lease.granted;
}

async function accountForWork(
	store: Store,
	run: Run,
	isFinal: boolean,
	now: Date,
): Promise<RunTally> {
	const tally = new RunTally();
	for await (const states of store.readWork(run)) {
		const plan = isFinal ? planCarryOver(states, now) : undefined;
		tally.add(states, plan);
		if (plan) await carryOut(store, run, plan);
	}
	return tally;
}

async function carryOut(store: Store, run: Run, plan: CarryOverPlan): Promise<void> {
	if (plan.entries.length > 0) await store.carryOver(run, plan.entries);
	const over = [...plan.settledIds, ...plan.dropped, ...plan.exhausted];
	if (over.length > 0) await store.dropCarryOver(run, over);
}

async function commitWindow(store: Store, run: Run): Promise<void> {
	if (!run.window) return;
	await store.commitWatermark(run, run.window.stoppedAt ?? { modifiedAt: run.window.until });
}

/** Frees the run's lease, unless the same execution has started another run under it meanwhile. */
async function freeLease(store: Store, run: Run): Promise<void> {
	const successor = await store.findUnfinishedRun(run);
	if (!successor) await store.releaseLease(run, leaseHolder(run));
}
