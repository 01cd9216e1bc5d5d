import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { finishRun } from '../../../core/run/finish-run';
import { finishBatches } from '../../../core/run/run-batches';
import type { DeliveryReport } from '../../../core/stages/write/deliver-staged';
import type { Run, Store } from '../../../core/store/store';
import { systemClock } from '../../wiring/clock';
import { fieldNamesOption } from '../../wiring/field-names-parameter';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf, itemsRunContext, runNotFound } from '../../wiring/run-context';
import { forgetOldRuns } from '../../wiring/retention';
import {
	allowDuplicatesOption,
	autoAssignOption,
	breakerOptions,
	callClientOption,
	canaryOption,
	duplicateAsUserOption,
	duplicateDetailsOption,
} from '../../wiring/saving-options';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { deliverRows } from '../deliver-staged-rows';
import { reportedFailure } from '../error-trigger';
import { reportDeath, reportFailureBeforeStart } from '../report-failure';
import { assertMayEnd, noSuchRun } from '../run-access';

const displayOptions = { show: { resource: ['run'], operation: ['finish'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Finish',
		name: 'scope',
		type: 'options',
		noDataExpression: true, // n8n decides by it whether to offer a credential
		options: [
			{ name: 'The Run', value: 'run', description: 'Judge and report the run; while batches of it are open, only tell how many' },
			{ name: 'This Batch', value: 'batch', description: 'Mark the batch that the records belong to as done, and tell how many are left' },
		],
		default: 'run',
		description: 'What ends here',
		displayOptions,
	},
	{
		displayName: 'Deliver at Finish',
		name: 'deliverAtFinish',
		type: 'boolean',
		noDataExpression: true, // n8n decides by it whether to offer a credential
		default: false,
		description: 'Whether to write what Bulk Write has kept for the end of the run, in as few calls as possible; needs a credential',
		displayOptions: { show: { ...displayOptions.show, scope: ['run'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			autoAssignOption,
			callClientOption,
			canaryOption,
			{
				displayName: 'Delivery Strategy',
				name: 'strategy',
				type: 'options',
				options: [
					{ name: 'Auto', value: 'auto', description: 'The way with the fewest calls' },
					{ name: 'Bulk API', value: 'bulk', description: 'One job, however few records; it takes no assignment rules and no options of duplicate rules' },
					{ name: 'Collections', value: 'collections', description: 'Calls of 1,000 records, however many' },
				],
				default: 'auto',
				description: 'How the kept records are sent when Deliver at Finish is on',
			},
			duplicateDetailsOption,
			duplicateAsUserOption,
			{
				displayName: 'Run ID',
				name: 'runId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json._enrichment.runId }}',
				description:
					'Run to finish; needs a credential of its org, unless this execution started it. By default it is the one that this execution started, or, behind an Error Trigger, the one that the failed execution of this workflow started.',
			},
			allowDuplicatesOption,
			...breakerOptions,
			fieldNamesOption,
		],
		displayOptions: { show: { ...displayOptions.show, scope: ['run'] } },
	},
];

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	if (this.getNodeParameter('scope', 0) === 'batch') return await finishBatch(items);

	const store = await instanceStore();
	const failed = reportedFailure.call(this);
	const runId = (this.getNodeParameter('options', 0, {}).runId as string | undefined) || undefined;
	const executionId = failed ? failed.executionId : this.getExecutionId();

	const run = await findRun(store, runId, executionId);
	const hasCredential = runId !== undefined || this.getNodeParameter('deliverAtFinish', 0) === true;
	if (run) await assertMayEnd.call(this, store, run, failed, hasCredential);
	if (failed?.hasDied) return [run?.status === 'Running' ? [asItem(reportDeath(run, failed), 0)] : []];
	if (run) return await finish.call(this, store, run, failed?.reason);
	if (runId) throw noSuchRun(store, runId);
	if (!failed) throw runNotFound(`Execution ${executionId} has started no run, so there is nothing to finish`);
	// A caller that breaks by this is reported too; one that goes on finishes its run itself.
	const isCallersRun = (await findRun(store, undefined, failed.callerId)) !== undefined;
	return [isCallersRun ? [] : [asItem(reportFailureBeforeStart(failed), 0)]];
}

async function finish(this: IExecuteFunctions, store: Store, run: Run, failure: string | undefined): Promise<INodeExecutionData[][]> {
	const isDelivering = this.getNodeParameter('deliverAtFinish', 0) === true;
	let delivery: DeliveryReport | undefined;
	const deliver = async (current: Run) => {
		delivery = await deliverRows.call(this, store, current, this.getNodeParameter('options', 0, {}));
	};
	const result = await finishRun(store, run, { failure, ...(isDelivering && { deliver }) }, systemClock());
	if (!result) return [[]];
	if (result.status !== 'Running') await tidyUp.call(this, store);
	return [[asItem({ ...result, ...(delivery && { delivery }) }, 0)]];
}

/** Once per run, by whoever ended it. */
async function tidyUp(this: IExecuteFunctions, store: Store): Promise<void> {
	const note = await forgetOldRuns(store, systemClock(), process.env);
	if (note) showNotes.call(this, [note]);
}

async function finishBatch(items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const context = await itemsRunContext(items);
	if (!context) throw runNotFound('The input belongs to no run, so there is no batch to finish');
	const batchIds = items.map((item) => enrichmentOf(item).batchId).filter((id) => id !== undefined);
	return [[asItem(await finishBatches(context.store, context.run, batchIds, systemClock()), 0)]];
}

async function findRun(
	store: Store,
	runId: string | undefined,
	executionId: string | undefined,
): Promise<Run | undefined> {
	if (runId) return await store.findRun(runId);
	return executionId ? await store.findRunByExecution(executionId) : undefined;
}
