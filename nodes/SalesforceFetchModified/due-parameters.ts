import { uniqBy } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Selection } from '../../core/stages/fetch/selection';
import { commaSeparated, minutesAsMs } from '../wiring/parameter-values';
import { selectingOperations } from './selecting-operations';

const displayOptions = { show: { operation: selectingOperations } };
const modified = { show: { ...displayOptions.show, selection: ['modified'] } };
const dueForRefresh = { show: { ...displayOptions.show, selection: ['dueForRefresh'] } };
const hourMs = 3_600_000;

/** Which records are due, and from when on. */
export const dueParameters: INodeProperties[] = [
	{
		displayName: 'Selection',
		name: 'selection',
		type: 'options',
		noDataExpression: true, // other parameters come and go with it
		options: [
			{ name: 'By IDs', value: 'ids', description: 'The records that you list' },
			{
				name: 'Due for Refresh',
				value: 'dueForRefresh',
				description: 'Records whose last enrichment is older than some days, by our own stamps',
			},
			{ name: 'Filter', value: 'filter', description: 'Whatever the filter lets through' },
			{ name: 'Modified Since the Last Run', value: 'modified', description: 'Records that changed since the watermark of the pipeline' },
			{ name: 'Never Enriched', value: 'neverEnriched', description: 'Records on which no enrichment was ever attempted' },
		],
		default: 'modified',
		description: 'Which records are due',
		displayOptions,
	},
	{
		displayName: 'Record IDs',
		name: 'ids',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00Q5e00000AbCdE, 00Q5e00000FgHiJ',
		description: 'IDs of 15 or 18 characters, separated by commas; an expression may give a list, and is read for every item',
		displayOptions: { show: { ...displayOptions.show, selection: ['ids'] } },
	},
	{
		displayName: 'Only Never Enriched',
		name: 'onlyNeverEnriched',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out records on which an enrichment was attempted before',
		displayOptions: modified,
	},
	{
		displayName: 'Refresh After',
		name: 'refreshAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'How many days after the last attempt a record is due again',
		displayOptions: dueForRefresh,
	},
	{
		displayName: 'First Run Looks Back',
		name: 'firstRunHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'How many hours of changes the first run reads; 0 means from the beginning. Later runs go on from the watermark.',
		displayOptions: modified,
	},
];

/** The options of Count, Get and Plan that belong to what is due. */
export const dueOptions: INodeProperties[] = [
	{
		displayName: 'Include Never Enriched',
		name: 'includeNeverEnriched',
		type: 'boolean',
		default: true,
		description: 'Whether Due for Refresh takes records without any attempt too; they come first',
	},
	{
		displayName: 'Include Parent Changes',
		name: 'includeParentChanges',
		type: 'boolean',
		default: false,
		description: 'Whether contacts whose account changed are due as well, for Modified Since the Last Run; costs at least one call',
	},
	{
		displayName: 'Include Unscored',
		name: 'includeUnscored',
		type: 'boolean',
		default: false,
		description: 'Whether Due for Refresh takes records whose score is empty, whatever their age, so that clearing a score asks for a new one',
	},
	{
		displayName: 'Lookback',
		name: 'lookbackMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'How many minutes before the watermark are read again, because Salesforce shows some commits late',
	},
	{
		displayName: 'Retry After',
		name: 'retryAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'How many days after an attempt without a match Due for Refresh tries again; a changed reference file makes such records due at once',
	},
	{
		displayName: 'Retry Failed After',
		name: 'retryFailedAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'How many days after an attempt that failed or was refused Due for Refresh tries again; 0.5 is half a day',
	},
	{
		displayName: 'Settle Time',
		name: 'settleMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 2,
		description: 'How many minutes a window stays behind the clock of Salesforce, so that it is complete when it is read',
	},
	{
		displayName: 'Use Latest Date Covered',
		name: 'useLatestDateCovered',
		type: 'boolean',
		default: true,
		description: 'Whether to ask Salesforce up to which moment its changes are complete, at the price of one call',
	},
];

/** Which records the parameters call due; `serverNow` is Salesforce's clock, from which the first run looks back. */
export function readSelection(this: IExecuteFunctions, items: readonly INodeExecutionData[], options: IDataObject, serverNow: Date): Selection {
	switch (this.getNodeParameter('selection', 0, 'modified')) {
		case 'ids':
			return { kind: 'ids', ids: readIds.call(this, items) };
		case 'neverEnriched':
			return { kind: 'never_enriched' };
		case 'filter':
			return { kind: 'filter' };
		case 'dueForRefresh':
			return {
				kind: 'due_for_refresh',
				refreshAfterDays: this.getNodeParameter('refreshAfterDays', 0, 7) as number,
				retryAfterDays: Number(options.retryAfterDays ?? 30),
				retryFailedAfterDays: Number(options.retryFailedAfterDays ?? 7),
				includeNeverEnriched: options.includeNeverEnriched !== false,
				includeUnscored: options.includeUnscored === true,
			};
		default:
			return readModified.call(this, options, serverNow);
	}
}

function readModified(this: IExecuteFunctions, options: IDataObject, serverNow: Date): Selection {
	const firstRunHours = this.getNodeParameter('firstRunHours', 0, 1) as number;
	return {
		kind: 'modified',
		onlyNeverEnriched: this.getNodeParameter('onlyNeverEnriched', 0, false) as boolean,
		includeParentChanges: options.includeParentChanges === true,
		window: {
			initialFrom: firstRunHours > 0 ? new Date(serverNow.getTime() - firstRunHours * hourMs) : undefined,
			lookbackMs: minutesAsMs(options.lookbackMinutes ?? 10),
			settleMs: minutesAsMs(options.settleMinutes ?? 2),
		},
		useLatestDateCovered: options.useLatestDateCovered !== false,
	};
}

/** Of all items together, each once; the same list for every item is read as one. */
function readIds(this: IExecuteFunctions, items: readonly INodeExecutionData[]): string[] {
	const lists = uniqBy(items.map((_, index) => this.getNodeParameter('ids', index, '') as unknown), String);
	return [...new Set(lists.flatMap(idList))];
}

function idList(value: unknown): string[] {
	return Array.isArray(value) ? value.map((id) => String(id).trim()) : commaSeparated(String(value ?? ''));
}
