import { pageSize, readPages } from '../rows/pages';
import type { StagedRow } from '../../record/staged-row';
import { mergedWith, stagedValues, toStagedRow, toStagedSummaries, withoutFields } from '../rows/staged-row';
import type { StagingStore } from '../contract/staging';
import { confirmStaged } from './confirm-staged';
import { lockRun, requireRun } from './run-key';
import { all, get, run, runOnRows, type Database, type Work } from './statement';

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
				return yield* loadRows((yield* requireRun(runId)).run, recordIds);
			});
		},

		async *readStagedRows(runId, idsOnly = false) {
			const { run: key } = await db.perform(() => requireRun(runId));
			yield* readPages<StagedRow>(async (last) => await db.perform(() => loadPage(key, idsOnly, last)));
		},

		async countStagedRows(runId) {
			return await db.perform(function* () {
				return Number((yield* get(countRows, { run: (yield* requireRun(runId)).run }))?.n);
			});
		},

		async summarizeStagedRows(runId) {
			return await db.perform(function* () {
				const ofRun = { run: (yield* requireRun(runId)).run };
				return toStagedSummaries(yield* all(countByKeyField, ofRun), yield* all(selectColumns, ofRun));
			});
		},

		async dropStagedRows(runId, recordIds) {
			await db.transact(function* () {
				yield* run(dropRows, { run: (yield* requireRun(runId)).run, recordIds });
			});
		},
	};
}

/** Stages the rows, each of them merged into the one that is there; belongs into a transaction. */
export function* stage(runId: string, rows: readonly StagedRow[]): Work<void> {
	const { run: key } = yield* lockRun(runId);
	const known = yield* loadRows(
		key,
		rows.map(({ recordId }) => recordId),
	);
	yield* runOnRows(saveRows, { run: key }, mergedWith(known, rows).map(stagedValues), ['record_id']);
}

function* withdraw(runId: string, fieldsById: ReadonlyMap<string, readonly string[]>): Work<void> {
	const { run: key } = yield* lockRun(runId);
	const { changed, emptied } = withoutFields(yield* loadRows(key, [...fieldsById.keys()]), fieldsById);
	yield* runOnRows(saveRows, { run: key }, changed.map(stagedValues), ['record_id']);
	if (emptied.length > 0) yield* run(dropRows, { run: key, recordIds: emptied });
}

function* loadRows(key: number, recordIds: readonly string[]): Work<StagedRow[]> {
	return (yield* all(selectNamed, { run: key, recordIds })).map(toStagedRow);
}

/** Rows without a parent come first, and only the others need an index of their own. */
function* loadPage(key: number, idsOnly: boolean, last: StagedRow | undefined): Work<StagedRow[]> {
	const [afterParent, afterRecord] = [last?.parentId ?? '', last?.recordId ?? ''];
	const shared = { run: key, idsOnly, afterRecord };
	const orphans = afterParent === '' ? yield* all(selectOrphans, { ...shared, pageSize }) : [];
	if (orphans.length === pageSize) return orphans.map(toStagedRow);
	const others = yield* all(selectOthers, { ...shared, afterParent, pageSize: pageSize - orphans.length });
	return [...orphans, ...others].map(toStagedRow);
}

const saveRows = `
	INSERT INTO {schema}.staged_rows (run, record_id, parent_id, values_json, creation_json)
	SELECT CAST(:run AS bigint), record_id, parent_id, values_json, creation_json FROM given WHERE true
	ON CONFLICT (run, record_id) DO UPDATE SET parent_id = excluded.parent_id,
		values_json = excluded.values_json, creation_json = excluded.creation_json`;

const countRows = 'SELECT count(*) AS n FROM {schema}.staged_rows WHERE run = :run';

const areNamed = 'run = :run AND record_id {isOneOf recordIds}';

const selectNamed = `SELECT record_id, parent_id, creation_json, values_json FROM {schema}.staged_rows WHERE ${areNamed}`;

const dropRows = `DELETE FROM {schema}.staged_rows WHERE ${areNamed}`;

const selectIn = `
	SELECT record_id, parent_id, creation_json,
		CASE WHEN CAST(:idsOnly AS boolean) AND creation_json IS NULL THEN '{}' ELSE values_json END AS values_json
	FROM {schema}.staged_rows WHERE run = :run`;

const selectOrphans = `${selectIn} AND parent_id = '' AND record_id > :afterRecord
	ORDER BY record_id LIMIT :pageSize`;

const selectOthers = `${selectIn} AND parent_id <> '' AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
