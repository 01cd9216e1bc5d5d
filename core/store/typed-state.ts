/** The columns for what was read out of names and sentences before; nothing in them means that nobody has looked yet. */
const newColumns = [
	'runs ADD COLUMN kind text',
	'runs ADD COLUMN stop_kind text',
	'runs ADD COLUMN is_judged {flag}',
	'runs ADD COLUMN had_canary {flag}',
	'work ADD COLUMN source text',
];

/**
 * Reads it out of the rows that have it in names and sentences only, those of an earlier store or backup; may be repeated. An undo
 * was known by its pipeline's name and the Id of a run in it, a pause by how its reason began, a run that was judged by its
 * records by how its end was worded, a trial write by its own line in the books, and a record that only its stamps tell of by a
 * sentence at the end of its message.
 */
export const typeState = `
	UPDATE {schema}.runs SET
		kind = CASE WHEN pipeline LIKE 'undo ________-____-____-____-____________' THEN 'undo' ELSE 'pipeline' END,
		stop_kind = CASE WHEN status <> 'Running' OR reason IS NULL THEN NULL WHEN reason LIKE 'Paused: %' THEN 'pause' ELSE 'stop' END,
		reason = CASE WHEN status = 'Running' AND reason LIKE 'Paused: %' THEN substr(reason, 9) ELSE reason END,
		is_judged = (status IN ('Success', 'Partial Success') OR (status = 'Failed' AND coalesce(reason, '') LIKE 'None of %')),
		had_canary = EXISTS (SELECT 1 FROM {schema}.calls WHERE calls.org_id = runs.org_id AND calls.run_id = runs.run_id AND stage = 'canary')
	WHERE kind IS NULL;
	UPDATE {schema}.work SET source = 'stamps'
	WHERE source IS NULL AND message LIKE '%known by its st%, because the process that wrote it ended before it could note so%';
`;

/** The columns, and what they hold of earlier rows; `flag` is the type of a boolean. */
export function addTypedState(flag: string): string {
	return `${newColumns.map((column) => `ALTER TABLE {schema}.${column.replace('{flag}', flag)};`).join('\n')}\n${typeState}`;
}
