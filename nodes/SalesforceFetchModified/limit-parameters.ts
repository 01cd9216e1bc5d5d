import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OrderPreset, SelectionRequest } from '../../core/stages/fetch/selection';
import { selectingOperations } from './selecting-operations';

const ifLimited = { show: { '/returnAll': [false], '/operation': ['get', 'plan'] } };

/** How many records are taken. */
export const limitParameters: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { operation: selectingOperations } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50000,
		description: 'Max number of results to return',
		hint: 'Within a run, what lies beyond the limit of Modified Since the Last Run is left for the next run, which goes on where this one stopped',
		displayOptions: { show: { operation: selectingOperations, returnAll: [false] } },
	},
];

/** The options of Get and Prepare Batches that say which records those are; a count takes none. */
export const limitOptions: INodeProperties[] = [
	{
		displayName: 'Beyond the Limit',
		name: 'beyondLimit',
		type: 'options',
		options: [
			{
				name: 'Stop with an Error',
				value: 'stop',
				description: 'Nothing is taken until the filter is narrowed or the limit raised',
			},
			{ name: 'Take the First', value: 'takeFirst', description: 'The first ones are taken and the rest is reported' },
		],
		default: 'takeFirst',
		description: 'What to do when more records are selected than the limit allows',
		displayOptions: ifLimited,
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
			{
				name: 'What Suits the Selection',
				value: 'auto',
				description: 'First come for changes, scheduled for refreshes, newest for never enriched',
			},
		],
		default: 'auto',
		description: 'What comes first',
		displayOptions: { show: { '/operation': ['get', 'plan'] }, hide: { '/selection': ['ids'] } },
	},
];

/** How many of the selected records are taken, which of them, and what happens to the rest. */
export function readLimit(
	this: IExecuteFunctions,
	options: IDataObject,
): Pick<SelectionRequest, 'order' | 'maxRecords' | 'beyondLimit'> {
	const order = (options.order ?? 'auto') as OrderPreset | 'auto';
	const takesAll = this.getNodeParameter('returnAll', 0, false) === true;
	return {
		...(order !== 'auto' && { order }),
		maxRecords: takesAll ? Infinity : (this.getNodeParameter('limit', 0) as number),
		beyondLimit: options.beyondLimit === 'stop' ? 'stop' : 'take_first',
	};
}
