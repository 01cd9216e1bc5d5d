import { partition } from 'lodash';
import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { SObjectDescription } from '../../salesforce/schema';
import type { JournalRow } from '../../store/contract/journal';

/** Why a field was left as it is. */
export const leftReasons = [
	/** Salesforce holds neither what we wrote nor what was there before: somebody has changed it since. */
	'edited',
	'deleted',
	'converted',
	/** The field is missing, hidden, or read-only by now. */
	'not_writable',
	/** Another run works on the record at this moment. */
	'claimed_elsewhere',
	/** Salesforce did not take the value. */
	'refused',
	/** The reply was lost, and the value is not there. */
	'unknown',
] as const;

export type LeftReason = (typeof leftReasons)[number];

/** A field that goes back to what it was. */
export interface FieldRestore {
	readonly recordId: string;
	readonly field: string;
	/** What we wrote and Salesforce still holds. */
	readonly holds: unknown;
	readonly restoreTo: unknown;
}

/** A field that stays, and why. */
export interface LeftField {
	readonly recordId: string;
	readonly field: string;
	readonly reason: LeftReason;
	/** What Salesforce holds now; absent when the record is not to be seen. */
	readonly holds?: unknown;
	readonly message?: string;
}

/** What an undo does with one record. */
export interface RecordUndo {
	readonly recordId: string;
	/** As it is in Salesforce now; empty when it is gone. */
	readonly current: SalesforceRecord;
	/** The run created the record, so there is nothing to go back to. */
	readonly isCreated: boolean;
	readonly restores: readonly FieldRestore[];
	/** Rows whose fields hold the earlier value already. */
	readonly back: readonly JournalRow[];
	readonly left: readonly LeftField[];
}

/** Whether the row may stand for a value in Salesforce: a refused or foreseen one does not. */
export function mayBeWritten({ status }: JournalRow): boolean {
	return status === 'written' || status === 'unknown' || status === 'intended';
}

/** Decides field by field from what Salesforce holds now; `rows` are one record's, `current` is `undefined` when it is gone. */
export function planUndo(
	recordId: string,
	rows: readonly JournalRow[],
	current: SalesforceRecord | undefined,
	description: SObjectDescription,
): RecordUndo {
	const base = { recordId, current: current ?? {}, restores: [], back: [], left: [] };
	if (rows.some(({ kind }) => kind === 'created')) return { ...base, isCreated: true };
	if (!current) return { ...base, isCreated: false, left: leaveAll(rows, 'deleted') };
	if (current.IsConverted === true) return { ...base, isCreated: false, left: leaveAll(rows, 'converted', current) };

	const restores: FieldRestore[] = [];
	const back: JournalRow[] = [];
	const left: LeftField[] = [];
	for (const row of rows) {
		const { field, before, after } = row;
		const { type, updateable = false } = description.fieldByName.get(field) ?? {};
		const holds = current[field] ?? null;
		if (type && isSameValue(holds, before, type)) back.push(row);
		else if (type && !isSameValue(holds, after, type)) left.push({ recordId, field, reason: 'edited', holds });
		else if (!updateable) left.push({ recordId, field, reason: 'not_writable', holds });
		else restores.push({ recordId, field, holds: after, restoreTo: before });
	}
	return { ...base, isCreated: false, restores, back, left };
}

/** The same record with nothing restored, or none of these fields, for this reason. */
export function leaveRestores(
	undo: RecordUndo,
	reason: LeftReason,
	message?: string,
	isLeft: (restore: FieldRestore) => boolean = () => true,
): RecordUndo {
	const [left, restores] = partition(undo.restores, isLeft);
	const fields = left.map(({ recordId, field, holds }) => ({
		recordId,
		field,
		reason,
		holds,
		...(message && { message }),
	}));
	return { ...undo, restores, left: [...undo.left, ...fields] };
}

/** Why the first of the fields that stay does so; `undefined` when none stays. */
export function sayingWhatIsLeft({ left: [first] }: Pick<RecordUndo, 'left'>): string | undefined {
	return first && (first.message ?? `${first.field} was left: ${first.reason}`);
}

function leaveAll(rows: readonly JournalRow[], reason: LeftReason, current?: SalesforceRecord): LeftField[] {
	return rows.map(({ recordId, field }) => ({
		recordId,
		field,
		reason,
		...(current && { holds: current[field] ?? null }),
	}));
}
