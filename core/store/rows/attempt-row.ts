import type { Attempt } from '../../record/attempt';
import type { Outcome } from '../../record/outcome';
import { type NamedValues, optionalText, type Row } from './row-values';

/** The values of the columns of an attempt, without its org's. */
export function attemptValues(attempt: Attempt): NamedValues {
	return {
		record_id: attempt.recordId,
		s_object: attempt.sObject,
		last_activity: attempt.lastActivity.getTime(),
		outcome: attempt.outcome,
		reason: attempt.reason ?? null,
		match_hash: attempt.matchHash ?? null,
		version: attempt.version ?? null,
		run_id: attempt.runId ?? null,
	};
}

/** An attempt as its row has it. */
export function toAttempt(row: Row): Attempt {
	return {
		recordId: String(row.record_id),
		sObject: String(row.s_object),
		lastActivity: new Date(Number(row.last_activity)),
		outcome: String(row.outcome) as Outcome,
		reason: optionalText(row.reason),
		matchHash: optionalText(row.match_hash),
		version: optionalText(row.version),
		runId: optionalText(row.run_id),
	};
}

/** Counted attempts as their row has them. */
export function toAttemptCount(row: Row | undefined): { records: number; recordId?: string } {
	const recordId = optionalText(row?.record_id);
	return { records: Number(row?.records ?? 0), ...(recordId !== undefined && { recordId }) };
}
