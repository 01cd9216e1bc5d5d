import { noId } from '../../record/identity';
import { partition } from 'lodash';
import type { ChangesRun } from '../changes-run';
import type { RowError } from '../../salesforce/row-result';
import type { SendablePlan } from '../plan/record-plan';

/**
 * How long a write whose reply was lost may still be applied: Salesforce works on a call for ten minutes at most, and the
 * minute more is for its clock, which is that of the last reply.
 */
const mayStillApplyMs = 11 * 60_000;

/** A row whose reply was lost. */
export interface Unanswered {
	readonly plan: SendablePlan;
	/** Salesforce's clock; `undefined` where Salesforce has answered, though not on the row, and so is done with it. */
	readonly lostAt: Date | undefined;
}

const replyLost = 'REPLY_LOST';

/** The word on a row that may have been saved, or may still be. */
export function lostReply(reason: string): RowError {
	const message = `${reason}; whether the row was saved is not known yet, and for ten minutes it is not sent again`;
	return { code: replyLost, message, fields: [], retryable: true };
}

/** The word on a row of which the answer to its call says nothing. */
export function noResult(reason: string): RowError {
	return { code: 'NO_RESULT', message: reason, fields: [], retryable: true };
}

/** Whether nobody knows what became of the row. */
export function isUnknown(errors: readonly RowError[] | undefined): boolean {
	return errors?.some(({ code }) => code === replyLost) ?? false;
}

/**
 * Those that may be sent again, not having been seen in Salesforce. A row that creates under a unique key does no harm when
 * it arrives twice; one that changes a record could arrive after somebody has changed it again.
 */
export function repeatable(unseen: readonly Unanswered[], serverNow: Date): SendablePlan[] {
	return unseen
		.filter(({ plan, lostAt }) => plan.isCreation || !lostAt || !mayStillApply(lostAt, serverNow))
		.map(({ plan }) => plan);
}

/** Sets aside the plans of records to which this run has sent something that Salesforce may still be about to apply. */
export async function setAsideUnknown(
	context: ChangesRun | undefined,
	plans: readonly SendablePlan[],
	serverNow: Date,
): Promise<[SendablePlan[], SendablePlan[]]> {
	const ids = plans.map(({ id }) => id).filter((id) => id !== noId);
	if (!context || ids.length === 0) return [[], [...plans]];
	const rows = await context.store.loadJournal(context.run.runId, ids);
	if (rows.length === 0) return [[], [...plans]];
	const unknown = new Set(
		rows
			.filter(({ status, at }) => status === 'unknown' && mayStillApply(new Date(at), serverNow))
			.map(({ recordId }) => recordId),
	);
	return partition(plans, ({ id }) => unknown.has(id));
}

function mayStillApply(sentAt: Date, serverNow: Date): boolean {
	return serverNow.getTime() - sentAt.getTime() < mayStillApplyMs;
}
