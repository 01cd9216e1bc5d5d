import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { NamedValues } from '../rows/row-values';
import {
	isOpen,
	isUnfinished,
	runNotFound,
	runValues,
	toRun,
	unfinishedRunExists,
	windowValues,
} from '../rows/run-row';
import type { Run, Store } from '../store';
import type { PostgresConnection, PostgresQueries } from './connection';

type RunMethods =
	| 'createRun'
	| 'findRun'
	| 'findRunByExecution'
	| 'findUnfinishedRun'
	| 'resumeRun'
	| 'recordWindow'
	| 'stopRun'
	| 'closeRun'
	| 'listRuns';

/** The runs and how they ended. */
export function runTable(db: PostgresConnection): Pick<Store, RunMethods> {
	return {
		async createRun(run) {
			await db.transaction(async (tx) => {
				// Two starts at once: the second waits here, and then sees the first one's run.
				const lock = JSON.stringify([run.orgId, run.pipeline, run.sObject]);
				await tx.get('SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))', { lock });
				const unfinished = await findOne(tx, `${isPipeline} AND ${isUnfinished}`, keyValues(run));
				if (unfinished && isOpen(run.status)) throw unfinishedRunExists(unfinished);
				await tx.run(insertRun, runValues(run));
			});
		},

		async findRun(runId) {
			return await findOne(db, 'run_id = :runId', { runId });
		},

		async findRunByExecution(executionId) {
			return await findOne(db, 'execution_id = :executionId', { executionId });
		},

		async findUnfinishedRun(key) {
			return await findOne(db, `${isPipeline} AND ${isUnfinished}`, keyValues(key));
		},

		async resumeRun(runId, executionId, leaseMs) {
			const sql = `UPDATE {schema}.runs SET status = 'Running', reason = NULL, finished_at = NULL,
				execution_id = :executionId, lease_ms = :leaseMs WHERE run_id = :runId AND ${isUnfinished}`;
			const changed = await db.run(sql, { runId, executionId: executionId ?? null, leaseMs });
			if (changed === 0) throw runNotFound(runId, 'does not exist or has ended');
		},

		async recordWindow(runId, window) {
			const sql = `UPDATE {schema}.runs SET window_from = :windowFrom, window_until = :windowUntil,
				stopped_at = :stoppedAt, stopped_after_id = :stoppedAfterId WHERE run_id = :runId`;
			const changed = await db.run(sql, { runId, ...windowValues(window) });
			if (changed === 0) throw runNotFound(runId, 'does not exist');
		},

		async stopRun(runId, reason) {
			const sql = `UPDATE {schema}.runs SET reason = coalesce(reason, :reason)
				WHERE run_id = :runId AND ${isUnfinished}`;
			const changed = await db.run(sql, { runId, reason });
			if (changed === 0) await requireRun(db, runId);
		},

		async closeRun(runId, status, reason, now) {
			const sql = `UPDATE {schema}.runs SET status = :status, reason = :reason, finished_at = :now
				WHERE run_id = :runId AND ${isUnfinished}`;
			const values = { runId, status, reason: reason ?? null, now: now.getTime() };
			if ((await db.run(sql, values)) === 1) return true;
			await requireRun(db, runId);
			return false;
		},

		async listRuns(orgId, limit) {
			const sql = `SELECT * FROM {schema}.runs WHERE org_id = :orgId AND NOT ${isUnfinished}
				ORDER BY sequence DESC LIMIT :limit`;
			return (await db.all(sql, { orgId, limit })).map(toRun);
		},
	};
}

/** The org that a run belongs to; throws `run_not_found` when the store has no such run. */
export async function requireRun(db: PostgresQueries, runId: string): Promise<string> {
	const row = await db.get('SELECT org_id FROM {schema}.runs WHERE run_id = :runId', { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return String(row.org_id);
}

async function findOne(
	db: PostgresQueries,
	condition: string,
	values: NamedValues,
): Promise<Run | undefined> {
	const sql = `SELECT * FROM {schema}.runs WHERE ${condition} ORDER BY sequence DESC LIMIT 1`;
	const row = await db.get(sql, values);
	return row && toRun(row);
}

const insertRun = `
	INSERT INTO {schema}.runs (org_id, run_id, pipeline, s_object, status, reason, execution_id,
		is_dry_run, lease_ms, started_at, finished_at, window_from, window_until, stopped_at,
		stopped_after_id)
	VALUES (:orgId, :runId, :pipeline, :sObject, :status, :reason, :executionId,
		:isDryRun, :leaseMs, :startedAt, :finishedAt, :windowFrom, :windowUntil, :stoppedAt,
		:stoppedAfterId)`;
