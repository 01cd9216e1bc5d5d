import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { keyFieldDropdown } from '../key-field-dropdown';
import { writeItems } from '../write-items';

export const description: INodeProperties[] = [
	{
		displayName: 'Unique Key Field',
		name: 'keyField',
		...keyFieldDropdown,
		description:
			'Unique external ID field that keeps a record from being created twice; its value comes from the item, or is made from the values. Empty means Enrichment_Key__c where the object has it; in an org without it, a record whose reply is lost is never sent again.',
		displayOptions: { show: { operation: ['create'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const externalIdField = (this.getNodeParameter('keyField', 0, '') as string).trim() || undefined;
	return await writeItems.call(this, items, { operation: 'create', externalIdField });
}
