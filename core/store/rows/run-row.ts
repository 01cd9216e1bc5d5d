import { EnrichmentError } from '../../errors';
import type { RunSettings } from '../../record/run-settings';
import { type Run, type RunStatus, type RunWindow, runKinds } from '../contract/runs';
import { keyValues } from './pipeline-row';
import { flag, type NamedValues, optionalDate, optionalFlag, optionalText, type Row } from './row-values';

/** The condition of a run that has not ended. */
export const isUnfinished = "status IN ('Running', 'Paused')";

/** The condition of a run, joined with its pipeline's lease, that is alive `:now`: the lease is its own and has not run out. */
export const holdsLease = "status = 'Running' AND holder = coalesce(execution_id, run_id) AND leases.expires_at > :now";

/** The tables whose rows carry the number of their run. */
export const tablesByRun = ['work', 'journal', 'staged_rows'];

/** The other tables of a run, with its `org_id` and `run_id`; itself the last, so that no row is ever without its run. */
export const tablesOfRun = ['calls', 'batches', 'remote_jobs', 'merges', 'runs'];

/** Whether a run with this status has not ended. */
export function isOpen(status: RunStatus): boolean {
	return status === 'Running' || status === 'Paused';
}

/** The values of all columns of a run. */
export function runValues(run: Run): NamedValues {
	return {
		...keyValues(run),
		runId: run.runId,
		status: run.status,
		kind: run.kind ?? 'pipeline',
		reason: run.stop?.why ?? run.reason ?? null,
		stopKind: run.stop?.kind ?? null,
		isJudged: run.isJudged ?? false,
		hadCanary: run.hadCanary ?? false,
		executionId: run.executionId ?? null,
		workflowId: run.workflowId ?? null,
		isDryRun: run.isDryRun,
		leaseMs: run.leaseMs,
		startedAt: run.startedAt.getTime(),
		finishedAt: run.finishedAt?.getTime() ?? null,
		...windowValues(run.window),
		settingsJson: settingsValue(run.settings),
	};
}

/** The value of the column that holds a run's settings. */
export function settingsValue(settings: RunSettings | undefined): string | null {
	return settings ? JSON.stringify(settings) : null;
}

/** The values of the columns that hold a run's window. */
export function windowValues(window: RunWindow | undefined): NamedValues {
	return {
		windowFrom: window?.from?.getTime() ?? null,
		windowUntil: window?.until.getTime() ?? null,
		stoppedAt: window?.stoppedAt?.modifiedAt.getTime() ?? null,
		stoppedAfterId: window?.stoppedAt?.afterId ?? null,
	};
}

/** A run as its row has it. */
export function toRun(row: Row): Run {
	const isRunning = row.status === 'Running';
	const reason = optionalText(row.reason);
	const kind = runKinds.find((each) => each === row.kind);
	return {
		orgId: String(row.org_id),
		pipeline: String(row.pipeline),
		sObject: String(row.s_object),
		runId: String(row.run_id),
		status: String(row.status) as RunStatus,
		reason: isRunning ? undefined : reason,
		...(kind && { kind }),
		...(isRunning &&
			reason !== undefined && { stop: { kind: row.stop_kind === 'pause' ? 'pause' : 'stop', why: reason } }),
		...(optionalFlag(row.is_judged) && { isJudged: true }),
		...(optionalFlag(row.had_canary) && { hadCanary: true }),
		executionId: optionalText(row.execution_id),
		workflowId: optionalText(row.workflow_id),
		isDryRun: flag(row.is_dry_run),
		leaseMs: Number(row.lease_ms),
		startedAt: new Date(Number(row.started_at)),
		finishedAt: optionalDate(row.finished_at),
		window: toWindow(row),
		settings: toSettings(row),
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

function toSettings(row: Row): RunSettings | undefined {
	const json = optionalText(row.settings_json);
	return json === undefined ? undefined : (JSON.parse(json) as RunSettings);
}

/** The failure of a call that names a run which is not there; `why` goes on after the run's id. */
export function runNotFound(runId: string, why: string): EnrichmentError {
	return new EnrichmentError('run_not_found', `Run ${runId} ${why} in this store.`, {
		remedy: 'Start a run first, and use the same store for all of its steps.',
		details: { runId },
	});
}

/** The failure of a second run of a pipeline while this one is unfinished. */
export function unfinishedRunExists(run: Run): EnrichmentError {
	return new EnrichmentError(
		'lease_held',
		`Pipeline ${run.pipeline} over ${run.sObject} still has an unfinished run, ${run.runId}.`,
		{ remedy: 'Resume or finish that run first.', details: { runId: run.runId } },
	);
}
