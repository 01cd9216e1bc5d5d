import type { INodeExecutionData } from 'n8n-workflow';

export interface FailedExecution {
	/** `undefined` when the trigger itself failed, before n8n had an execution. */
	readonly executionId: string | undefined;
	/** The execution that called it as a sub-workflow. */
	readonly callerId: string | undefined;
	/** It broke nowhere: n8n or its worker was killed or ran out of memory, and n8n found it unfinished afterwards. */
	readonly hasDied: boolean;
	/** The error's message, with the node it came from. */
	readonly reason: string;
	/** The name of the workflow that failed. */
	readonly workflow: string;
	/** n8n's id of it. */
	readonly workflowId: string | undefined;
}

/** The shape of what n8n's Error Trigger emits; every part is absent in one situation or another. */
interface ErrorReport {
	readonly execution?: {
		readonly id?: string | number;
		readonly error?: ReportedError;
		readonly lastNodeExecuted?: string;
		readonly executionContext?: { readonly parentExecutionId?: string | number };
	};
	readonly trigger?: { readonly error?: ReportedError };
	readonly workflow?: { readonly id?: string | number; readonly name?: string };
}

interface ReportedError {
	readonly name?: string;
	readonly message?: string;
	/** Where n8n has put a general text in the place of the message, the message is here. */
	readonly messages?: readonly string[];
}

/** What n8n names the error of an execution that it finds unfinished after a crash. */
const crashError = 'WorkflowCrashedError';

/**
 * What n8n says of an execution whose worker gave no sign of life any more (`MaxStalledCountError`, thrown with Bull's own
 * message as its cause): in queue mode it never tries again, and the name does not always come through.
 */
const stalled = /failed to be processed too many times|job stalled more than/;

/** The execution that an Error Trigger reports; `undefined` for an item from anywhere else. */
export function failedExecution(item: INodeExecutionData | undefined): FailedExecution | undefined {
	const { execution, trigger, workflow } = (item?.json ?? {}) as ErrorReport;
	const error = execution?.error ?? trigger?.error;
	if (!workflow || !error) return undefined;

	const message = messageOf(error);
	const node = execution?.lastNodeExecuted;
	return {
		executionId: idOf(execution?.id),
		callerId: idOf(execution?.executionContext?.parentExecutionId),
		hasDied: error.name === crashError || stalled.test(message),
		reason: node ? `${message} (in node ${node})` : message,
		workflow: workflow.name ?? '',
		workflowId: idOf(workflow.id),
	};
}

function messageOf({ message, messages }: ReportedError): string {
	const original = messages?.at(-1);
	if (!message) return original ?? 'The execution failed without a message';
	return original === undefined || message.includes(original) ? message : `${message}: ${original}`;
}

function idOf(id: string | number | undefined): string | undefined {
	return id === undefined ? undefined : String(id);
}
