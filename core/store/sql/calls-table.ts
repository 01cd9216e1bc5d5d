import { toCallsByStage } from '../rows/calls-row';
import type { CallStore } from '../contract/calls';
import { requireRun } from './run-key';
import { all, get, run, type Database } from './statement';

/** Planned and used calls, by run and stage, and all of ours by org and day. */
export function callsTable(db: Database): CallStore {
	return {
		async addCalls(runId, stage, { planned, used, retries }) {
			await db.transact(function* () {
				const { orgId } = yield* requireRun(runId);
				yield* run(addToStage, { orgId, runId, stage, planned, used, retries });
			});
		},

		async readCalls(runId) {
			return await db.perform(function* () {
				const { orgId } = yield* requireRun(runId);
				return toCallsByStage(yield* all(selectCalls, { orgId, runId }));
			});
		},

		async addDailyCalls(orgId, day, calls) {
			await db.perform(() => run(addToDay, { orgId, day, calls }));
		},

		async takeOfDay(orgId, personId, day, wanted, most) {
			// Kept beside the org's own days, which begin with a digit.
			const [first, share] = [`of ${personId} `, `of ${personId} ${day}`];
			return await db.transact(function* () {
				yield* run(dropDays, { orgId, first, share });
				const taken = Number((yield* get(`${addToDay} RETURNING calls`, { orgId, day: share, calls: wanted }))?.calls);
				const granted = Math.min(wanted, Math.max(0, most - (taken - wanted)));
				if (granted < wanted) yield* run(addToDay, { orgId, day: share, calls: granted - wanted });
				return granted;
			});
		},

		async readDailyCalls(orgId, day) {
			return Number((await db.perform(() => get(selectDay, { orgId, day })))?.calls ?? 0);
		},
	};
}

const addToStage = `
	INSERT INTO {schema}.calls AS calls (org_id, run_id, stage, planned, used, retries)
	VALUES (:orgId, :runId, :stage, :planned, :used, :retries)
	ON CONFLICT (org_id, run_id, stage) DO UPDATE SET planned = calls.planned + excluded.planned,
		used = calls.used + excluded.used, retries = calls.retries + excluded.retries`;

const selectCalls = 'SELECT * FROM {schema}.calls WHERE org_id = :orgId AND run_id = :runId ORDER BY stage';

const addToDay = `
	INSERT INTO {schema}.daily_calls AS day (org_id, day, calls) VALUES (:orgId, :day, :calls)
	ON CONFLICT (org_id, day) DO UPDATE SET calls = day.calls + excluded.calls`;

const dropDays = 'DELETE FROM {schema}.daily_calls WHERE org_id = :orgId AND day > :first AND day < :share';

const selectDay = 'SELECT calls FROM {schema}.daily_calls WHERE org_id = :orgId AND day = :day';
