import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OrderPreset, SelectionRequest } from '../../core/stages/fetch/selection';
import { selectingOperations } from './selecting-operations';

/** How many records are taken. */
export const limitParameters: INodeProperties[] = [
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50000,
		description: 'Max number of results to return',
		hint: 'Within a run, what lies beyond the limit of modified records is left for the next run, which goes on where this one stopped',
		displayOptions: { show: { operation: selectingOperations } },
	},
];

/** The options of Count, Get and Plan that say which records those are. */
export const limitOptions: INodeProperties[] = [
	{
		displayName: 'Beyond the Limit',
		name: 'beyondLimit',
		type: 'options',
		options: [
			{ name: 'Stop with an Error', value: 'stop', description: 'Nothing is taken until the filter is narrowed or the limit raised' },
			{ name: 'Take the First', value: 'takeFirst', description: 'The first ones are taken and the rest is reported' },
		],
		default: 'takeFirst',
		description: 'What to do when more records are selected than the limit allows',
	},
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{ name: 'First Come, First Served', value: 'first_come', description: 'The oldest change first' },
			{ name: 'Newest Created First', value: 'newest_created', description: 'New records before old ones' },
			{
				name: 'Scheduled',
				value: 'scheduled',
				description: 'Without an attempt first, newest created first, then the oldest attempt first',
			},
			{ name: 'What Suits the Selection', value: 'auto', description: 'First come for changes, scheduled for refreshes, newest for never enriched' },
		],
		default: 'auto',
		description: 'What comes first',
	},
];

/** How many of the selected records are taken, which of them, and what happens to the rest. */
export function readLimit(this: IExecuteFunctions, options: IDataObject): Pick<SelectionRequest, 'order' | 'maxRecords' | 'beyondLimit'> {
	const order = (options.order ?? 'auto') as OrderPreset | 'auto';
	return {
		...(order !== 'auto' && { order }),
		maxRecords: this.getNodeParameter('limit', 0) as number,
		beyondLimit: options.beyondLimit === 'stop' ? 'stop' : 'take_first',
	};
}
