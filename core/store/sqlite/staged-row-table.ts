import { setImmediate } from 'node:timers/promises';
import { pageSize, readPages } from '../rows/pages';
import { stagedValues, toStagedRow } from '../rows/staged-row';
import type { StagedRow, Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

type StagedRowMethods = 'stageRows' | 'readStagedRows' | 'countStagedRows' | 'dropStagedRows';

/** The rows that wait until Finish sends them. */
export function stagedRowTable(db: SqliteConnection): Pick<Store, StagedRowMethods> {
	return {
		async stageRows(runId, rows) {
			db.transaction(() => {
				const orgId = requireRun(db, runId);
				db.runOnRows(saveRows, { orgId, runId }, rows.map(stagedValues));
			});
		},

		async *readStagedRows(runId) {
			const orgId = requireRun(db, runId);
			yield* readPages<StagedRow>(async (last) => {
				// SQLite answers without waiting, so only this lets anybody else have the event loop.
				await setImmediate();
				const after = { afterParent: last?.parentId ?? '', afterRecord: last?.recordId ?? '' };
				return db.all(selectPage, { orgId, runId, ...after, pageSize }).map(toStagedRow);
			});
		},

		async countStagedRows(runId) {
			const sql = 'SELECT count(*) AS n FROM staged_rows WHERE org_id = :orgId AND run_id = :runId';
			return Number(db.get(sql, { orgId: requireRun(db, runId), runId })?.n);
		},

		async dropStagedRows(runId, recordIds) {
			db.transaction(() => {
				const sql = `DELETE FROM staged_rows WHERE org_id = :orgId AND run_id = :runId
					AND record_id IN (SELECT value FROM json_each(:recordIds))`;
				db.run(sql, { orgId: requireRun(db, runId), runId, recordIds: JSON.stringify(recordIds) });
			});
		},
	};
}

const saveRows = `
	INSERT INTO staged_rows (org_id, run_id, record_id, parent_id, values_json, creation_json)
	SELECT :orgId, :runId, recordId, parentId, "values", creation FROM given WHERE true
	ON CONFLICT DO UPDATE SET parent_id = excluded.parent_id, values_json = excluded.values_json,
		creation_json = excluded.creation_json`;

const selectPage = `
	SELECT * FROM staged_rows WHERE org_id = :orgId AND run_id = :runId
		AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
