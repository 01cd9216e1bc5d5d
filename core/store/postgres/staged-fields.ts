import type { StagedFields } from '../sql/staged-row-table';

const keyField = `coalesce(creation_json::json ->> 'keyField', '') COLLATE "C" AS key_field`;

/** What PostgreSQL finds in the JSON of staged rows. */
export const stagedFields: StagedFields = {
	countByKeyField: `
		SELECT ${keyField}, count(*) AS row_count FROM {schema}.staged_rows WHERE run = :run GROUP BY 1 ORDER BY 1`,
	selectColumns: `
		SELECT DISTINCT ${keyField}, name COLLATE "C" AS name
		FROM {schema}.staged_rows, json_object_keys(values_json::json) AS name WHERE run = :run ORDER BY 1, 2`,
};
