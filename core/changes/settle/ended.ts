import type { RowError } from '../../salesforce/row-result';
import type { Settlement } from '../../store/contract/work';
import { leftOutMessage } from './left-out-message';
import { refusalOutcome } from './refusal-outcome';

/** How a record ended, and what is said of it. */
type Ended = Pick<Settlement, 'outcome' | 'message' | 'retryable' | 'isDuplicate'>;

/** Refused for good; a lock by an approval ends some day, so that a later run tries again. */
export function endedRefused(errors: readonly RowError[], isCreation?: boolean): Ended {
	const outcome = refusalOutcome(errors, isCreation) ?? 'rejected';
	return {
		outcome,
		message: messageOf(errors),
		retryable: outcome === 'locked',
		...(outcome === 'duplicate' && { isDuplicate: true }),
	};
}

/** Not written, for a reason that may be gone by the next run. */
export function endedFailed(errors: readonly RowError[]): Ended {
	const outcome = errors.some(({ code }) => code === 'WRITTEN_TOO_OFTEN') ? 'written_too_often' : 'failed';
	return { outcome, message: messageOf(errors), retryable: errors.every((error) => error.retryable) };
}

/** What is to be said of a saved record of which values were left out or left to somebody else; `undefined` when it is whole. */
export function saidOfSaved(leftOut: readonly RowError[], conflicts: readonly RowError[]): string | undefined {
	const said = [
		...(leftOut.length > 0 ? [leftOutMessage(leftOut)] : []),
		...(conflicts.length > 0 ? [messageOf(conflicts)] : []),
	];
	return said.length > 0 ? said.join('; ') : undefined;
}

/** The errors in one line, each with its code. */
export function messageOf(errors: readonly RowError[]): string {
	return errors.map(({ code, message }) => (message.includes(code) ? message : `${code}: ${message}`)).join('; ');
}
