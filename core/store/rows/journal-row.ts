import type { LastWritten } from '../contract/history';
import type { JournalRow } from '../contract/journal';
import { formatChanges, parseChanges } from './journal-changes';
import { type NamedValues, optionalNumber, optionalText, type Row } from './row-values';

/** What the functions below read of a row of the journal. */
export const journalColumns = 'sequence, record_id, s_object, changes_json';

/** The columns of a row that holds all changes of one record, without its run's; there is at least one. */
export function journalValues(changes: readonly JournalRow[]): NamedValues {
	const [{ recordId, sObject }] = changes;
	return { record_id: recordId, s_object: sObject, changes_json: formatChanges(changes) };
}

/** The changes that a row of the journal holds. */
export function toJournalRows(row: Row): JournalRow[] {
	return parseChanges(String(row.record_id), String(row.s_object), String(row.changes_json));
}

/** The columns of a written value that is kept when its journal row is not, without its org's. */
export function keptValues(change: JournalRow): NamedValues {
	return {
		record_id: change.recordId,
		field: change.field,
		after_json: JSON.stringify(change.after ?? null),
		provider: change.provider ?? null,
		confidence: change.confidence ?? null,
		observed_at: change.observedAt ?? null,
		policy: change.policy ?? null,
		at: change.at,
	};
}

/** A kept value as its row has it. */
export function toKeptValue(row: Row): KeptValue {
	return {
		recordId: String(row.record_id),
		field: String(row.field),
		value: JSON.parse(String(row.after_json)),
		provider: optionalText(row.provider),
		confidence: optionalNumber(row.confidence),
		observedAt: optionalText(row.observed_at),
		policy: optionalText(row.policy),
		at: String(row.at),
	};
}

/** A value that was written, and when. */
export interface KeptValue extends LastWritten {
	readonly policy?: string;
	/** ISO 8601, Salesforce's clock. */
	readonly at: string;
}

/** What is about records, by the record, in its order. */
export function byRecord<T extends { readonly recordId: string }>(rows: readonly T[]): Map<string, T[]> {
	const rowsById = new Map<string, T[]>();
	for (const row of rows) {
		const known = rowsById.get(row.recordId);
		if (known) known.push(row);
		else rowsById.set(row.recordId, [row]);
	}
	return rowsById;
}
