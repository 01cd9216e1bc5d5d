import { toCallsByStage } from '../rows/calls-row';
import type { Store } from '../store';
import type { PostgresConnection } from './connection';
import { requireRun } from './run-lookup';

type CallsMethods = 'addCalls' | 'readCalls' | 'addDailyCalls' | 'readDailyCalls';

/** Planned and used calls, by run and stage, and all of ours by org and day. */
export function callsTable(db: PostgresConnection): Pick<Store, CallsMethods> {
	return {
		async addCalls(runId, stage, { planned, used, retries }) {
			await db.transaction(async (tx) => {
				const orgId = await requireRun(tx, runId);
				await tx.run(addToStage, { orgId, runId, stage, planned, used, retries });
			});
		},

		async readCalls(runId) {
			const sql = `SELECT * FROM {schema}.calls WHERE org_id = :orgId AND run_id = :runId
				ORDER BY stage`;
			return toCallsByStage(await db.all(sql, { orgId: await requireRun(db, runId), runId }));
		},

		async addDailyCalls(orgId, day, calls) {
			await db.run(addToDay, { orgId, day, calls });
		},

		async readDailyCalls(orgId, day) {
			const sql = 'SELECT calls FROM {schema}.daily_calls WHERE org_id = :orgId AND day = :day';
			return Number((await db.get(sql, { orgId, day }))?.calls ?? 0);
		},
	};
}

const addToStage = `
	INSERT INTO {schema}.calls AS calls (org_id, run_id, stage, planned, used, retries)
	VALUES (:orgId, :runId, :stage, :planned, :used, :retries)
	ON CONFLICT (org_id, run_id, stage) DO UPDATE SET planned = calls.planned + excluded.planned,
		used = calls.used + excluded.used, retries = calls.retries + excluded.retries`;

const addToDay = `
	INSERT INTO {schema}.daily_calls AS day (org_id, day, calls) VALUES (:orgId, :day, :calls)
	ON CONFLICT (org_id, day) DO UPDATE SET calls = day.calls + excluded.calls`;
