import { chunk } from 'lodash';
import { EnrichmentError } from '../../errors';
import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import type { RowError, RowResult, SalesforceClient } from '../../salesforce/client';
import { maxRetrieveIds, maxUpdateRows } from '../../salesforce/collections';
import { journalChanges } from './journal-changes';
import { planRefusal, type PlanSettings, type RecordPlan } from './plan-record';
import { isGone, type Verdicts } from './verdicts';

/** A plan with something to send. */
export type SendablePlan = RecordPlan & { readonly row: SalesforceRecord };

/** What the applying of all plans of one write has in common. */
export interface ApplyJob {
	readonly client: SalesforceClient;
	readonly sObject: string;
	readonly autoAssign: boolean;
	readonly settings: PlanSettings;
	readonly context?: RunContext;
	readonly verdicts: Verdicts;
	readonly signal?: AbortSignal;
}

/** How far the first attempts came, and what they left for `recoverRows` to make good. */
export interface Progress {
	/** Rows that Salesforce was asked to save. */
	sentRows: number;
	/** The reply was lost. */
	readonly unanswered: SendablePlan[];
	/** Refused for a reason that may be gone by now. */
	readonly retryable: SendablePlan[];
	/** Refused for good; still to be stamped. */
	readonly refused: Array<{ readonly plan: SendablePlan; readonly errors: readonly RowError[] }>;
}

/** Nothing sent, nothing left. */
export function noProgress(): Progress {
	return { sentRows: 0, unanswered: [], retryable: [], refused: [] };
}

/** Calls that sending the plans costs. */
export function updateCallsFor(rowCount: number): number {
	return Math.ceil(rowCount / maxUpdateRows);
}

/** Sends the plans, chunk by chunk: journal, send, journal the result, settle. What stays open goes into `progress`. */
export async function sendRows(job: ApplyJob, plans: readonly SendablePlan[], progress: Progress): Promise<void> {
	for (const part of chunk(plans, maxUpdateRows)) {
		await job.context?.keepLease();
		await journalChanges(job, part, () => 'intended');
		const results = await update(job, part);
		progress.sentRows += part.length;
		await journalChanges(job, part, (index) => journalStatus[results[index].status]);
		part.forEach((plan, index) => judge(job, plan, results[index], progress));
		await job.verdicts.settle(part, job.context);
	}
}

/**
 * Makes good what the first attempts left open: re-reads rows whose reply was lost, sends once more what was not
 * applied or met a lock, then stamps the refused. Every call counts as a retry.
 */
export async function recoverRows(job: ApplyJob, progress: Progress): Promise<void> {
	const { unanswered, retryable, refused } = progress;
	await job.client.calls.repeating(async () => {
		const again = [...retryable, ...(await findUnapplied(job, unanswered))];
		const second: Progress = { ...noProgress(), refused };
		await sendRows(job, again, second);
		await findUnapplied(job, second.unanswered);
		await stampRefused(job, refused);
	});
}

const journalStatus = { saved: 'written', refused: 'refused', unknown: 'unknown' } as const;

async function update(job: ApplyJob, part: readonly SendablePlan[]): Promise<readonly RowResult[]> {
	const rows = part.map((plan) => plan.row);
	try {
		return await job.client.update(job.sObject, rows, { autoAssign: job.autoAssign }, job.signal);
	} catch (error) {
		// Nothing of this chunk was applied; the journal must not leave it as intended.
		await journalChanges(job, part, () => 'refused');
		throw error;
	}
}

function judge(job: ApplyJob, plan: SendablePlan, result: RowResult, progress: Progress): void {
	if (result.status === 'saved') {
		job.verdicts.accept(plan);
		return;
	}
	if (result.status === 'unknown') {
		leaveOpen(job, plan, [{ code: 'REPLY_LOST', message: result.reason, fields: [], retryable: true }]);
		progress.unanswered.push(plan);
		return;
	}
	const errors = [...plan.errors, ...result.errors];
	if (result.errors.some((error) => error.retryable)) {
		leaveOpen(job, plan, result.errors);
		progress.retryable.push(plan);
		return;
	}
	job.verdicts.refuse(plan, errors);
	// A row of stamps alone was the last word already, and a record that is gone takes no stamp.
	if (plan.changes.length > 0 && !isGone(errors)) progress.refused.push({ plan, errors });
}

/** The verdict in case no further attempt settles it; a record that was refused before sending stays refused. */
function leaveOpen(job: ApplyJob, plan: SendablePlan, errors: readonly RowError[]): void {
	if (plan.errors.length > 0) job.verdicts.refuse(plan, [...plan.errors, ...errors]);
	else job.verdicts.fail(plan, errors);
}

/** Asks Salesforce which rows arrived; those that did are accepted, the others returned. */
async function findUnapplied(job: ApplyJob, plans: readonly SendablePlan[]): Promise<SendablePlan[]> {
	const unapplied: SendablePlan[] = [];
	for (const part of chunk(plans, maxRetrieveIds)) {
		const fields = [...new Set(part.flatMap((plan) => Object.keys(plan.row)))];
		const ids = part.map((plan) => plan.id);
		const records = await job.client.retrieve(job.sObject, ids, fields, job.signal);
		const applied = part.filter((plan, index) => isApplied(job, plan, records[index]));
		applied.forEach((plan) => job.verdicts.accept(plan));
		await journalChanges(job, applied, () => 'written');
		await job.verdicts.settle(applied, job.context);
		const arrived = new Set(applied);
		part.filter((plan) => !arrived.has(plan)).forEach((plan) => unapplied.push(plan));
	}
	return unapplied;
}

function isApplied({ settings }: ApplyJob, { row }: SendablePlan, record: SalesforceRecord | undefined): boolean {
	if (!record) return false;
	return Object.keys(row).every((field) =>
		isSameValue(row[field], record[field], settings.description.fieldByName.get(field)?.type),
	);
}

async function stampRefused(job: ApplyJob, refused: Progress['refused']): Promise<void> {
	const rows = refused
		.map(({ plan, errors }) => planRefusal(plan, errors, job.settings).row)
		.filter((row) => row !== undefined);
	for (const part of chunk(rows, maxUpdateRows)) {
		await job.context?.keepLease();
		// The verdict stays the refusal, whatever becomes of the stamp.
		await job.client.update(job.sObject, part, { autoAssign: job.autoAssign }, job.signal);
	}
}

/** Whether the error must end the whole write at once: canceled, or another run holds the lease. */
export function isStopSignal(error: unknown): boolean {
	return !(error instanceof EnrichmentError) || error.code === 'canceled' || error.code === 'lease_lost';
}
