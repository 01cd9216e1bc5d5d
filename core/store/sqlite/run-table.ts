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
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

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
export function runTable(db: SqliteConnection): Pick<Store, RunMethods> {
	const findOne = (condition: string, values: NamedValues) => {
		const sql = `SELECT * FROM runs WHERE ${condition} ORDER BY sequence DESC LIMIT 1`;
		const row = db.get(sql, values);
		return row && toRun(row);
	};

	return {
		async createRun(run) {
			db.transaction(() => {
				const unfinished = findOne(`${isPipeline} AND ${isUnfinished}`, keyValues(run));
				if (unfinished && isOpen(run.status)) throw unfinishedRunExists(unfinished);
				db.run(insertRun, runValues(run));
			});
		},

		async findRun(runId) {
			return findOne('run_id = :runId', { runId });
		},

		async findRunByExecution(executionId) {
			return findOne('execution_id = :executionId', { executionId });
		},

		async findUnfinishedRun(key) {
			return findOne(`${isPipeline} AND ${isUnfinished}`, keyValues(key));
		},

		async resumeRun(runId, executionId, leaseMs) {
			const sql = `UPDATE runs SET status = 'Running', reason = NULL, finished_at = NULL,
				execution_id = :executionId, lease_ms = :leaseMs WHERE run_id = :runId AND ${isUnfinished}`;
			const changed = db.run(sql, { runId, executionId: executionId ?? null, leaseMs });
			if (changed === 0) throw runNotFound(runId, 'does not exist or has ended');
		},

		async recordWindow(runId, window) {
			const sql = `UPDATE runs SET window_from = :windowFrom, window_until = :windowUntil,
				stopped_at = :stoppedAt, stopped_after_id = :stoppedAfterId WHERE run_id = :runId`;
			const changed = db.run(sql, { runId, ...windowValues(window) });
			if (changed === 0) throw runNotFound(runId, 'does not exist');
		},

		async stopRun(runId, reason) {
			db.transaction(() => {
				requireRun(db, runId);
				const sql = `UPDATE runs SET reason = coalesce(reason, :reason)
					WHERE run_id = :runId AND ${isUnfinished}`;
				db.run(sql, { runId, reason });
			});
		},

		async closeRun(runId, status, reason, now) {
			return db.transaction(() => {
				requireRun(db, runId);
				const sql = `UPDATE runs SET status = :status, reason = :reason, finished_at = :now
					WHERE run_id = :runId AND ${isUnfinished}`;
				return db.run(sql, { runId, status, reason: reason ?? null, now: now.getTime() }) === 1;
			});
		},

		async listRuns(orgId, limit) {
			const sql = `SELECT * FROM runs WHERE org_id = :orgId AND NOT ${isUnfinished}
				ORDER BY sequence DESC LIMIT :limit`;
			return db.all(sql, { orgId, limit }).map(toRun);
		},
	};
}

/** The org that a run belongs to; throws `run_not_found` when the store has no such run. */
export function requireRun(db: SqliteConnection, runId: string): string {
	const row = db.get('SELECT org_id FROM runs WHERE run_id = :runId', { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return String(row.org_id);
}

const insertRun = `
	INSERT INTO runs (org_id, run_id, pipeline, s_object, status, reason, execution_id, is_dry_run,
		lease_ms, started_at, finished_at, window_from, window_until, stopped_at, stopped_after_id)
	VALUES (:orgId, :runId, :pipeline, :sObject, :status, :reason, :executionId, :isDryRun,
		:leaseMs, :startedAt, :finishedAt, :windowFrom, :windowUntil, :stoppedAt, :stoppedAfterId)`;
