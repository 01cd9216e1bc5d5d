import { EnrichmentError } from '../../errors';
import type { Run, RunStatus, RunWindow, Store } from '../store';
import type { NamedValues, Row, SqliteConnection } from './connection';
import { isPipeline, keyValues } from './pipeline-table';
import { optionalDate, optionalText } from './row-values';

const isUnfinished = "status IN ('Running', 'Paused')";

type RunMethods =
	| 'createRun'
	| 'findRun'
	| 'findRunByExecution'
	| 'findUnfinishedRun'
	| 'resumeRun'
	| 'recordWindow'
	| 'closeRun';

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
				db.run(insertRun, toValues(run));
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

/** The org that a run belongs to; throws `run_not_found` when the store has no such run. */
export function requireRun(db: SqliteConnection, runId: string): string {
	const row = db.get('SELECT org_id FROM runs WHERE run_id = :runId', { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return String(row.org_id);
}

function runNotFound(runId: string, why: string): EnrichmentError {
	return new EnrichmentError('run_not_found', `Run ${runId} ${why} in this store.`, {
		remedy: 'Start a run first, and use the same store for all of its steps.',
		details: { runId },
	});
}

function unfinishedRunExists(run: Run): EnrichmentError {
	return new EnrichmentError(
		'lease_held',
		`Pipeline ${run.pipeline} over ${run.sObject} still has an unfinished run, ${run.runId}.`,
		{ remedy: 'Resume or finish that run first.', details: { runId: run.runId } },
	);
}

function isOpen(status: RunStatus): boolean {
	return status === 'Running' || status === 'Paused';
}

const insertRun = `
	INSERT INTO runs (org_id, run_id, pipeline, s_object, status, reason, execution_id, is_dry_run,
		lease_ms, started_at, finished_at, window_from, window_until, stopped_at, stopped_after_id)
	VALUES (:orgId, :runId, :pipeline, :sObject, :status, :reason, :executionId, :isDryRun,
		:leaseMs, :startedAt, :finishedAt, :windowFrom, :windowUntil, :stoppedAt, :stoppedAfterId)`;

function toValues(run: Run): NamedValues {
	return {
		...keyValues(run),
		runId: run.runId,
		status: run.status,
		reason: run.reason ?? null,
		executionId: run.executionId ?? null,
		isDryRun: Number(run.isDryRun),
		leaseMs: run.leaseMs,
		startedAt: run.startedAt.getTime(),
		finishedAt: run.finishedAt?.getTime() ?? null,
		...windowValues(run.window),
	};
}

function windowValues(window: RunWindow | undefined): NamedValues {
	return {
		windowFrom: window?.from?.getTime() ?? null,
		windowUntil: window?.until.getTime() ?? null,
		stoppedAt: window?.stoppedAt?.modifiedAt.getTime() ?? null,
		stoppedAfterId: window?.stoppedAt?.afterId ?? null,
	};
}

function toRun(row: Row): Run {
	return {
		orgId: String(row.org_id),
		pipeline: String(row.pipeline),
		sObject: String(row.s_object),
		runId: String(row.run_id),
		status: String(row.status) as RunStatus,
		reason: optionalText(row.reason),
		executionId: optionalText(row.execution_id),
		isDryRun: row.is_dry_run === 1,
		leaseMs: Number(row.lease_ms),
		startedAt: new Date(Number(row.started_at)),
		finishedAt: optionalDate(row.finished_at),
		window: toWindow(row),
	};
}

function toWindow(row: Row): RunWindow | undefined {
	const until = optionalDate(row.window_until);
	if (!until) return undefined;
	const stoppedAt = optionalDate(row.stopped_at);
	return {
		from: optionalDate(row.window_from),
		until,
		stoppedAt: stoppedAt && { modifiedAt: stoppedAt, afterId: optionalText(row.stopped_after_id) },
	};
}
