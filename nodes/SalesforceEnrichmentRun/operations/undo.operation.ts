import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { HashInputs } from '../../../core/record/record-item';
import { undoRun } from '../../../core/run/undo';
import { matchInputPreset } from '../../../core/stages/enrich/enrich-presets';
import { matchHashInputs } from '../../../core/stages/enrich/plan-look-up';
import { systemClock } from '../../wiring/clock';
import { readFieldNames } from '../../wiring/field-names-parameter';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { fieldNamesParameter } from '../field-names-options';
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
		description: 'Whether to only show what would be restored; nothing is sent to Salesforce',
		displayOptions,
	},
	fieldNamesParameter(displayOptions),
];

export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const runId = readRunId.call(this);
	const undone = await store.findRun(runId);
	const report = await undoRun(
		{ client: await salesforceClient.call(this), store, clock: systemClock, newRunId: randomUUID, signal: this.getExecutionCancelSignal() },
		{
			runId,
			isDryRun: this.getNodeParameter('undoDryRun', 0) as boolean,
			executionId: this.getExecutionId(),
			leaseMs,
			matchInputs: undone && presetInputs(undone.sObject),
			fieldNames: readFieldNames(this.getNodeParameter('options', 0, {}) as IDataObject),
		},
	);
	showNotes.call(this, [report.text]);
	return [[asItem(report, 0)]];
}

/** What Enrich hashes unless told otherwise; undo finds out by the stamp itself whether these were the inputs. */
function presetInputs(sObject: string): HashInputs | undefined {
	const hasPreset = ['Lead', 'Contact', 'Account'].includes(sObject);
	return hasPreset ? matchHashInputs(matchInputPreset(sObject)) : undefined;
}
