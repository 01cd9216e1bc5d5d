import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import type { FailedExecution } from './failed-execution';
import { noSuchRun } from './run-access';

/** A run of which an execution took batches, and the name under which it did. */
export interface HelpedRun {
	readonly run: Run;
	readonly holder: string;
}

/** The run of another execution that this one has taken batches of; `undefined` when there is none. */
export async function findHelpedRun(store: Store, executionId: string | undefined): Promise<HelpedRun | undefined> {
	const found = executionId ? await store.findBatchRun(executionId) : undefined;
	const run = found && (await store.findRun(found.runId));
	return run && { run, holder: found.holder };
}

/** Whether this execution has joined a run by one of the nodes before this one; it may have come too late for a batch. */
export function hasJoined(this: IExecuteFunctions): boolean {
	const { name, type } = this.getNode();
	const runNodes = this.getParentNodes(name).filter((node) => node.type === type);
	const proxy = runNodes.length > 0 ? this.getWorkflowDataProxy(0) : undefined;
	return runNodes.some((node) => {
		const start = proxy?.$(node.name) as { readonly isExecuted: boolean; all(): INodeExecutionData[] };
		return start.isExecuted && start.all()[0]?.json.status === 'joined';
	});
}

/** Throws `run_not_found` unless the run belongs to this workflow, and the failed execution was one of it. */
export function assertMayHaveHelped(
	this: IExecuteFunctions,
	store: Store,
	run: Run,
	failed: FailedExecution | undefined,
): void {
	const workflowId = this.getWorkflow().id;
	const isOwn = run.workflowId !== undefined && run.workflowId === workflowId;
	if (!isOwn || (failed && failed.workflowId !== workflowId)) throw noSuchRun(store, run.runId);
}
