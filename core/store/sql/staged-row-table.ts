import { readPages } from '../rows/pages';
import { findRecord, type Parcel, toParcel } from '../rows/parcel-row';
import type { StagedRow, StagedSummary } from '../../record/staged-row';
import { mergedWith, stagedValues, toStagedRow, toStagedSummaries, withoutFields } from '../rows/staged-row';
import type { StagingStore } from '../contract/staging';
import { confirmStaged } from './confirm-staged';
import { findPlaces, loadParcels, unpack } from './parcels';
import { saveStagedRows } from './rows-of-run';
import { lockRun, requireRun } from './run-key';
import { StagedPages } from './staged-pages';
import { all, get, run, type Database, type Work } from './statement';

/** So many are confirmed in one transaction, during which others of the process wait. */
const parcelsAtOnce = 50;

/** The columns and the fields of staged rows as each dialect takes them out of their JSON, by key field. */
export interface StagedFields {
	readonly countByKeyField: string;
	readonly selectColumns: string;
}

/** The rows that wait until Finish sends them. */
export function stagedRowTable(db: Database, { countByKeyField, selectColumns }: StagedFields): StagingStore {
	return {
		stageRows: async (runId, rows) => await db.transact(() => stage(runId, rows)),

		withdrawStaged: async (runId, fieldsById) => await db.transact(() => withdraw(runId, fieldsById)),

		confirmStagedRows: async (runId, recordIds, at) => await db.transact(() => confirmStaged(runId, recordIds, at)),

		async loadStagedRows(runId, recordIds) {
			return await db.perform(function* () {
				const { run: key } = yield* requireRun(runId);
				const packed = yield* loadPacked(key, recordIds);
				return [...packed, ...(yield* loadRows(key, recordIds))];
			});
		},

		async keepApart(runId, recordIds) {
			await db.transact(function* () {
				yield* unpack((yield* lockRun(runId)).run, recordIds);
			});
		},

		async confirmTogether(runId, at) {
			return await db.transact(function* () {
				const values = { run: (yield* lockRun(runId)).run, at, limit: parcelsAtOnce };
				return (yield* run(confirmParcels, values)) === parcelsAtOnce;
			});
		},

		async *readStagedRows(runId, idsOnly = false) {
			const { run: key } = await db.perform(() => requireRun(runId));
			const pages = new StagedPages(key, idsOnly);
			yield* readPages<StagedRow>(async (last) => await db.perform(() => pages.next(last)));
		},

		async countStagedRows(runId) {
			return await db.perform(function* () {
				const ofRun = { run: (yield* requireRun(runId)).run };
				return Number((yield* get(countRows, ofRun))?.n) + Number((yield* get(countPacked, ofRun))?.n);
			});
		},

		async summarizeStagedRows(runId) {
			return await db.perform(function* () {
				const ofRun = { run: (yield* requireRun(runId)).run };
				const summaries = toStagedSummaries(yield* all(countByKeyField, ofRun), yield* all(selectColumns, ofRun));
				return withPacked(summaries, (yield* all(selectPacked, ofRun)).map(toParcel));
			});
		},

		async dropStagedRows(runId, recordIds) {
			await db.transact(function* () {
				const { run: key } = yield* lockRun(runId);
				yield* unpack(key, recordIds);
				yield* run(dropRows, { run: key, recordIds });
			});
		},
	};
}

/** Stages the rows, each of them merged into the one that is there; belongs into a transaction. */
export function* stage(runId: string, rows: readonly StagedRow[]): Work<void> {
	const { run: key } = yield* lockRun(runId);
	const recordIds = rows.map(({ recordId }) => recordId);
	yield* unpack(key, recordIds);
	const known = yield* loadRows(key, recordIds);
	yield* saveStagedRows(key, mergedWith(known, rows).map(stagedValues));
}

function* withdraw(runId: string, fieldsById: ReadonlyMap<string, readonly string[]>): Work<void> {
	const { run: key } = yield* lockRun(runId);
	yield* unpack(key, [...fieldsById.keys()]);
	const { changed, emptied } = withoutFields(yield* loadRows(key, [...fieldsById.keys()]), fieldsById);
	yield* saveStagedRows(key, changed.map(stagedValues));
	if (emptied.length > 0) yield* run(dropRows, { run: key, recordIds: emptied });
}

function* loadRows(key: number, recordIds: readonly string[]): Work<StagedRow[]> {
	return (yield* all(selectNamed, { run: key, recordIds })).map(toStagedRow);
}

function* loadPacked(run: number, recordIds: readonly string[]): Work<StagedRow[]> {
	const places = yield* findPlaces(run, recordIds);
	const parcels = new Map(
		(yield* loadParcels(places.map(({ parcel }) => parcel))).map((each) => [each.sequence, each]),
	);
	return places.flatMap(({ recordId, parcel }) => {
		const holding = parcels.get(parcel);
		const row = holding?.confirmedAt === undefined ? holding && findRecord(holding, recordId)?.staged : undefined;
		return row ? [row] : [];
	});
}

/** With the rows that are packed, all of which are of records that exist. */
function withPacked(summaries: readonly StagedSummary[], parcels: readonly Parcel[]): StagedSummary[] {
	if (parcels.length === 0) return [...summaries];
	const [updates = { columns: [], rows: 0 }] = summaries.filter(({ keyField }) => keyField === undefined);
	const columns = new Set(updates.columns);
	let { rows } = updates;
	for (const { head } of parcels) {
		for (const column of head.columns) columns.add(column);
		for (const [records] of head.words) rows += records;
	}
	return [{ columns: [...columns].sort(), rows }, ...summaries.filter(({ keyField }) => keyField !== undefined)];
}

const countRows = 'SELECT count(*) AS n FROM {schema}.staged_rows WHERE run = :run';

const ofWaiting = 'FROM {schema}.parcels WHERE run = :run AND confirmed_at IS NULL';

const countPacked = `SELECT coalesce(sum(row_count), 0) AS n ${ofWaiting}`;

const selectPacked = `SELECT sequence, run, s_object, confirmed_at, head_json ${ofWaiting}`;

const confirmParcels = `
	UPDATE {schema}.parcels SET confirmed_at = :at
	WHERE sequence IN (SELECT sequence ${ofWaiting} ORDER BY sequence LIMIT :limit)`;

const areNamed = 'run = :run AND record_id {isOneOf recordIds}';

const selectNamed = `SELECT record_id, parent_id, creation_json, values_json FROM {schema}.staged_rows WHERE ${areNamed}`;

const dropRows = `DELETE FROM {schema}.staged_rows WHERE ${areNamed}`;
