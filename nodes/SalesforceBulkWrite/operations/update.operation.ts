import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { WriteRequest } from '../../../core/stages/write/write-request';
import { writeItems } from '../write-items';

export const description: INodeProperties[] = [
	{
		displayName: 'Delivery',
		name: 'delivery',
		type: 'options',
		noDataExpression: true, // the records of a run are delivered in one way
		options: [
			{
				name: 'At Finish',
				value: 'at_finish',
				description: 'Keep the rows until Run: Finish sends them all together, in the fewest calls; needs a run',
			},
			{ name: 'Immediate', value: 'immediate', description: 'Write each batch at once' },
		],
		default: 'immediate',
		description: 'When the records are sent to Salesforce',
		displayOptions: { show: { operation: ['update'] } },
	},
];

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const delivery = this.getNodeParameter('delivery', 0, 'immediate') as WriteRequest['delivery'];
	return await writeItems.call(this, items, { operation: 'update', delivery });
}
