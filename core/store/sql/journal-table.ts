import { chunk, sortBy } from 'lodash';
import { mergeChanges } from '../rows/journal-changes';
import { journalColumns, journalValues, keptValues, toJournalRows } from '../rows/journal-row';
import { pageSize, readPages } from '../rows/pages';
import type { NamedValues, Row } from '../rows/row-values';
import type { JournalRow, JournalStore } from '../contract/journal';
import { lockRun, requireRun } from './run-key';
import { all, runOnRows, type Database, type Work } from './statement';

/** What each run changed: one row for all changes of a record. */
export function journalTable(db: Database): JournalStore {
	return {
		async journal(runId, rows) {
			await db.transact(() => saveChanges(runId, rows));
		},

		async loadJournal(runId, recordIds) {
			return await db.perform(function* () {
				const { run } = yield* requireRun(runId);
				return (yield* loadRows(run, recordIds)).flatMap(toJournalRows);
			});
		},

		async *readJournal(runId) {
			const { run } = await db.perform(() => requireRun(runId));
			const pages = readPages<Row>(async (last) => {
				return await db.perform(() => loadPage(run, Number(last?.sequence ?? 0)));
			});
			for await (const page of pages) yield* chunk(page.flatMap(toJournalRows), pageSize);
		},
	};
}

/** The journal of these records in a run, in the order in which it first changed them. */
export function* loadRows(run: number, recordIds: readonly string[]): Work<readonly Row[]> {
	if (recordIds.length === 0) return [];
	// SQLite, asked to sort them, would read the whole run in order instead of finding these.
	return sortBy(yield* all(selectNamed, { run, recordIds }), ({ sequence }) => Number(sequence));
}

/** Keeps what a run has written, so that it is still known when the run is forgotten. */
export function* keepWritten(orgId: string, run: number): Work<void> {
	let after = 0;
	for (;;) {
		const rows = yield* loadPage(run, after);
		if (rows.length === 0) return;
		yield* keepAll(
			orgId,
			rows.flatMap(toJournalRows).filter(({ status }) => status === 'written'),
		);
		after = Number(rows[rows.length - 1].sequence);
	}
}

function* loadPage(run: number, after: number): Work<readonly Row[]> {
	return yield* all(selectPage, { run, after, pageSize });
}

/** Journals the changes, each of them merged into what is known of its record in the run; belongs into a transaction. */
export function* saveChanges(runId: string, rows: readonly JournalRow[]): Work<void> {
	const { orgId, run } = yield* lockRun(runId);
	const givenById = byRecord(rows);
	const knownById = new Map(
		(yield* loadRows(run, [...givenById.keys()])).map((row) => [row.record_id, toJournalRows(row)]),
	);
	const merged = [...givenById].map(([recordId, given]) => mergeChanges(knownById.get(recordId) ?? [], given));
	// What is written to the field stays there until the next value has really been sent.
	yield* keepAll(
		orgId,
		merged.flatMap(({ displaced }) => displaced),
	);
	const changes = merged.map((each) => each.changes);
	yield* dropRows(
		run,
		changes.filter(([{ recordId }, ...more]) => more.length >= (knownById.get(recordId)?.length ?? Infinity)),
	);
	yield* saveRows(run, changes.map(journalValues));
}

function byRecord(rows: readonly JournalRow[]): Map<string, JournalRow[]> {
	const rowsById = new Map<string, JournalRow[]>();
	for (const row of rows) {
		const known = rowsById.get(row.recordId);
		if (known) known.push(row);
		else rowsById.set(row.recordId, [row]);
	}
	return rowsById;
}

/** A record that gets another field goes to the end, because rows are read in the order written. */
function* dropRows(run: number, changes: ReadonlyArray<readonly JournalRow[]>): Work<void> {
	const recordIds = changes.map(([{ recordId }]) => recordId);
	if (recordIds.length > 0) yield* all(deleteNamed, { run, recordIds });
}

/** Keeps all changes of each record in place of what was kept of it; no record has none. */
export function* saveRows(run: number, rows: readonly NamedValues[]): Work<void> {
	yield* runOnRows(upsertRows, { run }, rows, ['record_id']);
}

function* keepAll(orgId: string, written: readonly JournalRow[]): Work<void> {
	yield* runOnRows(saveKept, { orgId }, written.map(keptValues), ['record_id', 'field']);
}

const upsertRows = `
	INSERT INTO {schema}.journal (run, record_id, s_object, changes_json)
	SELECT CAST(:run AS bigint), record_id, s_object, changes_json FROM given WHERE true
	ON CONFLICT (record_id, run) DO UPDATE SET changes_json = excluded.changes_json`;

const saveKept = `
	INSERT INTO {schema}.kept_values AS kept (org_id, record_id, field, after_json, provider, confidence,
		observed_at, policy, at)
	SELECT :orgId, record_id, field, after_json, provider, confidence, observed_at, policy, at
	FROM given WHERE true ORDER BY record_id, field
	ON CONFLICT (org_id, record_id, field) DO UPDATE SET after_json = excluded.after_json,
		provider = excluded.provider, confidence = excluded.confidence,
		observed_at = excluded.observed_at, policy = excluded.policy, at = excluded.at
	WHERE excluded.at >= kept.at`;

const selectNamed = `
	SELECT ${journalColumns} FROM {schema}.journal WHERE run = :run AND record_id {isOneOf recordIds}`;

const deleteNamed = 'DELETE FROM {schema}.journal WHERE run = :run AND record_id {isOneOf recordIds}';

const selectPage = `
	SELECT ${journalColumns} FROM {schema}.journal WHERE run = :run AND sequence > :after
	ORDER BY sequence LIMIT :pageSize`;
