import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { isSalesforceId } from '../../../core/record/identity';
import { explainRecord } from '../../../core/run/explain';
import { assertHostOf } from '../../../core/run/org-host';
import { systemClock } from '../../wiring/clock';
import { forEachItem } from '../../wiring/failed-items';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
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
		description: 'Salesforce record whose history with the pack is told, by its 15 or 18 character ID',
		displayOptions,
	},
	{
		displayName: 'Runs to Look Through',
		name: 'lastRuns',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 20,
		description: 'How many of the newest runs to look through for the record; those that wrote it are found whatever their age',
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const { org } = await salesforceClient.call(this);
	await assertHostOf(store, org, systemClock());
	const explained = await forEachItem.call(this, items, async (index) => {
		const lastRuns = this.getNodeParameter('lastRuns', index) as number;
		const explanation = await explainRecord(store, { orgId: org.orgId, recordId: readRecordId.call(this, index), lastRuns }, systemClock());
		const link = `${org.instanceUrl}/${explanation.recordId}`;
		const text = explanation.steps.map(({ at, text: sentence }) => `${at} ${sentence}`).join('\n');
		return [asItem({ ...explanation, link, text }, index)];
	});
	return [explained];
}

function readRecordId(this: IExecuteFunctions, index: number): string {
	const recordId = String(this.getNodeParameter('recordId', index)).trim();
	if (isSalesforceId(recordId)) return recordId;
	throw new EnrichmentError('invalid_parameter', `"${recordId}" is not a Salesforce record ID.`, {
		remedy: 'Copy the ID from the address of the record.',
		details: { itemIndex: index },
	});
}
