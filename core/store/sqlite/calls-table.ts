import type { StageCalls, Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-table';

/** Planned and used calls, by run and stage. */
export function callsTable(db: SqliteConnection): Pick<Store, 'addCalls' | 'readCalls'> {
	return {
		async addCalls(runId, stage, calls) {
			db.transaction(() => {
				const { planned, used, retries } = calls;
				db.run(addToStage, { orgId: requireRun(db, runId), runId, stage, planned, used, retries });
			});
		},

		async readCalls(runId) {
			const sql = 'SELECT * FROM calls WHERE org_id = :orgId AND run_id = :runId ORDER BY stage';
			const rows = db.all(sql, { orgId: requireRun(db, runId), runId });
			return Object.fromEntries(
				rows.map((row): [string, StageCalls] => [
					String(row.stage),
					{
						planned: Number(row.planned),
						used: Number(row.used),
						retries: Number(row.retries),
					},
				]),
			);
		},
	};
}

const addToStage = `
	INSERT INTO calls (org_id, run_id, stage, planned, used, retries)
	VALUES (:orgId, :runId, :stage, :planned, :used, :retries)
	ON CONFLICT DO UPDATE SET planned = calls.planned + excluded.planned,
		used = calls.used + excluded.used, retries = calls.retries + excluded.retries`;
