import { idOfRead, noId } from '../../record/identity';
import { chunk } from 'lodash';
import { EnrichmentError } from '../../errors';
import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { RowError, RowResult } from '../../salesforce/row-result';
import { maxCollectionRows, maxUpdateRows } from '../../salesforce/collections';
import { attemptsIn, isMereStamp, noteStamps } from '../settle/attempts';
import { journalChanges, journalOf, recordsKeptAtOnce } from './journal-changes';
import { mostReductions, withoutRefused } from '../plan/leave-out';
import { lostReply, noResult, repeatable, type Unanswered } from './lost-reply';
import { planRefusal } from '../plan/plan-record';
import { isGone, refusalOutcome, takesStamp, withReferences } from '../settle/refusal-outcome';
import type { SendablePlan } from '../plan/record-plan';
import { triedBySalesforce } from './breaker';
import { messageOf } from '../settle/ended';
import { withdrawStaged } from './withdraw-staged';
import type { Progress, ApplyJob } from './job';

/** Locks and governor limits are met by transactions: each further attempt makes them half as large. */
const mostAttempts = 4;

/** Nothing sent, nothing left. */
export function noProgress(): Progress {
	return { sentRows: 0, unanswered: [], retryable: [], reduced: [], refused: [] };
}

/** Calls that sending the plans costs. */
export function updateCallsFor(rowCount: number): number {
	return Math.ceil(rowCount / maxUpdateRows);
}

/**
 * Sends the plans, call by call: journal, send, journal the result, settle. What stays open goes into `progress`; once
 * the brake stops, nothing more is sent and the rest has no verdict. Gives the plans that were saved, with their Ids.
 */
export async function sendRows(
	job: ApplyJob,
	plans: readonly SendablePlan[],
	progress: Progress,
	rowsPerTransaction = maxCollectionRows,
): Promise<SendablePlan[]> {
	const saved: SendablePlan[] = [];
	const rowsPerCall = Math.floor((rowsPerTransaction * maxUpdateRows) / maxCollectionRows);
	for (const part of chunk(plans, rowsPerCall)) {
		if (job.brake.reason !== undefined) return saved;
		await job.context?.keepLease();
		await journalChanges(job, part, () => 'intended');
		await withdrawStaged(job, part);
		const results = await save(job, part, rowsPerTransaction);
		progress.sentRows += part.length;
		const known = part.map((plan, index) => withSavedId(plan, results[index]));
		const before = progress.reduced.length;
		known.forEach((plan, index) => judge(job, plan, results[index], progress));
		known.filter((_plan, index) => results[index].status === 'saved').forEach((plan) => saved.push(plan));
		const reduced = progress.reduced.length - before;
		const { records, refused } = triedBySalesforce(part, results);
		// What is sent again without a value may still be saved.
		job.brake.note({ records: job.isRepeat ? 0 : records, refused: refused - reduced });
		await keep(job, known, results);
	}
	return saved;
}

/**
 * Makes good what the first attempts left open: sends records without the values that were refused of them, re-reads
 * rows whose reply was lost, sends again, in transactions half as large each time, what met a lock or surely was not applied,
 * then stamps the refused. Every call counts as a retry.
 */
export async function recoverRows(job: ApplyJob, progress: Progress): Promise<void> {
	const { refused } = progress;
	await job.client.calls.repeating(async () => {
		await sendReduced(job, progress);
		let open = progress;
		let size = maxCollectionRows;
		for (let attempt = 2; attempt <= mostAttempts; attempt += 1) {
			const again = [...open.retryable, ...(await findUnapplied(job, open.unanswered))];
			// A row that was alone in its transaction the last time gains nothing by yet another attempt.
			if (again.length === 0 || size === 1) return await stampRefused(job, refused);
			size = Math.max(1, Math.floor(Math.min(size, again.length) / 2));
			open = { ...noProgress(), refused };
			await sendRows({ ...job, isRepeat: true }, again, open, size);
			await sendReduced(job, open);
		}
		await findUnapplied(job, open.unanswered);
		await stampRefused(job, refused);
	});
}

/** Once more without what was refused, as often as something else is; what is refused then is refused for good. */
async function sendReduced(job: ApplyJob, progress: Progress): Promise<void> {
	for (let round = 1; round <= mostReductions && progress.reduced.length > 0; round += 1) {
		const plans = progress.reduced.splice(0).map(({ plan }) => plan);
		await sendRows({ ...job, isRepeat: true }, plans, progress);
	}
	job.brake.note({ records: 0, refused: progress.reduced.length });
	for (const each of progress.reduced.splice(0)) progress.refused.push(each);
}

/** Sends the plans with everything that makes good what fails; gives those that the first attempt saved. */
export async function sendAndRecover(job: ApplyJob, plans: readonly SendablePlan[]): Promise<SendablePlan[]> {
	const progress = noProgress();
	const saved = await sendRows(job, plans, progress);
	await recoverRows(job, progress);
	return saved;
}

/** What became of the rows of one call: of each record in one go, some hundred records at a time. */
async function keep(job: ApplyJob, plans: readonly SendablePlan[], results: readonly RowResult[]): Promise<void> {
	for (let first = 0; first < plans.length; first += recordsKeptAtOnce) {
		const next = first + recordsKeptAtOnce;
		await keepSome(job, plans.slice(first, next), results.slice(first, next));
	}
}

async function keepSome(job: ApplyJob, plans: readonly SendablePlan[], results: readonly RowResult[]): Promise<void> {
	const { context, verdicts, isDelivery } = job;
	await context?.store.savePart(context.run, {
		journal: await journalOf(job, plans, (index) => journalStatus[results[index].status]),
		settlements: isDelivery ? [] : verdicts.settlementsOf(plans),
		...attemptsIn(
			job,
			plans.map((plan, index) => ({ plan, row: plan.row, result: results[index] })),
		),
	});
}

async function settle({ verdicts, context, isDelivery }: ApplyJob, plans: readonly SendablePlan[]): Promise<void> {
	if (!isDelivery) await verdicts.settle(plans, context);
}

const journalStatus = { saved: 'written', refused: 'refused', unknown: 'unknown' } as const;

async function save(
	job: ApplyJob,
	part: readonly SendablePlan[],
	rowsPerTransaction: number,
): Promise<readonly RowResult[]> {
	try {
		const results = await job.saver.save(part, { ...job.options, rowsPerTransaction });
		return results.map((result, index) =>
			result.status === 'refused' ? { ...result, errors: withReferences(result.errors, part[index].row) } : result,
		);
	} catch (error) {
		// Nothing of this chunk was applied; the journal must not leave it as intended. Of any other failure nobody knows that.
		if (error instanceof EnrichmentError) await journalChanges(job, part, () => 'refused');
		throw error;
	}
}

function judge(job: ApplyJob, plan: SendablePlan, result: RowResult, progress: Progress): void {
	if (result.status === 'saved') {
		job.verdicts.accept(plan);
		return;
	}
	if (result.status === 'unknown' && !job.saver.find) {
		job.verdicts.leaveUnknown(plan, result.reason);
		return;
	}
	if (result.status === 'unknown') {
		leaveOpen(job, plan, [result.isPending ? lostReply(result.reason) : noResult(result.reason)]);
		progress.unanswered.push({ plan, lostAt: result.isPending ? job.client.serverNow() : undefined });
		return;
	}
	const errors = [...plan.errors, ...result.errors];
	if (result.errors.some((error) => error.retryable)) {
		leaveOpen(job, plan, result.errors);
		progress.retryable.push(plan);
		return;
	}
	if (isMereStamp(plan) && !isGone(errors)) {
		// No record is refused for its stamps.
		const outcome = plan.outcome === 'stamped' ? 'unchanged' : plan.outcome;
		job.verdicts.accept({ ...plan, outcome, message: `Its status fields could not be written: ${messageOf(errors)}` });
		return;
	}
	job.verdicts.refuse(plan, errors, plan.leftOut);
	const reduced = withoutRefused(plan, errors, job.settings);
	if (reduced) {
		progress.reduced.push({ plan: reduced, errors });
		return;
	}
	// A row of stamps alone was the last word already, and a record that is gone or locked takes no stamp.
	if (plan.changes.length > 0 && plan.id !== noId && takesStamp(errors)) progress.refused.push({ plan, errors });
}

/** The verdict in case no further attempt settles it; a record that was refused before sending stays refused. */
function leaveOpen(job: ApplyJob, plan: SendablePlan, errors: readonly RowError[]): void {
	if (plan.errors.length > 0) job.verdicts.refuse(plan, [...plan.errors, ...errors]);
	else job.verdicts.fail(plan, errors);
}

/** Asks Salesforce which rows arrived; those that did are accepted, and those returned that may be sent again. The others stay unknown. */
async function findUnapplied(job: ApplyJob, unanswered: readonly Unanswered[]): Promise<SendablePlan[]> {
	if (unanswered.length === 0 || !job.saver.find) return [];
	const plans = unanswered.map(({ plan }) => plan);
	const fields = [...new Set(plans.flatMap((plan) => Object.keys(plan.row)))];
	const records = await job.saver.find(plans, fields);
	const isThere = plans.map((plan, index) => isApplied(job, plan, records[index]));
	const applied = plans.flatMap((plan, index) =>
		isThere[index] ? [{ ...plan, id: plan.id || idOfRead(records[index] ?? {}) }] : [],
	);
	applied.forEach((plan) => job.verdicts.accept(plan));
	await journalChanges(job, applied, () => 'written');
	await settle(job, applied);
	return repeatable(
		unanswered.filter((_each, index) => !isThere[index]),
		job.client.serverNow(),
	);
}

function isApplied({ description }: ApplyJob, { row }: SendablePlan, record: SalesforceRecord | undefined): boolean {
	if (!record) return false;
	return Object.keys(row).every((field) =>
		isSameValue(row[field], record[field], description.fieldByName.get(field)?.type),
	);
}

/** A record that was created has its Id from here on. */
function withSavedId(plan: SendablePlan, result: RowResult): SendablePlan {
	return plan.id === noId && result.status === 'saved' ? { ...plan, id: result.id } : plan;
}

/** Stamps the reason on records that were refused for good; their verdict stays the refusal, whatever becomes of the stamp. */
export async function stampRefused(job: ApplyJob, refused: Progress['refused']): Promise<void> {
	// A write that was stopped leaves the org alone.
	if (job.brake.reason !== undefined) return;
	const stamps = refused.map(({ plan, errors }) => ({
		plan: planRefusal(plan, errors, job.settings, stampedAs(errors)),
	}));
	await noteStamps(
		job,
		stamps
			.filter(({ plan }) => plan.row === undefined)
			.map(({ plan }) => ({ plan, row: undefined, result: undefined })),
	);
	const sendable = stamps.map(({ plan }) => plan).filter((plan): plan is SendablePlan => plan.row !== undefined);
	for (const part of chunk(sendable, maxUpdateRows)) {
		await job.context?.keepLease();
		const results = await job.client.update(
			job.description.name,
			part.map(({ row }) => row),
			job.options,
			job.signal,
		);
		await noteStamps(
			job,
			part.map((plan, index) => ({ plan, row: plan.row, result: results[index] })),
		);
	}
}

/** The word of a refusal whose record takes a stamp. */
function stampedAs(errors: readonly RowError[]): 'rejected' | 'duplicate' | 'no_access' {
	const outcome = refusalOutcome(errors);
	return outcome === 'duplicate' || outcome === 'no_access' ? outcome : 'rejected';
}

/** Whether the error must end the whole write at once: canceled, or another run holds the lease. */
export function isStopSignal(error: unknown): boolean {
	return !(error instanceof EnrichmentError) || error.code === 'canceled' || error.code === 'lease_lost';
}
