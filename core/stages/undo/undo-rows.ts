import { recordName, type ReviewRow, reviewRow, type ReviewSettings } from '../../run/review-row';
import type { LeftReason, RecordUndo } from './undo-plan';

/** What an undo did with one field, or in a dry run would do; one row without a field for a record that the run created. */
export interface UndoRow extends ReviewRow {
	readonly result: string;
	/** Why the field was left; empty for one that was given back. */
	readonly reason: string;
}

/** What `LeftReason` means, as the end of “left, because …”. */
export const leftWords: Readonly<Record<LeftReason, string>> = {
	edited: 'somebody has changed it since',
	deleted: 'the record was deleted or merged, or is hidden from the user',
	converted: 'the lead was converted',
	not_writable: 'the field is missing, hidden or read-only by now',
	claimed_elsewhere: 'another run works on the record',
	refused: 'Salesforce refused it',
	unknown: 'the reply was lost, and the earlier value is not there',
};

/** Rows of one record, once all is known about it; fields that were back already have none. */
export function undoRows(
	{ recordId, current, restores, left, isCreated }: RecordUndo,
	isDryRun: boolean,
	settings: ReviewSettings,
): UndoRow[] {
	const name = recordName(current);
	const row = (field: string, before: unknown, after: unknown) =>
		reviewRow({ recordId, name, field, before, after }, settings);
	const given = isDryRun ? 'Would be given back' : 'Given back';
	return [
		...(isCreated
			? [{ ...row('', '', ''), result: 'Created by the run, stays', reason: 'An undo deletes no records' }]
			: []),
		...restores.map(({ field, holds, restoreTo }) => ({ ...row(field, holds, restoreTo), result: given, reason: '' })),
		...left.map(({ field, holds, reason, message }) => ({
			...row(field, holds, holds),
			result: 'Left as it is',
			reason: message === undefined ? leftWords[reason] : `${leftWords[reason]}: ${message}`,
		})),
	];
}
