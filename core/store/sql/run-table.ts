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
import type { Run, RunStore } from '../contract/runs';
import { requireRun } from './run-key';
import { findOne } from './run-lookup';
import { get, run as change, type Database, type Work } from './statement';

type RunMethods = 'createRun' | 'resumeRun' | 'recordWindow' | 'stopRun' | 'noteCanary' | 'closeRun';

/** The runs and how they ended. */
export function runTable(db: Database): Pick<RunStore, RunMethods> {
	return {
		createRun: async (run) => await db.transact(() => create(run)),

		async resumeRun(runId, executionId, leaseMs, settings, workflowId) {
			const taker = { executionId: executionId ?? null, workflowId: workflowId ?? null };
			const values = { runId, ...taker, leaseMs, settingsJson: settingsValue(settings) };
			const changed = await db.perform(() => change(resume, values));
			if (changed === 0) throw runNotFound(runId, 'does not exist or has ended');
		},

		async recordWindow(runId, window) {
			const changed = await db.perform(() => change(saveWindow, { runId, ...windowValues(window) }));
			if (changed === 0) throw runNotFound(runId, 'does not exist');
		},

		async stopRun(runId, { kind, why }) {
			await db.transact(function* () {
				yield* requireRun(runId);
				yield* change(stop, { runId, kind, why });
			});
		},

		async noteCanary(runId) {
			const changed = await db.perform(() => change(saveCanary, { runId }));
			if (changed === 0) throw runNotFound(runId, 'does not exist');
		},

		async closeRun(runId, { status, reason, isJudged = false }, now) {
			return await db.transact(function* () {
				yield* requireRun(runId);
				return (yield* change(close, { runId, status, reason: reason ?? null, isJudged, now: now.getTime() })) === 1;
			});
		},
	};
}

function* create(run: Run): Work<void> {
	// Two starts at once: the second waits here, and then sees the first one's run.
	yield* get('SELECT {lock named}', { name: JSON.stringify([run.orgId, run.pipeline, run.sObject]) });
	const unfinished = yield* findOne(`${isPipeline} AND ${isUnfinished}`, keyValues(run));
	if (unfinished && isOpen(run.status)) throw unfinishedRunExists(unfinished);
	yield* change(insertRun, runValues(run));
}

const insertRun = `
	INSERT INTO {schema}.runs (org_id, run_id, pipeline, s_object, status, reason, execution_id, is_dry_run,
		lease_ms, started_at, finished_at, window_from, window_until, stopped_at, stopped_after_id,
		settings_json, workflow_id, kind, stop_kind, is_judged, had_canary, tried, refused)
	VALUES (:orgId, :runId, :pipeline, :sObject, :status, :reason, :executionId, :isDryRun,
		:leaseMs, :startedAt, :finishedAt, :windowFrom, :windowUntil, :stoppedAt, :stoppedAfterId,
		:settingsJson, :workflowId, :kind, :stopKind, :isJudged, :hadCanary, 0, 0)`;

const resume = `
	UPDATE {schema}.runs SET status = 'Running', reason = NULL, stop_kind = NULL, finished_at = NULL,
		execution_id = :executionId, workflow_id = :workflowId, lease_ms = :leaseMs, settings_json = :settingsJson
	WHERE run_id = :runId AND ${isUnfinished}`;

const saveWindow = `
	UPDATE {schema}.runs SET window_from = :windowFrom, window_until = :windowUntil,
		stopped_at = :stoppedAt, stopped_after_id = :stoppedAfterId WHERE run_id = :runId`;

const stop = `UPDATE {schema}.runs SET reason = coalesce(reason, :why), stop_kind = coalesce(stop_kind, :kind) WHERE run_id = :runId AND ${isUnfinished}`;

const saveCanary = 'UPDATE {schema}.runs SET had_canary = true WHERE run_id = :runId';

const close = `
	UPDATE {schema}.runs SET status = :status, reason = :reason, stop_kind = NULL, is_judged = :isJudged, finished_at = :now
	WHERE run_id = :runId AND ${isUnfinished}`;
