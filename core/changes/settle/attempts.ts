import { noId } from '../../record/identity';
import type { Attempt } from '../../record/attempt';
import { shippedFieldNames } from '../../record/fields';
import { outcomes, type Outcome } from '../../record/outcome';
import type { SalesforceRecord } from '../../record/record-item';
import type { WrittenPart } from '../../store/contract/parts';
import type { RowError, RowResult } from '../../salesforce/row-result';
import type { ApplyJob } from '../send/job';
import type { RecordPlan } from '../plan/record-plan';
import { isGone, refusalOutcome, takesStamp } from './refusal-outcome';
import { attemptOutcome, isEnrichmentAttempt, isSelectedAsDue, matchHashAfter } from '../plan/stamps';
import { messageOf } from './ended';

type Job = Pick<ApplyJob, 'context' | 'client' | 'description' | 'settings'>;

/** How a row of stamps ended, with the plan it belongs to. */
export interface StampResult {
	readonly plan: RecordPlan;
	/** What was sent; `undefined` when nothing was. */
	readonly row: SalesforceRecord | undefined;
	/** `undefined`: nothing was sent. */
	readonly result: RowResult | undefined;
}

/** Remembers in the run what `attemptsIn` tells. */
export async function noteStamps(job: Job, results: readonly StampResult[]): Promise<void> {
	const { context } = job;
	await context?.store.savePart(context.run, attemptsIn(job, results));
}

/**
 * The attempts to be remembered, because their stamps were refused or could not even be sent, and the records that were
 * stamped now, whose attempts are forgotten; none without a run. A row that carries values too and was refused is not
 * judged where its stamps are sent once more by themselves.
 */
export function attemptsIn(job: Job, results: readonly StampResult[]): Pick<WrittenPart, 'attempts' | 'stamped'> {
	if (!job.context) return {};
	const known = results.filter(({ plan }) => plan.id !== noId && plan.isCreation !== true && isLookedAt(plan));
	const stamped = known
		.filter((each) => each.result?.status === 'saved' && isStamp(job, each.row))
		.map(({ plan }) => plan.id);
	const now = job.client.serverNow();
	const attempts = known.map((each) => unstamped(job, now, each)).filter((attempt) => attempt !== undefined);
	return { attempts, stamped };
}

/** Whether the row holds nothing but stamps of a record that was not refused for anything else. */
export function isMereStamp({ changes, errors }: RecordPlan): boolean {
	return changes.length + errors.length === 0;
}

function isLookedAt({ item }: RecordPlan): boolean {
	return isEnrichmentAttempt(item) || isSelectedAsDue(item);
}

function isStamp({ settings: { fieldNames = shippedFieldNames } }: Job, row: SalesforceRecord | undefined): boolean {
	return row !== undefined && fieldNames.lastActivity in row;
}

function unstamped(job: Job, now: Date, { plan, row, result }: StampResult): Attempt | undefined {
	if (result === undefined || result.status === 'saved') {
		if (row !== undefined ? isStamp(job, row) : canStamp(job)) return undefined;
		return attemptOf(job, now, plan, row, whyNotSent(job));
	}
	const isForGood =
		result.status === 'refused' && !result.errors.some(({ retryable }) => retryable) && !isGone(result.errors);
	if (!isForGood) return undefined;
	const reason = messageOf(result.errors);
	if (!hasValues(plan, row)) return attemptOf(job, now, plan, row, reason);
	return takesStamp(result.errors)
		? undefined
		: attemptOf(job, now, withoutValues(plan, result.errors), undefined, reason);
}

/** A record that is locked or out of reach: nothing of its row was saved, and no stamps follow the refusal. */
function withoutValues(plan: RecordPlan, errors: readonly RowError[]): RecordPlan {
	return { ...plan, row: undefined, changes: [], errors, outcome: refusalOutcome(errors) ?? plan.outcome };
}

/** Whether the row is that of the plan's changes and not the stamps that follow a refusal. */
function hasValues({ changes, row: planned }: RecordPlan, row: SalesforceRecord | undefined): boolean {
	return changes.length > 0 && row === planned;
}

function canStamp({ settings: { writeStamps, description, fieldNames = shippedFieldNames } }: Job): boolean {
	return writeStamps && description.fieldByName.get(fieldNames.lastActivity)?.updateable === true;
}

function whyNotSent({ settings: { writeStamps, fieldNames = shippedFieldNames } }: Job): string {
	return writeStamps ? `This user cannot edit ${fieldNames.lastActivity}` : 'Write Status Fields is off';
}

function attemptOf(
	{ description, settings, context }: Job,
	now: Date,
	plan: RecordPlan,
	row: SalesforceRecord | undefined,
	reason: string,
): Attempt {
	const { fieldNames = shippedFieldNames } = settings;
	const { item, current } = plan;
	const changes = hasValues(plan, row) ? plan.changes : [];
	const stamped = row?.[fieldNames.outcome];
	const said = stamped === undefined ? undefined : outcomes.find((each) => each === stamped);
	const outcome: Outcome = said ?? (plan.errors.length > 0 ? plan.outcome : attemptOutcome(item, changes));
	const hash = row?.[fieldNames.matchHash] ?? matchHashAfter(item, current, changes);
	const isUnwritten = changes.length === 0 && typeof current.SystemModstamp === 'string';
	return {
		recordId: plan.id,
		sObject: description.name,
		lastActivity: now,
		outcome,
		reason,
		...(typeof hash === 'string' && { matchHash: hash }),
		// Our own write moves it, and what it moved to nobody has read.
		...(isUnwritten && { version: String(current.SystemModstamp) }),
		runId: context?.run.runId,
	};
}
