import { setImmediate } from 'node:timers/promises';
import type { JournalRow, Store } from '../store';
import type { NamedValues, Row, SqliteConnection } from './connection';
import { optionalNumber, optionalText } from './row-values';
import { requireRun } from './run-table';

const pageSize = 1000;

/** What each run changed, field by field. */
export function journalTable(db: SqliteConnection): Pick<Store, 'journal' | 'readJournal'> {
	return {
		async journal(runId, rows) {
			db.transaction(() => {
				const orgId = requireRun(db, runId);
				for (const row of rows) db.run(saveRow, { orgId, runId, ...toValues(row) });
			});
		},

		async *readJournal(runId) {
			const orgId = requireRun(db, runId);
			let after = 0;
			for (;;) {
				const rows = db.all(selectPage, { orgId, runId, after, pageSize });
				if (rows.length === 0) return;
				yield rows.map(toJournalRow);
				if (rows.length < pageSize) return;
				after = Number(rows[rows.length - 1].sequence);
				// SQLite answers without waiting, so only this lets anybody else have the event loop.
				await setImmediate();
			}
		},
	};
}

// A resumed run may change the same field again. When it starts from our own earlier value, the
// value to go back to is still the one before that; when somebody changed it in between, theirs is.
const saveRow = `
	INSERT INTO journal (org_id, run_id, record_id, s_object, field, before_json, after_json,
		provider, confidence, policy, status, at)
	VALUES (:orgId, :runId, :recordId, :sObject, :field, :before, :after,
		:provider, :confidence, :policy, :status, :at)
	ON CONFLICT (org_id, run_id, record_id, field) DO UPDATE SET
		before_json = CASE WHEN excluded.before_json = journal.after_json
			THEN journal.before_json ELSE excluded.before_json END,
		after_json = excluded.after_json, provider = excluded.provider,
		confidence = excluded.confidence, policy = excluded.policy,
		status = excluded.status, at = excluded.at`;

const selectPage = `
	SELECT * FROM journal WHERE org_id = :orgId AND run_id = :runId AND sequence > :after
	ORDER BY sequence LIMIT :pageSize`;

function toValues(row: JournalRow): NamedValues {
	return {
		recordId: row.recordId,
		sObject: row.sObject,
		field: row.field,
		before: JSON.stringify(row.before ?? null),
		after: JSON.stringify(row.after ?? null),
		provider: row.provider ?? null,
		confidence: row.confidence ?? null,
		policy: row.policy ?? null,
		status: row.status,
		at: row.at,
	};
}

function toJournalRow(row: Row): JournalRow {
	return {
		recordId: String(row.record_id),
		sObject: String(row.s_object),
		field: String(row.field),
		before: JSON.parse(String(row.before_json)),
		after: JSON.parse(String(row.after_json)),
		provider: optionalText(row.provider),
		confidence: optionalNumber(row.confidence),
		policy: optionalText(row.policy),
		status: String(row.status) as JournalRow['status'],
		at: String(row.at),
	};
}
