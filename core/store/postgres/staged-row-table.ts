import { pageSize, readPages } from '../rows/pages';
import { stagedValues, toStagedRow } from '../rows/staged-row';
import type { StagedRow, Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';
import { lockRun, requireRun } from './run-lookup';

type StagedRowMethods = 'stageRows' | 'readStagedRows' | 'countStagedRows' | 'dropStagedRows';

/** The rows that wait until Finish sends them. */
export function stagedRowTable(db: PostgresConnection): Pick<Store, StagedRowMethods> {
	return {
		async stageRows(runId, rows) {
			await db.transaction(async (tx) => {
				const orgId = await lockRun(tx, runId);
				for (const portion of portionsOf(rows, (row) => row.recordId)) {
					await tx.run(saveRows, { orgId, runId, ...columnsOf(portion.map(stagedValues)) });
				}
			});
		},

		async *readStagedRows(runId) {
			const orgId = await requireRun(db, runId);
			yield* readPages<StagedRow>(async (last) => {
				const after = { afterParent: last?.parentId ?? '', afterRecord: last?.recordId ?? '' };
				return (await db.all(selectPage, { orgId, runId, ...after, pageSize })).map(toStagedRow);
			});
		},

		async countStagedRows(runId) {
			const sql = `SELECT count(*) AS n FROM {schema}.staged_rows
				WHERE org_id = :orgId AND run_id = :runId`;
			return Number((await db.get(sql, { orgId: await requireRun(db, runId), runId }))?.n);
		},

		async dropStagedRows(runId, recordIds) {
			const sql = `DELETE FROM {schema}.staged_rows
				WHERE org_id = :orgId AND run_id = :runId AND record_id = ANY(:recordIds::text[])`;
			await db.run(sql, { orgId: await requireRun(db, runId), runId, recordIds });
		},
	};
}

const saveRows = `
	INSERT INTO {schema}.staged_rows (org_id, run_id, record_id, parent_id, values_json, creation_json)
	SELECT :orgId, :runId, given.*
	FROM unnest(:recordId::text[], :parentId::text[], :values::text[], :creation::text[])
		AS given (record_id, parent_id, values_json, creation_json)
	ON CONFLICT (org_id, run_id, record_id) DO UPDATE SET parent_id = excluded.parent_id,
		values_json = excluded.values_json, creation_json = excluded.creation_json`;

const selectPage = `
	SELECT * FROM {schema}.staged_rows WHERE org_id = :orgId AND run_id = :runId
		AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
