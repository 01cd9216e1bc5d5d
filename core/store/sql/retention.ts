import { setImmediate } from 'node:timers/promises';
import { isUnfinished, tablesByRun, tablesOfRun } from '../rows/run-row';
import type { RetentionStore } from '../contract/retention';
import { dropAged as dropAgedAttempts } from './attempt-table';
import { keepWritten } from './journal-table';
import { forgetAgedIndexes } from './match-index-table';
import { get, run as change, type Database, type Work } from './statement';

/** How old runs are forgotten. */
export function retention(db: Database): RetentionStore {
	return {
		async prune(before, maxRuns = Infinity) {
			await db.transact(() => dropAgedAttempts(before));
			// What was spent stays in the totals; a call that is still open is never forgotten.
			for (const sql of dropAged) await db.perform(() => change(sql, { before: before.getTime() }));
			await forgetAgedIndexes(db, before);
			let forgotten = 0;
			while (forgotten < maxRuns && (await db.transact(() => forgetOldest(before)))) {
				forgotten += 1;
				// A run may have many rows, and with SQLite all the others of this process wait meanwhile.
				await setImmediate();
			}
			return forgotten;
		},
	};
}

const dropAged = [
	'DELETE FROM {schema}.look_ups WHERE settled_at < :before',
	"DELETE FROM {schema}.ledger_calls WHERE state IN ('settled', 'released') AND reserved_at < :before",
	'DELETE FROM {schema}.kept_answers WHERE keep_until < :before',
	// Nobody runs that pipeline any more.
	'DELETE FROM {schema}.inbox WHERE received_at < :before',
];

/** False when no run is left that is old enough. */
function* forgetOldest(before: Date): Work<boolean> {
	const row = yield* get(selectEnded, { before: before.getTime() });
	if (!row) return false;
	const [orgId, runId, run] = [String(row.org_id), String(row.run_id), Number(row.sequence)];
	// Without it the policy `tracked` would take our own value for a person's edit once its run is forgotten.
	yield* keepWritten(orgId, run);
	yield* change('DELETE FROM {schema}.record_claims WHERE run_id = :runId', { runId });
	yield* change('DELETE FROM {schema}.unpaid_counts WHERE org_id = :orgId AND run_id = :runId', { orgId, runId });
	for (const sql of totalsOfRun) yield* change(sql, { orgId, runId });
	for (const table of tablesByRun) yield* change(`DELETE FROM {schema}.${table} WHERE run = :run`, { run });
	for (const table of tablesOfRun)
		yield* change(`DELETE FROM {schema}.${table} WHERE org_id = :orgId AND run_id = :runId`, { orgId, runId });
	return true;
}

// ' ' stands behind the run of a record's total, and '!' comes after ' '. What is still open will be taken off its totals.
const totalsOfRun = [
	"scope = 'run' AND scope_key = :runId",
	"scope = 'record' AND scope_key > :runId || ' ' AND scope_key < :runId || '!'",
].map(
	(named) => `
	DELETE FROM {schema}.ledger_totals WHERE org_id = :orgId AND ${named} AND NOT EXISTS (
		SELECT 1 FROM {schema}.ledger_calls AS calls WHERE calls.org_id = :orgId AND calls.run_id = :runId
			AND calls.state IN ('reserved', 'pending', 'unknown'))`,
);

// Two that forget at the same time take different runs.
const selectEnded = `
	SELECT org_id, run_id, sequence FROM {schema}.runs
	WHERE NOT ${isUnfinished} AND finished_at < :before
	ORDER BY sequence LIMIT 1 {lock unlocked}`;
