import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { HashInputs } from '../../../core/record/record-item';
import { assertHostOf } from '../../../core/run/org-host';
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
		description: 'Whether to only show what would be restored; nothing is sent to Salesforce',
		displayOptions,
	},
	fieldNamesParameter(displayOptions),
];

export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const runId = readRunId.call(this);
	const client = await salesforceClient.call(this);
	await assertHostOf(store, client.org, systemClock());
	const undone = await store.findRun(runId);
	if (undone?.orgId !== client.org.orgId) throw noSuchRun(store, runId);
	const report = await undoRun(
		{ client, store, clock: systemClock, newRunId: randomUUID, signal: this.getExecutionCancelSignal() },
		{
			runId,
			isDryRun: this.getNodeParameter('undoDryRun', 0) as boolean,
			executionId: this.getExecutionId(),
			workflowId: this.getWorkflow().id,
			leaseMs,
			matchInputs: presetInputs(undone.sObject),
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
