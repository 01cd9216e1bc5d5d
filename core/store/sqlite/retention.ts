import { setImmediate } from 'node:timers/promises';
import { isUnfinished, tablesOfRun } from '../rows/run-row';
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
				forget(db, String(run.org_id), String(run.run_id));
				forgotten += 1;
				// A run may have many rows, and all the others of this process wait meanwhile.
				await setImmediate();
			}
			return forgotten;
		},
	};
}

function forget(db: SqliteConnection, orgId: string, runId: string): void {
	db.transaction(() => {
		db.run(keepWritten, { orgId, runId });
		db.run('DELETE FROM record_claims WHERE run_id = :runId', { runId });
		for (const table of tablesOfRun) {
			db.run(`DELETE FROM ${table} WHERE org_id = :orgId AND run_id = :runId`, { orgId, runId });
		}
	});
}

const selectEnded = `
	SELECT org_id, run_id FROM runs WHERE NOT ${isUnfinished} AND finished_at < :before
	ORDER BY sequence LIMIT 1`;

// Without it the policy `tracked` would take our own value for a person's edit once its run is forgotten.
const keepWritten = `
	INSERT INTO kept_values (org_id, record_id, field, after_json, provider, confidence,
		observed_at, policy, at)
	SELECT org_id, record_id, field, after_json, provider, confidence, observed_at, policy, at
	FROM journal WHERE org_id = :orgId AND run_id = :runId AND status = 'written'
	ON CONFLICT DO UPDATE SET after_json = excluded.after_json, provider = excluded.provider,
		confidence = excluded.confidence, observed_at = excluded.observed_at,
		policy = excluded.policy, at = excluded.at
	WHERE excluded.at >= kept_values.at`;
