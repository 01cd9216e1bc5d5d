import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { assertHostOf } from '../../../core/run/org-host';
import { undoRun } from '../../../core/stages/undo/undo';
import { flatUndo, type UndoReport } from '../../../core/stages/undo/undo-report';
import { standardHashInputs } from '../../../core/record/match-gate';
import { systemClock } from '../../wiring/clock';
import { readFieldNames } from '../../wiring/field-names-parameter';
import { forEachItem } from '../../wiring/failed-items';
import { asItem } from '../../wiring/record-items';
import { readSwitch } from '../../wiring/read-switch';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { fieldNamesParameter } from '../field-names-options';
import { noSuchRun } from '../run-access';
import { readRunId, runIdParameter } from '../run-id-parameter';

const displayOptions = { show: { resource: ['run'], operation: ['undo'] } };
const leaseMs = 3 * 60_000;

export const description: INodeProperties[] = [
	{ ...runIdParameter, required: true, displayOptions },
	{
		displayName: 'Dry Run',
		name: 'undoDryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to only show what would be restored; nothing is sent to Salesforce. An expression decides for each run.',
		displayOptions,
	},
	fieldNamesParameter(displayOptions),
];

/** A run that several items name is undone once for each kind, dry or real; what became of each field leaves by an output of its own. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const done = new Set<string>();
	const rows: INodeExecutionData[] = [];
	const hasRows = this.getNode().typeVersion >= 2;
	const reports = await forEachItem.call(this, items, async (index) => {
		const runId = readRunId.call(this, index);
		const isDryRun = readSwitch.call(this, 'undoDryRun', 'Dry Run', index);
		const key = `${runId} ${isDryRun}`;
		if (done.has(key)) return [];
		done.add(key);
		const { rows: changes, ...report } = await undo.call(this, runId, isDryRun);
		if (!hasRows) return [asItem(report, index)];
		for (const row of changes) rows.push(asItem(row, index));
		return [asItem(flatUndo({ ...report, rows: changes }), index)];
	});
	return hasRows ? [reports, rows] : [reports];
}

async function undo(this: IExecuteFunctions, runId: string, isDryRun: boolean): Promise<UndoReport> {
	const store = await instanceStore();
	const client = await salesforceClient.call(this);
	await assertHostOf(store, client.org, systemClock());
	const undone = await store.findRun(runId);
	if (undone?.orgId !== client.org.orgId) throw noSuchRun(store, runId);
	const report = await undoRun(
		{ client, store, clock: systemClock, newRunId: randomUUID, signal: this.getExecutionCancelSignal() },
		{
			runId,
			isDryRun,
			executionId: this.getExecutionId(),
			workflowId: this.getWorkflow().id,
			leaseMs,
			// What Enrich hashes unless told otherwise; undo finds out by the stamp itself whether these were the inputs.
			matchInputs: standardHashInputs(undone.sObject),
			fieldNames: readFieldNames(this.getNodeParameter('options', 0, {}) as IDataObject),
		},
	);
	showNotes.call(this, [report.text]);
	return report;
}
