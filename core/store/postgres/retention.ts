import { isUnfinished, tablesByRun, tablesOfRun } from '../rows/run-row';
import { keepWritten } from '../sql/journal-table';
import type { Store } from '../store';
import { follow, type PostgresConnection, type PostgresQueries } from './connection';

/** How old runs are forgotten. */
export function retention(db: PostgresConnection): Pick<Store, 'prune'> {
	return {
		async prune(before, maxRuns = Infinity) {
			await db.run('DELETE FROM {schema}.attempts WHERE last_activity < :before', { before: before.getTime() });
			let forgotten = 0;
			while (forgotten < maxRuns && (await db.transaction(async (tx) => await forgetOldest(tx, before)))) forgotten += 1;
			return forgotten;
		},
	};
}

/** False when no run is left that is old enough. */
async function forgetOldest(tx: PostgresQueries, before: Date): Promise<boolean> {
	const run = await tx.get(selectEnded, { before: before.getTime() });
	if (!run) return false;
	const [orgId, runId] = [String(run.org_id), String(run.run_id)];
	// Without it the policy `tracked` would take our own value for a person's edit once its run is forgotten.
	await follow(tx, keepWritten(orgId, Number(run.sequence)));
	await tx.run('DELETE FROM {schema}.record_claims WHERE run_id = :runId', { runId });
	for (const table of tablesByRun) await tx.run(`DELETE FROM {schema}.${table} WHERE run = :run`, { run: Number(run.sequence) });
	for (const table of tablesOfRun) {
		const sql = `DELETE FROM {schema}.${table} WHERE org_id = :orgId AND run_id = :runId`;
		await tx.run(sql, { orgId, runId });
	}
	return true;
}

// Two that forget at the same time take different runs.
const selectEnded = `
	SELECT org_id, run_id, sequence FROM {schema}.runs
	WHERE NOT ${isUnfinished} AND finished_at < :before
	ORDER BY sequence LIMIT 1 FOR UPDATE SKIP LOCKED`;
