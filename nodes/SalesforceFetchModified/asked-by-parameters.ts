import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { isOutcome } from '../../core/record/outcome';
import { toUserId } from '../../core/stages/fetch/asked-by';
import type { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { Selection, SelectionRequest } from '../../core/stages/fetch/selection';
import { asItem } from '../wiring/record-items';
import { enrichmentOf } from '../wiring/run-context';

const ifListed = { show: { '/selection': ['ids'] } };
const defaultMostPerDay = 500;

/** The options of Get that say for whom listed records are read. */
export const askedByOptions: INodeProperties[] = [
	{
		displayName: 'List the Left Out',
		name: 'listLeftOut',
		type: 'boolean',
		default: false,
		description:
			'Whether the second output has an item for each listed record that is not worked on, with its outcome and why',
		displayOptions: ifListed,
	},
	{
		displayName: 'Most per User and Day',
		name: 'mostPerUser',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: defaultMostPerDay,
		description:
			'How many records one user of On Behalf Of may have enriched on a day (UTC), by all workflows together',
		displayOptions: ifListed,
	},
	{
		displayName: 'On Behalf Of (User ID)',
		name: 'onBehalfOf',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0055e000001AbCdEAF',
		description:
			'ID of the Salesforce user who asks for the records: those that this user may not edit are left out before anything is paid for. Needs a run.',
		displayOptions: ifListed,
	},
];

/** For whom the listed records are read; nothing where the connected user asks. */
export function readAskedBy(
	{ onBehalfOf, mostPerUser }: IDataObject,
	{ kind }: Selection,
): Pick<SelectionRequest, 'onBehalfOf'> {
	const userId = String(onBehalfOf ?? '').trim();
	if (kind !== 'ids' || userId === '') return {};
	const mostPerDay = Number(mostPerUser ?? defaultMostPerDay);
	if (Number.isInteger(mostPerDay) && mostPerDay > 0) return { onBehalfOf: { userId: toUserId(userId), mostPerDay } };
	throw new EnrichmentError('invalid_parameter', 'Most per User and Day is no whole number above zero.', {
		remedy: 'Say how many records one user may have enriched on a day, e.g. 500.',
	});
}

/** An item for each listed record that is not given, where the options ask for them. */
export function leftOutItems(
	this: IExecuteFunctions,
	input: INodeExecutionData | undefined,
	{ leftOut }: FetchTally,
): INodeExecutionData[] {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	if (options.listLeftOut !== true) return [];
	return leftOut.map(({ recordId, outcome, message = '' }) =>
		asItem(
			{
				Id: recordId,
				_outcome: outcome,
				_message: message,
				_enrichment: { ...enrichmentOf(input), ...(isOutcome(outcome) && { outcome }), message },
			},
			0,
		),
	);
}
