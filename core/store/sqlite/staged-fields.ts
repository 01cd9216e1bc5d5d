import type { StagedFields } from '../sql/staged-row-table';

const keyField = `coalesce(creation_json ->> 'keyField', '') AS key_field`;

/** What SQLite finds in the JSON of staged rows. */
export const stagedFields: StagedFields = {
	countByKeyField: `
		SELECT ${keyField}, count(*) AS row_count FROM staged_rows WHERE run = :run GROUP BY 1 ORDER BY 1`,
	selectColumns: `
		SELECT DISTINCT ${keyField}, key AS name FROM staged_rows, json_each(values_json) WHERE run = :run ORDER BY 1, 2`,
};
