import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { finishRun } from '../../../core/run/finish-run';
import type { Run, Store } from '../../../core/store/store';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { runNotFound } from '../../wiring/run-context';
import { instanceStore } from '../../wiring/store';
import { failedExecution, type FailedExecution } from '../failed-execution';

const displayOptions = { show: { resource: ['run'], operation: ['finish'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Run ID',
				name: 'runId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json._enrichment.runId }}',
				description:
					'Run to finish. By default it is the one that this execution started, or, behind an Error Trigger, the one that the failed execution started.',
			},
		],
		displayOptions,
	},
];

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const failed = failedExecution(items[0]);
	const runId = (this.getNodeParameter('options', 0, {}).runId as string | undefined) || undefined;
	const executionId = failed ? failed.executionId : this.getExecutionId();

	const run = await findRun(store, runId, executionId);
	if (run) {
		const summary = await finishRun(store, run, failed?.reason, systemClock());
		return [summary ? [asItem(summary, 0)] : []];
	}
	if (runId) throw runNotFound(`Run ${runId} is not in the store at ${store.location}`);
	if (!failed) throw runNotFound(`Execution ${executionId} has started no run, so there is nothing to finish`);
	return [[asItem(failureBeforeStart(failed), 0)]];
}

async function findRun(
	store: Store,
	runId: string | undefined,
	executionId: string | undefined,
): Promise<Run | undefined> {
	if (runId) return await store.findRun(runId);
	return executionId ? await store.findRunByExecution(executionId) : undefined;
}

/** So that an execution that broke before its run began is reported all the same. */
function failureBeforeStart({ reason, workflow }: FailedExecution): object {
	return {
		runId: null,
		workflow,
		status: 'Failed',
		reason,
		text: `Failed before a run was started: ${reason}`,
	};
}
