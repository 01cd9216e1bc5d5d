import { chunk } from 'lodash';
import { setImmediate } from 'node:timers/promises';
import { mergeChanges } from '../rows/journal-changes';
import { byRecord, journalColumns, journalValues, keptValues, toJournalRows } from '../rows/journal-row';
import { pageSize, readPages } from '../rows/pages';
import { findRecord, journalRowsIn } from '../rows/parcel-row';
import type { Row } from '../rows/row-values';
import type { JournalRow, JournalStore } from '../contract/journal';
import { dropParcels, findPlaces, loadParcels, nextParcels, unpack } from './parcels';
import { loadJournalRows, saveJournalRows } from './rows-of-run';
import { lockRun, requireRun } from './run-key';
import { all, runOnRows, type Database, type Work } from './statement';

/** A page of records or so. */
const parcelsAtOnce = 10;

/** What each run changed: one row for all changes of a record. */
export function journalTable(db: Database): JournalStore {
	return {
		async journal(runId, rows) {
			await db.transact(() => saveChanges(runId, rows));
		},

		async loadJournal(runId, recordIds) {
			return await db.perform(function* () {
				const { run } = yield* requireRun(runId);
				const packed = yield* packedChanges(run, recordIds);
				return [...packed, ...(yield* loadJournalRows(run, recordIds)).flatMap(toJournalRows)];
			});
		},

		async *readJournal(runId) {
			const { run } = await db.perform(() => requireRun(runId));
			for (let after = 0, isMore = true; isMore; ) {
				await setImmediate();
				const parcels = await db.perform(() => nextParcels(run, after, parcelsAtOnce));
				yield* chunk(parcels.flatMap(journalRowsIn), pageSize);
				after = parcels.at(-1)?.sequence ?? 0;
				isMore = parcels.length === parcelsAtOnce;
			}
			const pages = readPages<Row>(async (last) => {
				return await db.perform(() => loadPage(run, Number(last?.sequence ?? 0)));
			});
			for await (const page of pages) yield* chunk(page.flatMap(toJournalRows), pageSize);
		},
	};
}

function* packedChanges(run: number, recordIds: readonly string[]): Work<JournalRow[]> {
	const places = yield* findPlaces(run, recordIds);
	const parcels = new Map(
		(yield* loadParcels(places.map(({ parcel }) => parcel))).map((each) => [each.sequence, each]),
	);
	return places.flatMap(({ recordId, parcel }) => {
		const holding = parcels.get(parcel);
		return (holding && findRecord(holding, recordId)?.changes) ?? [];
	});
}

/** Keeps what a run has written, so that it is still known when the run is forgotten. */
export function* keepWritten(orgId: string, run: number): Work<void> {
	yield* keepPacked(orgId, run);
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

/** The parcels of a run are forgotten at once. */
function* keepPacked(orgId: string, run: number): Work<void> {
	for (;;) {
		const parcels = yield* nextParcels(run, 0, parcelsAtOnce);
		if (parcels.length === 0) return;
		yield* keepAll(
			orgId,
			parcels.flatMap(journalRowsIn).filter(({ status }) => status === 'written'),
		);
		yield* dropParcels(parcels);
	}
}

function* loadPage(run: number, after: number): Work<readonly Row[]> {
	return yield* all(selectPage, { run, after, pageSize });
}

/** Journals the changes, each of them merged into what is known of its record in the run; belongs into a transaction. */
export function* saveChanges(runId: string, rows: readonly JournalRow[]): Work<void> {
	const { orgId, run } = yield* lockRun(runId);
	const givenById = byRecord(rows);
	yield* unpack(run, [...givenById.keys()]);
	const knownById = new Map(
		(yield* loadJournalRows(run, [...givenById.keys()])).map((row) => [row.record_id, toJournalRows(row)]),
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
	yield* saveJournalRows(run, changes.map(journalValues));
}

/** A record that gets another field goes to the end, because rows are read in the order written. */
function* dropRows(run: number, changes: ReadonlyArray<readonly JournalRow[]>): Work<void> {
	const recordIds = changes.map(([{ recordId }]) => recordId);
	if (recordIds.length > 0) yield* all(deleteNamed, { run, recordIds });
}

function* keepAll(orgId: string, written: readonly JournalRow[]): Work<void> {
	yield* runOnRows(saveKept, { orgId }, written.map(keptValues), ['record_id', 'field']);
}

const saveKept = `
	INSERT INTO {schema}.kept_values AS kept (org_id, record_id, field, after_json, provider, confidence,
		observed_at, policy, at)
	SELECT :orgId, record_id, field, after_json, provider, confidence, observed_at, policy, at
	FROM given WHERE true ORDER BY record_id, field
	ON CONFLICT (org_id, record_id, field) DO UPDATE SET after_json = excluded.after_json,
		provider = excluded.provider, confidence = excluded.confidence,
		observed_at = excluded.observed_at, policy = excluded.policy, at = excluded.at
	WHERE excluded.at >= kept.at`;

const deleteNamed = 'DELETE FROM {schema}.journal WHERE run = :run AND record_id {isOneOf recordIds}';

const selectPage = `
	SELECT ${journalColumns} FROM {schema}.journal WHERE run = :run AND sequence > :after
	ORDER BY sequence LIMIT :pageSize`;
