import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedExecution, type FailedExecution } from './failed-execution';

const errorTriggerType = 'n8n-nodes-base.errorTrigger';

/**
 * What the Error Trigger reports that started this execution; `undefined` when none did. n8n starts executions in the mode
 * `error` only for a failed one, and the report is read where n8n has put it: items may have been made by anybody.
 */
export function reportedFailure(this: IExecuteFunctions): FailedExecution | undefined {
	if (this.getMode() !== 'error') return undefined;
	const triggers = this.getParentNodes(this.getNode().name).filter(({ type }) => type === errorTriggerType);
	const proxy = triggers.length > 0 ? this.getWorkflowDataProxy(0) : undefined;
	for (const { name } of triggers) {
		const trigger = proxy?.$(name) as { readonly isExecuted: boolean; all(): INodeExecutionData[] };
		if (trigger.isExecuted) return failedExecution(trigger.all()[0]);
	}
	return undefined;
}
