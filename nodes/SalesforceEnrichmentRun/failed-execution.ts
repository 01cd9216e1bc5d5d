import type { INodeExecutionData } from 'n8n-workflow';

export interface FailedExecution {
	/** `undefined` when the trigger itself failed, before n8n had an execution. */
	readonly executionId: string | undefined;
	/** The error's message, with the node it came from. */
	readonly reason: string;
	/** The name of the workflow that failed. */
	readonly workflow: string;
}

/** The shape of what n8n's Error Trigger emits; every part is absent in one situation or another. */
interface ErrorReport {
	readonly execution?: {
		readonly id?: string | number;
		readonly error?: { readonly message?: string };
		readonly lastNodeExecuted?: string;
	};
	readonly trigger?: { readonly error?: { readonly message?: string } };
	readonly workflow?: { readonly name?: string };
}

/** The execution that an Error Trigger reports; `undefined` for an item from anywhere else. */
export function failedExecution(item: INodeExecutionData | undefined): FailedExecution | undefined {
	const { execution, trigger, workflow } = (item?.json ?? {}) as ErrorReport;
	if (!workflow || (!execution?.error && !trigger?.error)) return undefined;

	const message = execution?.error?.message ?? trigger?.error?.message ?? 'The execution failed without a message';
	const node = execution?.lastNodeExecuted;
	return {
		executionId: execution?.id === undefined ? undefined : String(execution.id),
		reason: node ? `${message} (in node ${node})` : message,
		workflow: workflow.name ?? '',
	};
}
