import { pageSize, readPages } from '../rows/pages';
import { mergedWith, stagedValues, toStagedRow, toStagedSummaries, withoutFields } from '../rows/staged-row';
import type { StagedRow } from '../../record/staged-row';
import type { Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection, PostgresQueries } from './connection';
import { lockRun, requireRun } from './run-lookup';

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
export function stagedRowTable(db: PostgresConnection): Pick<Store, StagedRowMethods> {
	return {
		async stageRows(runId, rows) {
			await db.transaction(async (tx) => {
				const orgId = await lockRun(tx, runId);
				const known = await loadRows(tx, orgId, runId, rows.map(({ recordId }) => recordId));
				await saveAll(tx, orgId, runId, mergedWith(known, rows));
			});
		},

		async loadStagedRows(runId, recordIds) {
			return await loadRows(db, await requireRun(db, runId), runId, recordIds);
		},

		async withdrawStaged(runId, fieldsById) {
			await db.transaction(async (tx) => {
				const orgId = await lockRun(tx, runId);
				const known = await loadRows(tx, orgId, runId, [...fieldsById.keys()]);
				const { changed, emptied } = withoutFields(known, fieldsById);
				await saveAll(tx, orgId, runId, changed);
				if (emptied.length > 0) await tx.run(dropRows, { orgId, runId, recordIds: emptied });
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

async function loadRows(db: PostgresQueries, orgId: string, runId: string, recordIds: readonly string[]): Promise<StagedRow[]> {
	return (await db.all(selectNamed, { orgId, runId, recordIds })).map(toStagedRow);
}

async function saveAll(tx: PostgresQueries, orgId: string, runId: string, rows: readonly StagedRow[]): Promise<void> {
	for (const portion of portionsOf(rows, ({ recordId }) => recordId)) {
		await tx.run(saveRows, { orgId, runId, ...columnsOf(portion.map(stagedValues)) });
	}
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

const selectNamed = `SELECT record_id, parent_id, creation_json, values_json FROM {schema}.staged_rows WHERE ${areNamed}`;

const dropRows = `DELETE FROM {schema}.staged_rows WHERE ${areNamed}`;

// By field, because the run may have journaled other fields of the record that are no part of the row.
const confirmJournal = `
	UPDATE {schema}.journal AS journal SET status = 'written', at = :at WHERE ${areNamed} AND status = 'intended'
		AND field IN (SELECT json_object_keys(values_json::json) FROM {schema}.staged_rows AS staged
			WHERE staged.org_id = :orgId AND staged.run_id = :runId
				AND staged.record_id = journal.record_id)`;

const confirmWork = `
	UPDATE {schema}.work SET outcome = CASE WHEN outcome <> 'staged' THEN outcome
			WHEN left_out_json IS NULL THEN 'written' ELSE 'partly_written' END,
		retryable = enrich_outcome IS NOT DISTINCT FROM 'provider_failed'
	WHERE ${areNamed} AND retryable`;

const selectPage = `
	SELECT record_id, parent_id, creation_json,
		CASE WHEN :idsOnly::boolean AND creation_json IS NULL THEN '{}' ELSE values_json END AS values_json
	FROM {schema}.staged_rows WHERE org_id = :orgId AND run_id = :runId
		AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
