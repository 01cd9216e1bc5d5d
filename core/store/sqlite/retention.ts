import { setImmediate } from 'node:timers/promises';
import { isUnfinished, tablesByRun, tablesOfRun } from '../rows/run-row';
import { keepWritten } from '../sql/journal-table';
import type { RunKey } from '../sql/run-key';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

/** How old runs are forgotten. */
export function retention(db: SqliteConnection): Pick<Store, 'prune'> {
	return {
		async prune(before, maxRuns = Infinity) {
			db.run('DELETE FROM attempts WHERE last_activity < :before', { before: before.getTime() });
			let forgotten = 0;
			while (forgotten < maxRuns) {
				const run = db.get(selectEnded, { before: before.getTime() });
				if (!run) break;
				forget(db, { orgId: String(run.org_id), runId: String(run.run_id), run: Number(run.sequence) });
				forgotten += 1;
				// A run may have many rows, and all the others of this process wait meanwhile.
				await setImmediate();
			}
			return forgotten;
		},
	};
}

function forget(db: SqliteConnection, { orgId, runId, run }: RunKey): void {
	db.transaction(() => {
		// Without it the policy `tracked` would take our own value for a person's edit once its run is forgotten.
		db.follow(keepWritten(orgId, run));
		db.run('DELETE FROM record_claims WHERE run_id = :runId', { runId });
		for (const table of tablesByRun) db.run(`DELETE FROM ${table} WHERE run = :run`, { run });
		for (const table of tablesOfRun) {
			db.run(`DELETE FROM ${table} WHERE org_id = :orgId AND run_id = :runId`, { orgId, runId });
		}
	});
}

const selectEnded = `
	SELECT org_id, run_id, sequence FROM runs WHERE NOT ${isUnfinished} AND finished_at < :before
	ORDER BY sequence LIMIT 1`;
