import type { JournalRow, LastWritten } from '../store';
import { type NamedValues, optionalNumber, optionalText, type Row } from './row-values';

/** The values of the columns of a journal row, without its run's. */
export function journalValues(row: JournalRow): NamedValues {
	return {
		recordId: row.recordId,
		sObject: row.sObject,
		field: row.field,
		before: JSON.stringify(row.before ?? null),
		after: JSON.stringify(row.after ?? null),
		provider: row.provider ?? null,
		confidence: row.confidence ?? null,
		policy: row.policy ?? null,
		observedAt: row.observedAt ?? null,
		status: row.status,
		at: row.at,
	};
}

/** What `toJournalRow` reads, and the row's place. */
export const journalColumns = `sequence, record_id, s_object, field, before_json, after_json,
	provider, confidence, policy, observed_at, status, at`;

/** A journal row as the database has it. */
export function toJournalRow(row: Row): JournalRow {
	return {
		recordId: String(row.record_id),
		sObject: String(row.s_object),
		field: String(row.field),
		before: JSON.parse(String(row.before_json)),
		after: JSON.parse(String(row.after_json)),
		provider: optionalText(row.provider),
		confidence: optionalNumber(row.confidence),
		policy: optionalText(row.policy),
		observedAt: optionalText(row.observed_at),
		status: String(row.status) as JournalRow['status'],
		at: String(row.at),
	};
}

/** A journal row with the run that it belongs to. */
export function toRecordJournalRow(row: Row): JournalRow & { readonly runId: string } {
	return { ...toJournalRow(row), runId: String(row.run_id) };
}

/** A value that we wrote last, as its row has it. */
export function toLastWritten(row: Row): LastWritten {
	return {
		recordId: String(row.record_id),
		field: String(row.field),
		value: JSON.parse(String(row.after_json)),
		provider: optionalText(row.provider),
		confidence: optionalNumber(row.confidence),
		observedAt: optionalText(row.observed_at),
	};
}
