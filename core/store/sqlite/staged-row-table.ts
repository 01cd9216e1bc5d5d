import { setImmediate } from 'node:timers/promises';
import { pageSize, readPages } from '../rows/pages';
import { mergedWith, stagedValues, toStagedRow, toStagedSummaries, withoutFields } from '../rows/staged-row';
import type { StagedRow } from '../../record/staged-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

type StagedRowMethods =
	| 'stageRows'
	| 'loadStagedRows'
	| 'withdrawStaged'
	| 'readStagedRows'
	| 'countStagedRows'
	| 'dropStagedRows'
	| 'confirmStagedRows'
	| 'summarizeStagedRows';

/** The rows that wait until Finish sends them. */
export function stagedRowTable(db: SqliteConnection): Pick<Store, StagedRowMethods> {
	return {
		async stageRows(runId, rows) {
			db.transaction(() => {
				const orgId = requireRun(db, runId);
				const known = loadRows(db, orgId, runId, rows.map(({ recordId }) => recordId));
				db.runOnRows(saveRows, { orgId, runId }, mergedWith(known, rows).map(stagedValues));
			});
		},

		async loadStagedRows(runId, recordIds) {
			return loadRows(db, requireRun(db, runId), runId, recordIds);
		},

		async withdrawStaged(runId, fieldsById) {
			db.transaction(() => {
				const orgId = requireRun(db, runId);
				const known = loadRows(db, orgId, runId, [...fieldsById.keys()]);
				const { changed, emptied } = withoutFields(known, fieldsById);
				db.runOnRows(saveRows, { orgId, runId }, changed.map(stagedValues));
				db.run(dropRows, { orgId, runId, recordIds: JSON.stringify(emptied) });
			});
		},

		async *readStagedRows(runId, idsOnly = false) {
			const orgId = requireRun(db, runId);
			yield* readPages<StagedRow>(async (last) => {
				// SQLite answers without waiting, so only this lets anybody else have the event loop.
				await setImmediate();
				const after = { afterParent: last?.parentId ?? '', afterRecord: last?.recordId ?? '' };
				return db.all(selectPage, { orgId, runId, idsOnly, ...after, pageSize }).map(toStagedRow);
			});
		},

		async countStagedRows(runId) {
			const sql = 'SELECT count(*) AS n FROM staged_rows WHERE org_id = :orgId AND run_id = :runId';
			return Number(db.get(sql, { orgId: requireRun(db, runId), runId })?.n);
		},

		async summarizeStagedRows(runId) {
			const ofRun = { orgId: requireRun(db, runId), runId };
			return toStagedSummaries(db.all(countByKeyField, ofRun), db.all(selectColumns, ofRun));
		},

		async dropStagedRows(runId, recordIds) {
			db.transaction(() => {
				db.run(dropRows, { orgId: requireRun(db, runId), runId, recordIds: JSON.stringify(recordIds) });
			});
		},

		async confirmStagedRows(runId, recordIds, at) {
			db.transaction(() => {
				const named = { orgId: requireRun(db, runId), runId, recordIds: JSON.stringify(recordIds) };
				db.run(confirmJournal, { ...named, at });
				db.run(confirmWork, named);
				db.run(dropRows, named);
			});
		},
	};
}

function loadRows(db: SqliteConnection, orgId: string, runId: string, recordIds: readonly string[]): StagedRow[] {
	return db.all(selectNamed, { orgId, runId, recordIds: JSON.stringify(recordIds) }).map(toStagedRow);
}

const saveRows = `
	INSERT INTO staged_rows (org_id, run_id, record_id, parent_id, values_json, creation_json)
	SELECT :orgId, :runId, recordId, parentId, "values", creation FROM given WHERE true
	ON CONFLICT DO UPDATE SET parent_id = excluded.parent_id, values_json = excluded.values_json,
		creation_json = excluded.creation_json`;

const keyField = `coalesce(creation_json ->> 'keyField', '') AS key_field`;

const countByKeyField = `
	SELECT ${keyField}, count(*) AS row_count FROM staged_rows
	WHERE org_id = :orgId AND run_id = :runId GROUP BY 1 ORDER BY 1`;

const selectColumns = `
	SELECT DISTINCT ${keyField}, key AS name FROM staged_rows, json_each(values_json)
	WHERE org_id = :orgId AND run_id = :runId ORDER BY 1, 2`;

const areNamed = 'org_id = :orgId AND run_id = :runId AND record_id IN (SELECT value FROM json_each(:recordIds))';

const selectNamed = `SELECT record_id, parent_id, creation_json, values_json FROM staged_rows WHERE ${areNamed}`;

const dropRows = `DELETE FROM staged_rows WHERE ${areNamed}`;

// By field, because the run may have journaled other fields of the record that are no part of the row.
const confirmJournal = `
	UPDATE journal SET status = 'written', at = :at WHERE ${areNamed} AND status = 'intended'
		AND field IN (SELECT key FROM staged_rows, json_each(values_json)
			WHERE staged_rows.org_id = :orgId AND staged_rows.run_id = :runId
				AND staged_rows.record_id = journal.record_id)`;

const confirmWork = `
	UPDATE work SET outcome = iif(outcome = 'staged', iif(left_out_json IS NULL, 'written', 'partly_written'), outcome),
		retryable = enrich_outcome IS 'provider_failed'
	WHERE ${areNamed} AND retryable = 1`;

const selectPage = `
	SELECT record_id, parent_id, creation_json,
		iif(:idsOnly AND creation_json IS NULL, '{}', values_json) AS values_json
	FROM staged_rows WHERE org_id = :orgId AND run_id = :runId
		AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
