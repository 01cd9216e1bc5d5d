import { isPipeline, keyValues } from '../rows/pipeline-row';
import {
	isOpen,
	isUnfinished,
	runNotFound,
	runValues,
	settingsValue,
	unfinishedRunExists,
	windowValues,
} from '../rows/run-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';
import { findOne, requireRun } from './run-lookup';

type RunMethods = 'createRun' | 'resumeRun' | 'recordWindow' | 'stopRun' | 'closeRun';

/** The runs and how they ended. */
export function runTable(db: SqliteConnection): Pick<Store, RunMethods> {
	return {
		async createRun(run) {
			db.transaction(() => {
				const unfinished = findOne(db, `${isPipeline} AND ${isUnfinished}`, keyValues(run));
				if (unfinished && isOpen(run.status)) throw unfinishedRunExists(unfinished);
				db.run(insertRun, runValues(run));
			});
		},

		async resumeRun(runId, executionId, leaseMs, settings, workflowId) {
			const sql = `UPDATE runs SET status = 'Running', reason = NULL, finished_at = NULL,
				execution_id = :executionId, workflow_id = :workflowId, lease_ms = :leaseMs, settings_json = :settingsJson
				WHERE run_id = :runId AND ${isUnfinished}`;
			const taker = { executionId: executionId ?? null, workflowId: workflowId ?? null };
			const values = { runId, ...taker, leaseMs, settingsJson: settingsValue(settings) };
			const changed = db.run(sql, values);
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

	};
}

const insertRun = `
	INSERT INTO runs (org_id, run_id, pipeline, s_object, status, reason, execution_id, is_dry_run,
		lease_ms, started_at, finished_at, window_from, window_until, stopped_at, stopped_after_id,
		settings_json, workflow_id)
	VALUES (:orgId, :runId, :pipeline, :sObject, :status, :reason, :executionId, :isDryRun,
		:leaseMs, :startedAt, :finishedAt, :windowFrom, :windowUntil, :stoppedAt, :stoppedAfterId,
		:settingsJson, :workflowId)`;
