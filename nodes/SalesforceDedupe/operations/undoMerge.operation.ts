import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { assertHostOf } from '../../../core/run/org-host';
import { loadMergeRun } from '../../../core/stages/dedupe/merge/merge-groups';
import { undoRun } from '../../../core/stages/undo/undo';
import { flatUndo } from '../../../core/stages/undo/undo-report';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { readSwitch } from '../../wiring/read-switch';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';

const displayOptions = { show: { operation: ['undoMerge'] } };
const leaseMs = 3 * 60_000;

export const description: INodeProperties[] = [
	{
		displayName: 'Run ID',
		name: 'mergeRunId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 5f0c2a20-7d2e-4a51-9b6d-2f1f0a6d9c11',
		description: 'The run that merged, as Merge names it on every row',
		displayOptions,
	},
	{
		displayName: 'Dry Run',
		name: 'undoDryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to only show what would come back; nothing is sent to Salesforce',
		displayOptions,
	},
];

/** A summary on the first output, on the second what became of each field. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const runId = (this.getNodeParameter('mergeRunId', 0) as string).trim();
	const isDryRun = readSwitch.call(this, 'undoDryRun', 'Dry Run', 0);
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	await loadMergeRun(store, runId, client.org);
	const report = await undoRun(
		{ client, store, clock: systemClock, newRunId: randomUUID, signal: this.getExecutionCancelSignal() },
		{ runId, isDryRun, executionId: this.getExecutionId(), workflowId: this.getWorkflow().id, leaseMs },
	);
	showNotes.call(this, [report.text]);
	return [[asItem(flatUndo(report), 0)], report.rows.map((row) => asItem(row, 0))];
}
