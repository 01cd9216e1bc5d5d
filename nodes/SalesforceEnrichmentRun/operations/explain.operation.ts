import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { isSalesforceId } from '../../../core/record/identity';
import { explainRecord, type RecordExplanation } from '../../../core/run/explain';
import { explainedRows, explainedSentence } from '../../../core/run/explain-rows';
import { assertHostOf } from '../../../core/run/org-host';
import { systemClock } from '../../wiring/clock';
import { forEachItem } from '../../wiring/failed-items';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';

const displayOptions = { show: { resource: ['run'], operation: ['explain'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 00Q5g00000ABCDEFGH',
		description:
			'Salesforce record whose story is told, by its 15 or 18 character ID or its address in Salesforce; an expression decides for each item',
		displayOptions,
	},
	{
		displayName: 'Look Through Last (Runs)',
		name: 'lastRuns',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 20,
		description:
			'How many of the newest runs to look through for the record; those that wrote it are found whatever their age',
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const { org } = await salesforceClient.call(this);
	await assertHostOf(store, org, systemClock());
	const explained = await forEachItem.call(this, items, async (index) => {
		const lastRuns = this.getNodeParameter('lastRuns', index) as number;
		const explanation = await explainRecord(
			store,
			{ orgId: org.orgId, recordId: readRecordId.call(this, index), lastRuns },
			systemClock(),
		);
		showNotes.call(this, [explainedSentence(explanation)]);
		if (this.getNode().typeVersion >= 2)
			return explainedRows(explanation, org.instanceUrl).map((row) => asItem(row, index));
		return [asItem(nested(explanation, org.instanceUrl), index)];
	});
	return [explained];
}

/** The one item per record of version 1. */
function nested(explanation: RecordExplanation, instanceUrl: string): object {
	const link = `${instanceUrl}/${explanation.recordId}`;
	const steps = explanation.steps.map(({ at, runId, text }) => ({ at, ...(runId !== undefined && { runId }), text }));
	return { ...explanation, steps, link, text: steps.map(({ at, text }) => `${at} ${text}`).join('\n') };
}

function readRecordId(this: IExecuteFunctions, index: number): string {
	const recordId = String(this.getNodeParameter('recordId', index) ?? '').trim();
	// People paste the address of the record's page: …/lightning/r/Lead/00Q…/view, or …/00Q….
	const found = recordId.split(/[/?#=&]+/).findLast((part) => isSalesforceId(part));
	if (found !== undefined) return found;
	throw new EnrichmentError(
		'invalid_parameter',
		recordId === '' ? 'Record ID is empty.' : `"${recordId}" is not a Salesforce record ID.`,
		{
			remedy: 'Copy the ID from the address of the record.',
			details: { itemIndex: index },
		},
	);
}
