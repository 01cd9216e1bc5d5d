import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { FilterOperator, FilterRow } from '../../core/stages/fetch/filter-row';
import type { PresetFilter, SelectionFilter } from '../../core/stages/fetch/selection';
import { fieldParameter } from '../wiring/lists/field-parameter';
import { commaSeparated } from '../wiring/parameter-values';
import { operatorNames } from './methods/filter-operators';
import { selectingOperations } from './selecting-operations';
import { shownWhere } from './shown-where';

/** What is listed by its Id takes no filter. */
const unlessListed = { hide: { '/selection': ['ids'] } };
const displayOptions = { show: { operation: selectingOperations }, hide: { selection: ['ids'] } };

/** A list that depends on the field of its row. */
function listedFor(loadOptionsMethod: string): Pick<INodeProperties, 'typeOptions'> {
	return {
		typeOptions: { loadOptionsMethod, loadOptionsDependsOn: ['authentication', 'sObject', 'otherSObject', '&field'] },
	};
}

/** The operators that go with values from a list. */
const choosing: FilterOperator[] = ['equals', 'excludes', 'in', 'includes', 'notEquals', 'notIn'];

const filterLogic = {
	displayName: 'Filter Logic',
	name: 'filterLogic',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1 AND (2 OR NOT 3)',
	description: 'How the filters are joined, by their numbers; empty means that all of them hold',
} as const satisfies Partial<INodeProperties>;

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
					fieldParameter({
						displayName: 'Field',
						name: 'field',
						list: 'getFilterFields',
						description: "Field of the object or of a parent. A parent's is named with a dot, e.g. Account.Name",
					}),
					{
						displayName: 'Operator',
						name: 'operator',
						...listedFor('getFilterOperators'),
						type: 'options',
						options: operatorNames,
						default: 'equals',
						description: 'Which ones a field takes depends on its type; others are refused before anything is read',
					},
					{
						displayName: 'Choices',
						name: 'choices',
						...listedFor('getFilterChoices'),
						type: 'multiOptions',
						default: [],
						description:
							'Values of a picklist, owners or record types to choose from. They hold instead of the value below.',
						displayOptions: { show: { operator: choosing } },
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Several values are separated by commas; days as 2026-11-21',
						displayOptions: { hide: { operator: ['isEmpty', 'isNotEmpty'] } },
					},
				],
			},
		],
		displayOptions,
	},
	{
		...filterLogic,
		displayOptions: { show: { ...displayOptions.show, '@version': [1, 2] }, hide: displayOptions.hide },
	},
	...shownWhere(
		{
			...filterLogic,
			displayOptions: {
				show: { ...displayOptions.show, '@version': [{ _cnd: { gte: 3 } }] },
				hide: displayOptions.hide,
			},
		},
		{
			'/filters.rows[1]': [{ _cnd: { exists: true } }],
		},
	),
];

/** The options of Count, Get and Plan that are conditions too. */
export const filterOptions: INodeProperties[] = [
	fieldParameter({
		displayName: 'Candidate Field',
		name: 'candidateField',
		list: 'getCheckboxFields',
		description: 'A checkbox; only records on which it is ticked are taken',
		displayOptions: unlessListed,
	}),
	{
		displayName: 'Condition (SOQL)',
		name: 'rawWhere',
		type: 'string',
		default: '',
		placeholder: "e.g. AnnualRevenue > 1000000 AND Country = 'DE'",
		description: 'A further condition, written as behind WHERE',
		displayOptions: unlessListed,
	},
	{
		displayName: 'Filter Currency',
		name: 'filterCurrency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		description:
			"ISO code of the amounts in the filters, in an org with several currencies; empty means the org's corporate currency. A value may name its own: USD5000.",
		displayOptions: unlessListed,
	},
	{
		displayName: 'List View ID',
		name: 'listView',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00B5e00000AbCdE',
		description:
			'ID of a list of the object in Salesforce, from its address behind filterName=; what it shows is taken, for one API call more',
		displayOptions: unlessListed,
	},
	{
		displayName: 'Preset Filter',
		name: 'presetFilter',
		type: 'options',
		options: [
			{ name: 'Errored', value: 'errored', description: 'The last attempt failed or was rejected' },
			{ name: 'Never Sent', value: 'never_sent', description: 'No attempt has been made' },
			{ name: 'None', value: '' },
			{
				name: 'Sent Without Match',
				value: 'sent_without_match',
				description: 'The last attempt found nothing good enough',
			},
		],
		default: '',
		description: 'A filter by what the last attempt left on the record',
		displayOptions: unlessListed,
	},
];

/** The conditions that the parameters describe. */
export function readFilter(this: IExecuteFunctions, options: IDataObject): SelectionFilter {
	const { rows = [] } = this.getNodeParameter('filters', 0, {}) as { rows?: SavedRow[] };
	const candidateField = String(options.candidateField ?? '').trim();
	return {
		rows: rows.map(readRow),
		logic: this.getNodeParameter('filterLogic', 0, '') as string,
		rawWhere: String(options.rawWhere ?? ''),
		...(options.listView ? { listView: String(options.listView) } : {}),
		...(options.filterCurrency ? { currency: String(options.filterCurrency) } : {}),
		...(options.presetFilter ? { preset: options.presetFilter as PresetFilter } : {}),
		...(candidateField !== '' && { candidateField }),
	};
}

/** As n8n saves it; `choices` is absent in workflows of before. */
interface SavedRow extends FilterRow {
	readonly choices?: unknown;
}

/** What is chosen goes before what is typed; one field equals one of several values when it is among them. */
function readRow({ field, operator, value, choices }: SavedRow): FilterRow {
	// A chosen value may have a comma in it; in an expression commas separate several.
	const given = Array.isArray(choices) ? choices.map(String) : commaSeparated(String(choices ?? ''));
	const chosen = choosing.includes(operator) ? given : [];
	if (chosen.length === 0) return { field: field.trim(), operator, value };
	if (chosen.length === 1)
		return {
			field: field.trim(),
			operator,
			value: operator === 'equals' || operator === 'notEquals' ? chosen[0] : chosen,
		};
	return { field: field.trim(), operator: severalOf[operator] ?? operator, value: chosen };
}

const severalOf: Partial<Record<FilterOperator, FilterOperator>> = { equals: 'in', notEquals: 'notIn' };
