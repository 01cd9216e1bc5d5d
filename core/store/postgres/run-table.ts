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
import type { PostgresConnection } from './connection';
import { findOne, requireRun } from './run-lookup';

type RunMethods = 'createRun' | 'resumeRun' | 'recordWindow' | 'stopRun' | 'closeRun';

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

		async resumeRun(runId, executionId, leaseMs, settings, workflowId) {
			const sql = `UPDATE {schema}.runs SET status = 'Running', reason = NULL, finished_at = NULL,
				execution_id = :executionId, workflow_id = :workflowId, lease_ms = :leaseMs, settings_json = :settingsJson
				WHERE run_id = :runId AND ${isUnfinished}`;
			const taker = { executionId: executionId ?? null, workflowId: workflowId ?? null };
			const values = { runId, ...taker, leaseMs, settingsJson: settingsValue(settings) };
			const changed = await db.run(sql, values);
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

	};
}

const insertRun = `
	INSERT INTO {schema}.runs (org_id, run_id, pipeline, s_object, status, reason, execution_id,
		is_dry_run, lease_ms, started_at, finished_at, window_from, window_until, stopped_at,
		stopped_after_id, settings_json, workflow_id)
	VALUES (:orgId, :runId, :pipeline, :sObject, :status, :reason, :executionId,
		:isDryRun, :leaseMs, :startedAt, :finishedAt, :windowFrom, :windowUntil, :stoppedAt,
		:stoppedAfterId, :settingsJson, :workflowId)`;
