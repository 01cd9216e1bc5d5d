import type { Run } from '../../core/store/contract/runs';
import type { FailedExecution } from './failed-execution';

/** What is told instead of a summary. */
export interface FailureReport {
	readonly runId: string | null;
	readonly status: string;
	readonly text: string;
	readonly [more: string]: string | null;
}

/** What Finish gives for an execution that died: no summary, because the next start goes on with its run. */
export function reportDeath({ runId, pipeline, sObject, orgId }: Run, { executionId }: FailedExecution): FailureReport {
	const text = `${pipeline} ${sObject}: n8n was stopped while execution ${executionId} was at work; the next start goes on with the run`;
	return { runId, pipeline, sObject, orgId, status: 'Running', text };
}

/** What Finish gives for an execution that only helped with a run: the run goes on without it. */
export function reportBrokenHelp(
	{ runId, pipeline, sObject, orgId }: Run,
	{ executionId, reason, hasDied }: FailedExecution,
): FailureReport {
	const what = hasDied
		? `n8n was stopped while execution ${executionId} helped with the run; its batch is taken again when its time is over`
		: `execution ${executionId}, which helped with the run, broke: ${reason}; its batch is taken again`;
	return { runId, pipeline, sObject, orgId, status: 'Running', text: `${pipeline} ${sObject}: ${what}` };
}

/** So that an execution that broke before its run began is reported all the same. */
export function reportFailureBeforeStart({ reason, workflow }: FailedExecution): FailureReport {
	return {
		runId: null,
		workflow,
		status: 'Failed',
		reason,
		text: `Failed before a run was started: ${reason}`,
	};
}

/** The same as a row, with a subject as a summary has it, and nothing that is not there. */
export function failureColumns(report: FailureReport): object {
	return { subject: report.text, ...report, runId: report.runId ?? '' };
}
