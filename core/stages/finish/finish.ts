import { randomUUID } from 'node:crypto';
import { EnrichmentError } from '../../errors';
import { isSalesforceId } from '../../record/identity';
import type { Run, RunStore } from '../../store/contract/runs';
import type { AttemptStore } from '../../store/contract/attempts';
import type { CarryOverStore } from '../../store/contract/carry-over';
import type { ClaimStore } from '../../store/contract/claims';
import type { LeaseStore } from '../../store/contract/leases';
import type { WatermarkStore } from '../../store/contract/watermarks';
import type { WorkStore } from '../../store/contract/work';
import type { Store } from '../../store/store';
import { type CarryOverPlan, planCarryOver } from '../../run/carry-over';
import { digestJournal } from '../../run/diff-digest';
import { leaseHolder } from '../../run/lease';
import { closeReceived } from '../../run/settle-received';
import { findUnderWay, type RunUnderWay } from '../../run/run-batches';
import type { RunSummary } from '../../run/run-summary';
import { summarizeRun } from '../../run/summarize-run';
import { RunTally } from '../../run/run-tally';
import { dryWriteReason, stopVerdict } from '../../run/stop-reason';
import type { DeliveryReport } from '../../changes/staged/deliver-staged';
import type { RunDelivery } from './deliver-run';
import { counted, judgeRun, type Verdict } from '../../run/verdict';

/** Long enough for the steps of a Finish, short enough not to hold up a successor when it dies. */
const finishLeaseMs = 5 * 60_000;

export interface FinishRequest {
	/** Says that the execution broke, and why: then the watermark stays, so that all records are read again. */
	readonly failure?: string;
	/** Sends the rows that wait in the store; without it a run that has any cannot be finished. */
	readonly delivery?: RunDelivery;
	/** Works out in which order the providers would have cost least, as a sentence; asked once, when the run has ended. */
	readonly adviseOrder?: (run: Run) => Promise<string | undefined>;
}

/** What a run came to, and what delivering its rows did where any had waited. */
export type FinishedRun = (RunSummary | RunUnderWay) & { readonly delivery?: DeliveryReport };

/**
 * Ends a run, judging by the store, and gives its summary to whoever ends it; while batches of it are still to be
 * worked on it only tells how many. `undefined`: the run had been finished before, or another execution has it.
 *
 * The order of the steps is what makes a crash harmless. Delivery comes first, because what became of the staged
 * records decides about all that follows. Carry-over comes before the watermark: once that has moved, nobody reads an
 * unfinished record again. Closing comes after both: only an unfinished run is finished or resumed by somebody else,
 * who then repeats the steps, and each of them may be repeated. Closing comes before the summary, because it lets one
 * caller through. Record claims and the lease go last: freed earlier, they would let a successor resume a run that is
 * about to be closed; never freed, they expire.
 */
export async function finishRun(
	store: Store,
	run: Run,
	request: FinishRequest,
	now: Date,
): Promise<FinishedRun | undefined> {
	// What the caller holds may be older than the window that Fetch has recorded since.
	const current = await loadRun(store, run.runId);
	if (hasEnded(current)) {
		await letGo(store, run);
		return undefined;
	}
	if (leaseHolder(run) !== leaseHolder(current)) return undefined;
	const isGoingOn = request.failure === undefined && !stopVerdict(current);
	const underWay = isGoingOn ? await findUnderWay(store, current, now) : undefined;
	if (underWay) return underWay;

	if (!(await holdsRun(store, current, now))) return undefined;
	return await alone(store, current, now, async () => {
		const delivery = isGoingOn ? await deliverStagedRows(store, current, request.delivery) : undefined;
		const summary = await closeAccounts(store, await loadRun(store, run.runId), request, now);
		return summary && { ...summary, ...(delivery && { delivery }) };
	});
}

/** Executions that shared a run come to its end at the same moment; only one of them delivers and closes. */
async function alone<T>(
	store: LeaseStore,
	{ orgId, sObject, runId }: Run,
	now: Date,
	work: () => Promise<T>,
): Promise<T | undefined> {
	const end = { orgId, sObject, pipeline: `the end of run ${runId}` };
	const caller = randomUUID();
	if (!(await store.acquireLease(end, caller, now, finishLeaseMs)).granted) return undefined;
	try {
		return await work();
	} finally {
		await store.releaseLease(end, caller);
	}
}

async function closeAccounts(
	store: Store,
	run: Run,
	{ failure, adviseOrder }: FinishRequest,
	now: Date,
): Promise<RunSummary | undefined> {
	const stopped = stopVerdict(run) ?? (failure === undefined ? await dryWriteVerdict(store, run) : undefined);
	const isFinal = failure === undefined && !stopped && !run.isDryRun;
	const tally = await accountForWork(store, run, isFinal, now);
	if (isFinal) await commitWindow(store, run);
	// Behind the carry-over: whatever leaves the inbox is kept there, or is over.
	await closeReceived(store, run, isFinal);

	const verdict = stopped ?? judgeRun(tally.counts, tally.unsettled, failure);
	const isOurs = await close(store, run, verdict, now);
	await letGo(store, run);
	if (!isOurs) return undefined;
	const digest = await digestJournal(store, run.runId);
	return await summarizeRun(store, run, tally, verdict, now, { digest, orderAdvice: await adviseOrder?.(run) });
}

/**
 * A run that wrote, but only tried some of its records, must not be taken for one that has dealt with them: moving on
 * would leave them behind for good. Looked for before anything is carried over.
 */
async function dryWriteVerdict(store: WorkStore, run: Run): Promise<Verdict | undefined> {
	if (run.isDryRun) return undefined;
	const { would_write: tried = 0 } = await store.countOutcomes(run);
	return tried > 0 ? { status: 'Stopped', reason: dryWriteReason(tried) } : undefined;
}

async function loadRun(store: Pick<Store, 'findRun' | 'location'>, runId: string): Promise<Run> {
	const run = await store.findRun(runId);
	if (run) return run;
	throw new EnrichmentError('run_not_found', `Run ${runId} is not in the store ${store.location}.`, {
		remedy: 'Finish a run in the n8n that started it, with the same store.',
		details: { runId },
	});
}

/** A paused run has been reported too; it is Running again once a start has taken it up. */
function hasEnded(run: Run): boolean {
	return run.status !== 'Running';
}

/** Whether the run is still the caller's to finish; takes the lease again when it has expired. */
async function holdsRun(store: LeaseStore, current: Run, now: Date): Promise<boolean> {
	const lease = await store.acquireLease(current, leaseHolder(current), now, finishLeaseMs);
	return lease.granted;
}

/** A delivery that may succeed later pauses the run: ending it would leave its rows, and a job under way, to nobody. */
async function deliverStagedRows(
	store: Store,
	run: Run,
	delivery: RunDelivery | undefined,
): Promise<DeliveryReport | undefined> {
	const rows = await store.countStagedRows(run.runId);
	const jobs = await store.readRemoteJobs(run.runId);
	if (rows === 0 && jobs.every(({ step }) => step === 'collected')) return undefined;
	if (!delivery) throw cannotDeliver(run, rows);
	let report: DeliveryReport;
	try {
		report = await delivery.deliver(store, run);
	} catch (error) {
		if (!(error instanceof EnrichmentError) || !error.retryable || error.code === 'lease_lost') throw error;
		await store.stopRun(run.runId, {
			kind: 'pause',
			why: `The rows that were kept for the end could not be written: ${error.message}`,
		});
		return undefined;
	}
	const left = await store.countStagedRows(run.runId);
	const why = `${counted(left, 'row')} that ${left === 1 ? 'was' : 'were'} kept for the end ${left === 1 ? 'is' : 'are'} still to be written`;
	if (left > 0) await store.stopRun(run.runId, { kind: 'pause', why });
	return report;
}

function cannotDeliver({ runId }: Run, rows: number): EnrichmentError {
	return new EnrichmentError(
		'invalid_parameter',
		`${counted(rows, 'row')} of run ${runId} ${rows === 1 ? 'waits' : 'wait'} to be written, and Finish has no connection to Salesforce.`,
		{
			remedy: 'Choose Deliver and Finish in this node instead of Finish, and its credential.',
			details: { runId, rows },
		},
	);
}

async function accountForWork(store: Store, run: Run, isFinal: boolean, now: Date): Promise<RunTally> {
	const tally = new RunTally();
	for await (const states of store.readWork(run)) {
		const plan = isFinal ? planCarryOver(states, now) : undefined;
		tally.add(states, plan);
		if (plan) await carryOut(store, run, plan, now);
	}
	return tally;
}

/** What is given up would be selected again at once, because nobody has stamped it: the store remembers the attempt instead. */
async function carryOut(store: AttemptStore & CarryOverStore, run: Run, plan: CarryOverPlan, now: Date): Promise<void> {
	if (plan.entries.length > 0) await store.carryOver(run, plan.entries);
	const over = [...plan.settledIds, ...plan.dropped, ...plan.exhausted];
	if (over.length > 0) await store.dropCarryOver(run, over);
	const givenUp = [
		...plan.dropped.map((recordId) => ({ recordId, outcome: 'dropped_by_workflow' as const })),
		...plan.exhausted.map((recordId) => ({ recordId, outcome: 'failed' as const })),
	];
	const attempts = givenUp
		.filter(({ recordId }) => isSalesforceId(recordId))
		.map((each) => ({ ...each, sObject: run.sObject, lastActivity: now }));
	if (attempts.length > 0) await store.noteAttempts(run.orgId, attempts);
}

async function commitWindow(store: WatermarkStore, run: Run): Promise<void> {
	if (!run.window) return;
	await store.commitWatermark(run, run.window.stoppedAt ?? { modifiedAt: run.window.until });
}

/** Whether it was this call that closed the run. */
async function close(
	store: Pick<Store, 'findRun' | 'closeRun' | 'location'>,
	run: Run,
	verdict: Verdict,
	now: Date,
): Promise<boolean> {
	// A pause does not end the run, so the store would accept it from everybody.
	if (verdict.status === 'Paused' && hasEnded(await loadRun(store, run.runId))) return false;
	return await store.closeRun(run.runId, verdict, now);
}

/** Frees the run's records, and its lease unless the same execution has started another run under it meanwhile. */
async function letGo(store: ClaimStore & LeaseStore & RunStore, run: Run): Promise<void> {
	await store.releaseRecords(run.orgId, run.runId);
	const successor = await store.findUnfinishedRun(run);
	if (!successor || successor.status === 'Paused') await store.releaseLease(run, leaseHolder(run));
}
