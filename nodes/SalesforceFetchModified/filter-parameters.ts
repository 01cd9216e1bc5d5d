import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { FilterRow } from '../../core/stages/fetch/filter-row';
import type { PresetFilter, SelectionFilter } from '../../core/stages/fetch/selection';
import { selectingOperations } from './selecting-operations';

const displayOptions = { show: { operation: selectingOperations }, hide: { selection: ['ids'] } };

/** The conditions that records meet, whatever the selection. */
export const filterParameters: INodeProperties[] = [
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
		displayOptions,
	},
	{
		displayName: 'Filter Logic',
		name: 'filterLogic',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1 AND (2 OR NOT 3)',
		description: 'How the filters are joined, by their numbers; empty means that all of them hold',
		displayOptions,
	},
];

/** The options of Count, Get and Plan that are conditions too. */
export const filterOptions: INodeProperties[] = [
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
		displayName: 'Filter Currency',
		name: 'filterCurrency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		description: "ISO code of the amounts in the filters, in an org with several currencies; empty means the org's corporate currency. A value may name its own: USD5000.",
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
];

/** The conditions that the parameters describe. */
export function readFilter(this: IExecuteFunctions, options: IDataObject): SelectionFilter {
	const { rows = [] } = this.getNodeParameter('filters', 0, {}) as { rows?: FilterRow[] };
	const candidateField = String(options.candidateField ?? '').trim();
	return {
		rows: rows.map((row) => ({ ...row, field: row.field.trim() })),
		logic: this.getNodeParameter('filterLogic', 0, '') as string,
		rawWhere: String(options.rawWhere ?? ''),
		...(options.filterCurrency ? { currency: String(options.filterCurrency) } : {}),
		...(options.presetFilter ? { preset: options.presetFilter as PresetFilter } : {}),
		...(candidateField !== '' && { candidateField }),
	};
}
