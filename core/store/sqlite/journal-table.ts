import { setImmediate } from 'node:timers/promises';
import { journalColumns, journalValues, toJournalRow, toLastWritten, toRecordJournalRow } from '../rows/journal-row';
import { pageSize, readPages } from '../rows/pages';
import type { NamedValues, Row } from '../rows/row-values';
import type { JournalRow, Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

type JournalMethods = 'journal' | 'loadJournal' | 'readJournal' | 'readRecordJournal' | 'loadLastWritten';

/** What each run changed, field by field. */
export function journalTable(db: SqliteConnection): Pick<Store, JournalMethods> {
	return {
		async journal(runId, rows) {
			db.transaction(() => {
				const orgId = requireRun(db, runId);
				db.run(keepWritten, { orgId, runId, ...replacedBy(rows) });
				db.runOnRows(saveRows, { orgId, runId }, rows.map(journalValues));
			});
		},

		async loadJournal(runId, recordIds) {
			const orgId = requireRun(db, runId);
			return db.all(selectNamed, { orgId, runId, recordIds: JSON.stringify(recordIds) }).map(toJournalRow);
		},

		async *readJournal(runId) {
			const orgId = requireRun(db, runId);
			const pages = readPages<Row>(async (last) => {
				// SQLite answers without waiting, so only this lets anybody else have the event loop.
				await setImmediate();
				return db.all(selectPage, { orgId, runId, after: Number(last?.sequence ?? 0), pageSize });
			});
			for await (const page of pages) yield page.map(toJournalRow);
		},

		async readRecordJournal(orgId, recordId) {
			const sql = `SELECT * FROM journal WHERE org_id = :orgId AND record_id = :recordId
				ORDER BY at, sequence`;
			return db.all(sql, { orgId, recordId }).map(toRecordJournalRow);
		},

		async loadLastWritten(orgId, recordIds) {
			const values = { orgId, recordIds: JSON.stringify(recordIds) };
			return db.all(selectLastWritten, values).map(toLastWritten);
		},
	};
}

function replacedBy(rows: readonly JournalRow[]): NamedValues {
	const unwritten = rows.filter(({ status }) => status !== 'written');
	const [recordIds, fields] = [unwritten.map(({ recordId }) => recordId), unwritten.map(({ field }) => field)];
	return { recordIds: JSON.stringify([...new Set(recordIds)]), fields: JSON.stringify([...new Set(fields)]) };
}

// What is written to the field stays there until the next value has really been sent.
const keepWritten = `
	INSERT INTO kept_values (org_id, record_id, field, after_json, provider, confidence,
		observed_at, policy, at)
	SELECT org_id, record_id, field, after_json, provider, confidence, observed_at, policy, at
	FROM journal WHERE org_id = :orgId AND run_id = :runId AND status = 'written'
		AND record_id IN (SELECT value FROM json_each(:recordIds))
		AND field IN (SELECT value FROM json_each(:fields))
	ON CONFLICT DO UPDATE SET after_json = excluded.after_json, provider = excluded.provider,
		confidence = excluded.confidence, observed_at = excluded.observed_at,
		policy = excluded.policy, at = excluded.at
	WHERE excluded.at >= kept_values.at`;

// A resumed run may change the same field again. When it starts from our own earlier value, the
// value to go back to is still the one before that; when somebody changed it in between, theirs is.
const saveRows = `
	INSERT INTO journal (org_id, run_id, record_id, s_object, field, before_json, after_json,
		provider, confidence, policy, observed_at, status, at)
	SELECT :orgId, :runId, recordId, sObject, field, "before", "after",
		provider, confidence, policy, observedAt, status, at
	FROM given WHERE true
	ON CONFLICT (org_id, run_id, record_id, field) DO UPDATE SET
		before_json = CASE WHEN excluded.before_json = journal.after_json
			THEN journal.before_json ELSE excluded.before_json END,
		after_json = excluded.after_json, provider = excluded.provider,
		confidence = excluded.confidence, policy = excluded.policy,
		observed_at = excluded.observed_at, status = excluded.status, at = excluded.at`;

const selectNamed = `
	SELECT ${journalColumns} FROM journal WHERE org_id = :orgId AND run_id = :runId
		AND record_id IN (SELECT value FROM json_each(:recordIds)) ORDER BY sequence`;

const selectPage = `
	SELECT ${journalColumns} FROM journal WHERE org_id = :orgId AND run_id = :runId AND sequence > :after
	ORDER BY sequence LIMIT :pageSize`;

// A row keeps its place when its run changes the field again, so the moment decides before the
// place; what a forgotten run wrote (`kept_values`) is older than any row of the same moment.
const selectLastWritten = `
	WITH written AS (
		SELECT record_id, field, after_json, provider, confidence, observed_at, policy, at, sequence
		FROM journal
		WHERE org_id = :orgId AND record_id IN (SELECT value FROM json_each(:recordIds))
			AND status = 'written'
		UNION ALL
		SELECT record_id, field, after_json, provider, confidence, observed_at, policy, at, 0
		FROM kept_values
		WHERE org_id = :orgId AND record_id IN (SELECT value FROM json_each(:recordIds))
	), newest AS (
		SELECT *, row_number() OVER (
			PARTITION BY record_id, field ORDER BY at DESC, sequence DESC) AS place
		FROM written
	)
	SELECT * FROM newest
	WHERE place = 1 AND policy IS NOT 'undo' AND NOT EXISTS (
		SELECT 1 FROM tombstones WHERE org_id = :orgId AND tombstones.record_id = newest.record_id
			AND tombstones.field = newest.field AND tombstones.value_json = newest.after_json)
	ORDER BY record_id, field`;
