import { setImmediate } from 'node:timers/promises';
import { isUnfinished, tablesByRun, tablesOfRun } from '../rows/run-row';
import type { RetentionStore } from '../contract/retention';
import { keepWritten } from './journal-table';
import { get, run as change, type Database, type Work } from './statement';

/** How old runs are forgotten. */
export function retention(db: Database): RetentionStore {
	return {
		async prune(before, maxRuns = Infinity) {
			await db.perform(() =>
				change('DELETE FROM {schema}.attempts WHERE last_activity < :before', { before: before.getTime() }),
			);
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

/** False when no run is left that is old enough. */
function* forgetOldest(before: Date): Work<boolean> {
	const row = yield* get(selectEnded, { before: before.getTime() });
	if (!row) return false;
	const [orgId, runId, run] = [String(row.org_id), String(row.run_id), Number(row.sequence)];
	// Without it the policy `tracked` would take our own value for a person's edit once its run is forgotten.
	yield* keepWritten(orgId, run);
	yield* change('DELETE FROM {schema}.record_claims WHERE run_id = :runId', { runId });
	for (const table of tablesByRun) yield* change(`DELETE FROM {schema}.${table} WHERE run = :run`, { run });
	for (const table of tablesOfRun)
		yield* change(`DELETE FROM {schema}.${table} WHERE org_id = :orgId AND run_id = :runId`, { orgId, runId });
	return true;
}

// Two that forget at the same time take different runs.
const selectEnded = `
	SELECT org_id, run_id, sequence FROM {schema}.runs
	WHERE NOT ${isUnfinished} AND finished_at < :before
	ORDER BY sequence LIMIT 1 {lock unlocked}`;
