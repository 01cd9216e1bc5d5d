import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { keyFieldDropdown } from '../key-field-dropdown';
import { writeItems } from '../write-items';

export const description: INodeProperties[] = [
	{
		displayName: 'External ID Field',
		name: 'externalIdField',
		...keyFieldDropdown,
		description:
			'Field that Salesforce matches on to decide between update and create; its value comes from the mapping or the item. Empty means Enrichment_Key__c where the object has it.',
		displayOptions: { show: { operation: ['upsert'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const externalIdField = (this.getNodeParameter('externalIdField', 0, '') as string).trim() || undefined;
	return await writeItems.call(this, items, { operation: 'upsert', externalIdField });
}
