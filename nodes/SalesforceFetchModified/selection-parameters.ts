import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { FilterRow } from '../../core/stages/fetch/filter-row';
import type { OrderPreset, PresetFilter, Selection, SelectionFilter, SelectionRequest } from '../../core/stages/fetch/selection';
import { commaSeparated, minutesAsMs } from '../wiring/parameter-values';
import { readSObject } from '../wiring/object-parameter';
import { readReading } from './reading-parameters';

const displayOptions = { show: { operation: ['count', 'get', 'plan'] } };
const modified = { show: { ...displayOptions.show, selection: ['modified'] } };
const dueForRefresh = { show: { ...displayOptions.show, selection: ['dueForRefresh'] } };
const filtered = { ...displayOptions, hide: { selection: ['ids'] } };
const hourMs = 3_600_000;

/** What is selected, in which order and how much of it. */
export const selectionParameters: INodeProperties[] = [
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
		description: 'IDs of 15 or 18 characters, separated by commas; an expression may give a list',
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
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Filter',
		default: {},
		description: 'Conditions on fields; rows are numbered from 1 on in this order',
		options: [
			{
				displayName: 'Filter',
				name: 'rows',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. Industry, Account.Name',
						description: 'API name of the field; parents are named with a dot',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'Contains', value: 'contains' },
							{ name: 'Does Not Contain', value: 'notContains' },
							{ name: 'Does Not Equal', value: 'notEquals' },
							{ name: 'Ends With', value: 'endsWith' },
							{ name: 'Equals', value: 'equals' },
							{ name: 'Excludes (Multi-Select)', value: 'excludes' },
							{ name: 'Greater or Equal', value: 'greaterOrEqual' },
							{ name: 'Greater Than', value: 'greater' },
							{ name: 'Includes (Multi-Select)', value: 'includes' },
							{ name: 'Is Empty', value: 'isEmpty' },
							{ name: 'Is Not Empty', value: 'isNotEmpty' },
							{ name: 'Is Not One Of', value: 'notIn' },
							{ name: 'Is One Of', value: 'in' },
							{ name: 'Last N Days', value: 'lastNDays' },
							{ name: 'Less or Equal', value: 'lessOrEqual' },
							{ name: 'Less Than', value: 'less' },
							{ name: 'Next N Days', value: 'nextNDays' },
							{ name: 'Older Than N Days', value: 'olderThanNDays' },
							{ name: 'Starts With', value: 'startsWith' },
						],
						default: 'equals',
						description: 'Which ones a field takes depends on its type; others are refused before anything is read',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Several values are separated by commas; days as 2026-11-21; empty for Is Empty and Is Not Empty',
					},
				],
			},
		],
		displayOptions: filtered,
	},
	{
		displayName: 'Filter Logic',
		name: 'filterLogic',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1 AND (2 OR NOT 3)',
		description: 'How the filters are joined, by their numbers; empty means that all of them hold',
		displayOptions: filtered,
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50000,
		description: 'Max number of results to return',
		hint: 'Of modified records, what lies beyond the limit is left for the next run, which goes on where this one stopped',
		displayOptions,
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

/** The options of Count, Get and Plan that belong to the selection. */
export const selectionOptions: INodeProperties[] = [
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
		displayName: 'Candidate Field',
		name: 'candidateField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Enrichment_Candidate__c',
		description: 'A checkbox; only records on which it is ticked are taken',
	},
	{
		displayName: 'Condition (SOQL)',
		name: 'rawWhere',
		type: 'string',
		default: '',
		placeholder: "e.g. AnnualRevenue > 1000000 AND Country = 'DE'",
		description: 'A further condition, written as behind WHERE',
	},
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
	{
		displayName: 'Preset Filter',
		name: 'presetFilter',
		type: 'options',
		options: [
			{ name: 'Errored', value: 'errored', description: 'The last attempt failed or was rejected' },
			{ name: 'Never Sent', value: 'never_sent', description: 'No attempt has been made' },
			{ name: 'None', value: '' },
			{ name: 'Sent Without Match', value: 'sent_without_match', description: 'The last attempt found nothing good enough' },
		],
		default: '',
		description: 'A filter by what the last attempt left on the record',
	},
	{
		displayName: 'Retry After',
		name: 'retryAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'How many days after an attempt without a match or with an error Due for Refresh tries again',
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

/** The request that the parameters describe; `serverNow` is Salesforce's clock, from which the first run looks back. */
export function readSelectionRequest(this: IExecuteFunctions, items: readonly INodeExecutionData[], serverNow: Date): SelectionRequest {
	const options = this.getNodeParameter('options', 0, {});
	const sObject = readSObject.call(this, items);
	const order = (options.order ?? 'auto') as OrderPreset | 'auto';
	const selection = readSelection.call(this, options, serverNow);
	return {
		...readReading.call(this, sObject),
		selection,
		filter: selection.kind === 'ids' ? undefined : readFilter.call(this, options),
		...(order !== 'auto' && { order }),
		maxRecords: this.getNodeParameter('limit', 0) as number,
		beyondLimit: options.beyondLimit === 'stop' ? 'stop' : 'take_first',
	};
}

function readSelection(this: IExecuteFunctions, options: IDataObject, serverNow: Date): Selection {
	switch (this.getNodeParameter('selection', 0, 'modified')) {
		case 'ids':
			return { kind: 'ids', ids: idList(this.getNodeParameter('ids', 0, '')) };
		case 'neverEnriched':
			return { kind: 'never_enriched' };
		case 'filter':
			return { kind: 'filter' };
		case 'dueForRefresh':
			return {
				kind: 'due_for_refresh',
				refreshAfterDays: this.getNodeParameter('refreshAfterDays', 0, 7) as number,
				retryAfterDays: Number(options.retryAfterDays ?? 30),
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

function readFilter(this: IExecuteFunctions, options: IDataObject): SelectionFilter {
	const { rows = [] } = this.getNodeParameter('filters', 0, {}) as { rows?: FilterRow[] };
	const candidateField = String(options.candidateField ?? '').trim();
	return {
		rows: rows.map((row) => ({ ...row, field: row.field.trim() })),
		logic: this.getNodeParameter('filterLogic', 0, '') as string,
		rawWhere: String(options.rawWhere ?? ''),
		...(options.presetFilter ? { preset: options.presetFilter as PresetFilter } : {}),
		...(candidateField !== '' && { candidateField }),
	};
}

function idList(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : commaSeparated(String(value));
}
