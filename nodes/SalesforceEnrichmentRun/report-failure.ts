import type { Run } from '../../core/store/store';
import type { FailedExecution } from './failed-execution';

/** What Finish gives for an execution that died: no summary, because the next start goes on with its run. */
export function reportDeath({ runId, pipeline, sObject, orgId }: Run, { executionId }: FailedExecution): object {
	const text = `${pipeline} ${sObject}: n8n was stopped while execution ${executionId} was at work; the next start goes on with the run`;
	return { runId, pipeline, sObject, orgId, status: 'Running', text };
}

/** So that an execution that broke before its run began is reported all the same. */
export function reportFailureBeforeStart({ reason, workflow }: FailedExecution): object {
	return {
		runId: null,
		workflow,
		status: 'Failed',
		reason,
		text: `Failed before a run was started: ${reason}`,
	};
}
