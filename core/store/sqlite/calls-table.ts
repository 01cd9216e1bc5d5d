import { toCallsByStage } from '../rows/calls-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

type CallsMethods = 'addCalls' | 'readCalls' | 'addDailyCalls' | 'readDailyCalls';

/** Planned and used calls, by run and stage, and all of ours by org and day. */
export function callsTable(db: SqliteConnection): Pick<Store, CallsMethods> {
	return {
		async addCalls(runId, stage, calls) {
			db.transaction(() => {
				const { planned, used, retries } = calls;
				db.run(addToStage, { orgId: requireRun(db, runId), runId, stage, planned, used, retries });
			});
		},

		async readCalls(runId) {
			const sql = 'SELECT * FROM calls WHERE org_id = :orgId AND run_id = :runId ORDER BY stage';
			return toCallsByStage(db.all(sql, { orgId: requireRun(db, runId), runId }));
		},

		async addDailyCalls(orgId, day, calls) {
			db.run(addToDay, { orgId, day, calls });
		},

		async readDailyCalls(orgId, day) {
			const sql = 'SELECT calls FROM daily_calls WHERE org_id = :orgId AND day = :day';
			return Number(db.get(sql, { orgId, day })?.calls ?? 0);
		},
	};
}

const addToStage = `
	INSERT INTO calls (org_id, run_id, stage, planned, used, retries)
	VALUES (:orgId, :runId, :stage, :planned, :used, :retries)
	ON CONFLICT DO UPDATE SET planned = calls.planned + excluded.planned,
		used = calls.used + excluded.used, retries = calls.retries + excluded.retries`;

const addToDay = `
	INSERT INTO daily_calls (org_id, day, calls) VALUES (:orgId, :day, :calls)
	ON CONFLICT DO UPDATE SET calls = daily_calls.calls + excluded.calls`;
