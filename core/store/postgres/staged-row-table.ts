import { pageSize, readPages } from '../rows/pages';
import { stagedValues, toStagedRow, toStagedSummaries } from '../rows/staged-row';
import type { StagedRow } from '../../record/staged-row';
import type { Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';
import { lockRun, requireRun } from './run-lookup';

type StagedRowMethods = 'stageRows' | 'readStagedRows' | 'countStagedRows' | 'dropStagedRows' | 'confirmStagedRows' | 'summarizeStagedRows';

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

		async *readStagedRows(runId, idsOnly = false) {
			const orgId = await requireRun(db, runId);
			yield* readPages<StagedRow>(async (last) => {
				const after = { afterParent: last?.parentId ?? '', afterRecord: last?.recordId ?? '' };
				return (await db.all(selectPage, { orgId, runId, idsOnly, ...after, pageSize })).map(toStagedRow);
			});
		},

		async countStagedRows(runId) {
			const sql = `SELECT count(*) AS n FROM {schema}.staged_rows
				WHERE org_id = :orgId AND run_id = :runId`;
			return Number((await db.get(sql, { orgId: await requireRun(db, runId), runId }))?.n);
		},

		async summarizeStagedRows(runId) {
			const ofRun = { orgId: await requireRun(db, runId), runId };
			return toStagedSummaries(await db.all(countByKeyField, ofRun), await db.all(selectColumns, ofRun));
		},

		async dropStagedRows(runId, recordIds) {
			await db.run(dropRows, { orgId: await requireRun(db, runId), runId, recordIds });
		},

		async confirmStagedRows(runId, recordIds, at) {
			await db.transaction(async (tx) => {
				const named = { orgId: await lockRun(tx, runId), runId, recordIds };
				await tx.run(confirmJournal, { ...named, at });
				await tx.run(confirmWork, named);
				await tx.run(dropRows, named);
			});
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

const keyField = `coalesce(creation_json::json ->> 'keyField', '') COLLATE "C" AS key_field`;

const countByKeyField = `
	SELECT ${keyField}, count(*) AS row_count FROM {schema}.staged_rows
	WHERE org_id = :orgId AND run_id = :runId GROUP BY 1 ORDER BY 1`;

const selectColumns = `
	SELECT DISTINCT ${keyField}, name COLLATE "C" AS name
	FROM {schema}.staged_rows, json_object_keys(values_json::json) AS name
	WHERE org_id = :orgId AND run_id = :runId ORDER BY 1, 2`;

const areNamed = 'org_id = :orgId AND run_id = :runId AND record_id = ANY(:recordIds::text[])';

const dropRows = `DELETE FROM {schema}.staged_rows WHERE ${areNamed}`;

const confirmJournal = `
	UPDATE {schema}.journal SET status = 'written', at = :at WHERE ${areNamed} AND status = 'intended'`;

const confirmWork = `
	UPDATE {schema}.work SET outcome = CASE outcome WHEN 'staged' THEN 'written' ELSE outcome END,
		retryable = enrich_outcome IS NOT DISTINCT FROM 'provider_failed'
	WHERE ${areNamed} AND retryable`;

const selectPage = `
	SELECT record_id, parent_id, creation_json,
		CASE WHEN :idsOnly::boolean AND creation_json IS NULL THEN '{}' ELSE values_json END AS values_json
	FROM {schema}.staged_rows WHERE org_id = :orgId AND run_id = :runId
		AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
