import { journalColumns, journalValues, toJournalRow, toLastWritten, toRecordJournalRow } from '../rows/journal-row';
import { pageSize, readPages } from '../rows/pages';
import type { NamedValues, Row } from '../rows/row-values';
import type { JournalRow, Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';
import { lockRun, requireRun } from './run-lookup';

type JournalMethods = 'journal' | 'loadJournal' | 'readJournal' | 'readRecordJournal' | 'loadLastWritten';

/** What each run changed, field by field. */
export function journalTable(db: PostgresConnection): Pick<Store, JournalMethods> {
	return {
		async journal(runId, rows) {
			await db.transaction(async (tx) => {
				const orgId = await lockRun(tx, runId);
				const unwritten = rows.filter(({ status }) => status !== 'written');
				if (unwritten.length > 0) await tx.run(keepWritten, { orgId, runId, ...columnsOf(unwritten.map(placeOf)) });
				for (const portion of portionsOf(rows, (row) => `${row.recordId} ${row.field}`)) {
					await tx.run(saveRows, { orgId, runId, ...columnsOf(portion.map(journalValues)) });
				}
			});
		},

		async loadJournal(runId, recordIds) {
			const orgId = await requireRun(db, runId);
			return (await db.all(selectNamed, { orgId, runId, recordIds })).map(toJournalRow);
		},

		async *readJournal(runId) {
			const orgId = await requireRun(db, runId);
			const pages = readPages<Row>(async (last) => {
				const after = Number(last?.sequence ?? 0);
				return await db.all(selectPage, { orgId, runId, after, pageSize });
			});
			for await (const page of pages) yield page.map(toJournalRow);
		},

		async readRecordJournal(orgId, recordId) {
			const sql = `SELECT * FROM {schema}.journal WHERE org_id = :orgId AND record_id = :recordId
				ORDER BY at, sequence`;
			return (await db.all(sql, { orgId, recordId })).map(toRecordJournalRow);
		},

		async loadLastWritten(orgId, recordIds) {
			return (await db.all(selectLastWritten, { orgId, recordIds })).map(toLastWritten);
		},
	};
}

function placeOf({ recordId, field }: JournalRow): NamedValues {
	return { recordId, field };
}

// What is written to the field stays there until the next value has really been sent.
const keepWritten = `
	INSERT INTO {schema}.kept_values AS kept (org_id, record_id, field, after_json, provider,
		confidence, observed_at, policy, at)
	SELECT org_id, record_id, field, after_json, provider, confidence, observed_at, policy, at
	FROM {schema}.journal WHERE org_id = :orgId AND run_id = :runId AND status = 'written'
		AND (record_id, field) IN (SELECT * FROM unnest(:recordId::text[], :field::text[]))
	ORDER BY record_id, field
	ON CONFLICT (org_id, record_id, field) DO UPDATE SET after_json = excluded.after_json,
		provider = excluded.provider, confidence = excluded.confidence,
		observed_at = excluded.observed_at, policy = excluded.policy, at = excluded.at
	WHERE excluded.at >= kept.at`;

// A resumed run may change the same field again. When it starts from our own earlier value, the
// value to go back to is still the one before that; when somebody changed it in between, theirs is.
const saveRows = `
	INSERT INTO {schema}.journal AS journal (org_id, run_id, record_id, s_object, field, before_json,
		after_json, provider, confidence, policy, observed_at, status, at)
	SELECT :orgId, :runId, record_id, s_object, field, before_json,
		after_json, provider, confidence, policy, observed_at, status, at
	FROM unnest(:recordId::text[], :sObject::text[], :field::text[], :before::text[], :after::text[],
		:provider::text[], :confidence::double precision[], :policy::text[], :observedAt::text[],
		:status::text[], :at::text[]) WITH ORDINALITY
		AS given (record_id, s_object, field, before_json, after_json, provider, confidence, policy,
		observed_at, status, at, place)
	ORDER BY place
	ON CONFLICT (org_id, run_id, record_id, field) DO UPDATE SET
		before_json = CASE WHEN excluded.before_json = journal.after_json
			THEN journal.before_json ELSE excluded.before_json END,
		after_json = excluded.after_json, provider = excluded.provider,
		confidence = excluded.confidence, policy = excluded.policy,
		observed_at = excluded.observed_at, status = excluded.status, at = excluded.at`;

const selectNamed = `
	SELECT ${journalColumns} FROM {schema}.journal WHERE org_id = :orgId AND run_id = :runId
		AND record_id = ANY(:recordIds::text[]) ORDER BY sequence`;

const selectPage = `
	SELECT ${journalColumns} FROM {schema}.journal WHERE org_id = :orgId AND run_id = :runId AND sequence > :after
	ORDER BY sequence LIMIT :pageSize`;

// A row keeps its place when its run changes the field again, so the moment decides before the
// place; what a forgotten run wrote (`kept_values`) is older than any row of the same moment.
const selectLastWritten = `
	WITH written AS (
		SELECT record_id, field, after_json, provider, confidence, observed_at, policy, at, sequence
		FROM {schema}.journal
		WHERE org_id = :orgId AND record_id = ANY(:recordIds::text[]) AND status = 'written'
		UNION ALL
		SELECT record_id, field, after_json, provider, confidence, observed_at, policy, at, 0
		FROM {schema}.kept_values
		WHERE org_id = :orgId AND record_id = ANY(:recordIds::text[])
	), newest AS (
		SELECT DISTINCT ON (record_id, field) * FROM written
		ORDER BY record_id, field, at DESC, sequence DESC
	)
	SELECT * FROM newest
	WHERE policy IS DISTINCT FROM 'undo' AND NOT EXISTS (
		SELECT 1 FROM {schema}.tombstones AS undone
		WHERE undone.org_id = :orgId AND undone.record_id = newest.record_id
			AND undone.field = newest.field AND undone.value_json = newest.after_json)
	ORDER BY record_id, field`;
