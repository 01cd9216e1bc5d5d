import { columnType, type StoreTable } from './tables';

const ofRun = { org_id: 'text', run_id: 'text' } as const;

/**
 * The tables that named a run by its Ids in every row, and the journal when it had a row for each field. Rows of such a store
 * or backup come into tables of these names first, and are moved from there.
 */
export const oldTables: readonly StoreTable[] = [
	{
		name: 'old_work',
		columns: {
			...ofRun,
			record_id: 'text',
			version: 'text',
			is_carried_over: 'flag',
			attempts: 'integer',
			drops: 'integer',
			outcome: 'text',
			enrich_outcome: 'text',
			message: 'text',
			retryable: 'flag',
			confidence: 'real',
			rank: 'text',
			is_duplicate: 'flag',
			left_out_json: 'text',
			must_fit_json: 'text',
		},
	},
	{
		name: 'old_journal',
		columns: {
			sequence: 'integer',
			...ofRun,
			record_id: 'text',
			s_object: 'text',
			field: 'text',
			before_json: 'text',
			after_json: 'text',
			provider: 'text',
			confidence: 'real',
			observed_at: 'text',
			policy: 'text',
			status: 'text',
			at: 'text',
		},
	},
	{
		name: 'old_staged_rows',
		columns: { ...ofRun, record_id: 'text', parent_id: 'text', values_json: 'text', creation_json: 'text' },
	},
];

/** Makes the old tables, empty, for rows of a backup. */
export const createOldTables = oldTables
	.map(({ name, columns }) => {
		const definitions = Object.entries(columns).map(([column, kind]) => `${column} ${columnType[kind]}`);
		return `CREATE TABLE {schema}.${name} (${definitions.join(', ')});`;
	})
	.join('\n');

/** Makes the tables of a store of before into the old ones. */
export const renameToOld = oldTables
	.map(({ name }) => `ALTER TABLE {schema}.${name.replace('old_', '')} RENAME TO ${name};`)
	.join('\n');

const dropOld = oldTables.map(({ name }) => `DROP TABLE {schema}.${name};`).join('\n');

const workColumns = `record_id, version, is_carried_over, attempts, drops, outcome, enrich_outcome, message,
	retryable, confidence, rank, is_duplicate, left_out_json, must_fit_json`;
const stagedColumns = 'record_id, parent_id, values_json, creation_json';

/**
 * Moves the rows of the old tables into those of today and drops the old ones. `changes` makes the changes of one record, rows of
 * `place`, `field`, `before_json`, `after_json`, `provider`, `confidence`, `policy`, `observed_at`, `status` and `at`, into their JSON.
 */
export function moveOldRows(changes: string): string {
	return `
	INSERT INTO {schema}.work (run, ${workColumns})
	SELECT sequence, ${workColumns} FROM {schema}.old_work JOIN {schema}.runs USING (org_id, run_id)
	ORDER BY sequence, record_id;

	INSERT INTO {schema}.journal (sequence, run, record_id, s_object, changes_json)
	SELECT min(place), run, record_id, min(object_name), ${changes}
	FROM (
		SELECT journal.sequence AS place, runs.sequence AS run, record_id, journal.s_object AS object_name, field,
			before_json, after_json, provider, confidence, policy, observed_at, journal.status AS status, at
		FROM {schema}.old_journal AS journal JOIN {schema}.runs ON runs.org_id = journal.org_id AND runs.run_id = journal.run_id
	) AS changes
	GROUP BY run, record_id ORDER BY 1;

	INSERT INTO {schema}.staged_rows (run, ${stagedColumns})
	SELECT sequence, ${stagedColumns} FROM {schema}.old_staged_rows JOIN {schema}.runs USING (org_id, run_id)
	ORDER BY sequence, record_id;

	${dropOld}`;
}
