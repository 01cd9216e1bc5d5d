import { DateTime } from 'luxon';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { readField } from '../../core/record/field-path';
import type { MultiSelectMode, OverwritePolicy, RecordItem } from '../../core/record/record-item';
import { type MappingRules, withMappedProposals } from '../../core/stages/write/mapped-proposals';
import { systemClock } from '../wiring/clock';
import { policyOptions } from '../wiring/policy-options';
import { recordsOf } from '../wiring/record-items';
import { autoMappedFields, type Columns } from './mapped-columns';
import { overwritesParameter } from './telling-parameters';

/** Mapped values may be blank on purpose; a provider's never are. */
const mappingPolicies: INodePropertyOptions[] = [
	...policyOptions,
	{
		name: 'Clear If Blank',
		value: 'clear',
		description: 'Overwrite whatever is there; a blank value clears the field',
	},
].sort((a, b) => a.name.localeCompare(b.name));

const mapped = { show: { values: ['mapping'] } };

const writableFieldDropdown = {
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getWritableFieldNames',
		loadOptionsDependsOn: ['authentication', 'sObject', 'otherSObject', 'operation'],
	},
	options: [{ name: 'None', value: '' }],
	default: '',
} as const satisfies Partial<INodeProperties>;

/** What is known before a suggested value arrives. */
const suggestedNotice: INodeProperties = {
	displayName:
		'Which suggested values may replace what Salesforce holds was chosen with each field in Enrich and Score; Fill Blank, unless chosen otherwise, replaces nothing. A dry run lists every change with its policy.',
	name: 'suggestedNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { values: ['proposals'] } },
};

/** Chooses between the proposals of earlier stages and values that are mapped here, and asks for the mapping. */
export const mappingParameters: INodeProperties[] = [
	{
		displayName: 'Values',
		name: 'values',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Mapped Below', value: 'mapping', description: 'Values of the input items, field by field' },
			{
				name: 'Write Suggested Values',
				value: 'proposals',
				description: 'What Enrich and Score suggest, each under the policy that was chosen there',
			},
		],
		default: 'proposals',
		description: 'What is to be written',
	},
	suggestedNotice,
	{
		displayName: 'Fields',
		name: 'columns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		description:
			'Salesforce fields and the values for them; a blank value leaves its field alone, unless its policy is Clear If Blank. A date and time without a time zone is read in that of the workflow; of one with an offset a Date field takes the day that is written.',
		typeOptions: {
			loadOptionsDependsOn: ['sObject', 'otherSObject', 'operation'],
			resourceMapper: {
				resourceMapperMethod: 'getWritableFields',
				mode: 'map',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				supportAutoMap: true,
				hideNoDataError: true, // which of two reasons it is, only the method that lists the fields can tell
			},
		},
		displayOptions: mapped,
	},
	{
		displayName: 'Policy',
		name: 'policy',
		type: 'options',
		options: mappingPolicies,
		default: 'fill_blank',
		description: 'When a value may replace what Salesforce holds',
		displayOptions: mapped,
	},
	{ ...overwritesParameter, displayOptions: mapped },
	{
		displayName: 'Exceptions',
		name: 'exceptions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Exception',
		default: {},
		description: 'Fields with a policy of their own',
		options: [
			{
				name: 'exception',
				displayName: 'Exception',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						...writableFieldDropdown,
						description: 'Field that has a policy of its own; an expression gives its API name',
					},
					{ displayName: 'Policy', name: 'policy', type: 'options', options: mappingPolicies, default: 'always' },
					{
						displayName: 'Multi-Select',
						name: 'multiSelect',
						type: 'options',
						options: [
							{ name: 'Add', value: 'add', description: 'Add the values to those that are there' },
							{ name: 'Remove', value: 'remove', description: 'Take the values away from those that are there' },
							{ name: 'Set', value: 'set', description: 'Replace what is there' },
						],
						default: 'set',
						description: 'What happens to the values of a multi-select picklist',
					},
				],
			},
		],
		displayOptions: mapped,
	},
	{
		displayName: 'Source of the Values',
		name: 'source',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		description: 'Where the mapped values come from; the history of changes keeps it, and policies compare by it',
		options: [
			{
				displayName: 'Confidence (0–1)',
				name: 'confidence',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: 1,
				description: 'How sure the values are; 1 is certain',
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. USD',
				description:
					'ISO code of the currency of mapped amounts, which are converted by the rates of the org; that of each record when empty',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: 'mapping',
				description: 'What the history of changes calls the source',
			},
			{
				displayName: 'Observed At',
				name: 'observedAt',
				type: 'dateTime',
				default: '',
				description:
					'When the values were seen, in the time zone of the workflow unless it names another; now when empty',
			},
		],
		displayOptions: mapped,
	},
];

/** The records to write and the fields that were mapped; without a mapping the items as they are. */
export function readRecords(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): { records: RecordItem[]; mappedFields: string[] } {
	const records = recordsOf(items);
	if (this.getNodeParameter('values', 0, 'proposals') !== 'mapping') return { records, mappedFields: [] };
	const mappedFields = new Set<string>();
	const mappedRecords = records.map((record, index) => {
		const rules = mappingRules.call(this, index);
		const values = mappedValues.call(this, record, index, rules);
		Object.keys(values).forEach((field) => mappedFields.add(field));
		return withMappedProposals(record, values, rules);
	});
	return { records: mappedRecords, mappedFields: [...mappedFields] };
}

/** Read as a whole: reading its `value` would let n8n convert the values before our type check sees them. */
function mappedValues(
	this: IExecuteFunctions,
	record: RecordItem,
	index: number,
	{ exceptions }: MappingRules,
): Record<string, unknown> {
	const columns = this.getNodeParameter('columns', index, {}) as Columns;
	// A field that is only to be cleared has no value to be mapped.
	const cleared = Object.fromEntries(
		exceptions.filter(({ field, policy }) => field !== '' && policy === 'clear').map(({ field }) => [field, null]),
	);
	if (columns.mappingMode !== 'autoMapInputData') return { ...cleared, ...columns.value };
	const values = autoMappedFields(columns).map((field) => [field, readField(record, field)] as const);
	return Object.fromEntries(values.filter(([, each]) => each !== undefined));
}

/** What cannot be read as a moment is kept as it is: it is newer than nothing. */
function momentOf(value: unknown, zone: string): string {
	if (value === undefined || value === null || value === '') return systemClock().toISOString();
	return DateTime.fromISO(String(value), { zone }).toUTC().toISO() ?? String(value);
}

function mappingRules(this: IExecuteFunctions, index: number): MappingRules {
	const source = this.getNodeParameter('source', index, {}) as IDataObject;
	const { exception = [] } = this.getNodeParameter('exceptions', index, {}) as { exception?: IDataObject[] };
	return {
		policy: this.getNodeParameter('policy', index) as OverwritePolicy,
		exceptions: exception.map(({ field, policy, multiSelect }) => ({
			field: String(field ?? '').trim(),
			policy: policy as OverwritePolicy,
			multiSelect: multiSelect as MultiSelectMode,
		})),
		provider: String(source.name || 'mapping'),
		confidence: Number(source.confidence ?? 1),
		currency: String(source.currency ?? '').trim() || undefined,
		observedAt: momentOf(source.observedAt, this.getTimezone()),
	};
}
