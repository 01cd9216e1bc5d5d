import type { INodeProperties } from 'n8n-workflow';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';

const operators: INodeProperties = {
	displayName: 'Operator',
	name: 'operator',
	type: 'options',
	options: [
		{ name: 'Contains', value: 'contains', description: 'Any of these whole words, separated by commas' },
		{ name: 'Does Not Contain', value: 'not_contains', description: 'None of these whole words, separated by commas' },
		{ name: 'Ends With', value: 'ends_with', description: 'Any of these, separated by commas' },
		{ name: 'Equals', value: 'equals' },
		{
			name: 'Has a Domain Of',
			value: 'matches_domain_kind',
			description: 'An e-mail address or website of a company, or of a free mail provider',
		},
		{
			name: 'Includes All Of',
			value: 'includes_all',
			description: 'Values of a multi-select picklist, separated by commas',
		},
		{
			name: 'Includes Any Of',
			value: 'includes_any',
			description: 'Values of a multi-select picklist, separated by commas',
		},
		{ name: 'Is Above', value: 'above' },
		{ name: 'Is at Least', value: 'at_least' },
		{ name: 'Is at Most', value: 'at_most' },
		{ name: 'Is at Most so Many Days Ago', value: 'within_days' },
		{ name: 'Is Before the Day', value: 'before' },
		{ name: 'Is Below', value: 'below' },
		{ name: 'Is Between', value: 'between', description: 'The lowest and the highest number, separated by a comma' },
		{ name: 'Is Empty', value: 'is_blank' },
		{ name: 'Is in the Next Days', value: 'in_next_days' },
		{ name: 'Is More than so Many Days Ago', value: 'older_than_days' },
		{ name: 'Is None Of', value: 'none_of', description: 'None of these values, separated by commas' },
		{ name: 'Is Not', value: 'not_equals' },
		{ name: 'Is Not Empty', value: 'is_set' },
		{ name: 'Is on the Day or Later', value: 'since' },
		{ name: 'Is One Of', value: 'one_of', description: 'Any of these values, separated by commas' },
		{ name: 'Starts With', value: 'starts_with', description: 'Any of these, separated by commas' },
	],
	default: 'is_set',
};

const rule: INodeProperties[] = [
	...fieldTypedOrListed({
		displayName: 'Field',
		name: 'field',
		list: 'getReadableFields',
		isInner: true,
		placeholder: 'e.g. Title, Account.Industry',
		description: 'Field that the rule looks at, which Fetch has to read; parents are named with a dot',
	}),
	operators,
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description:
			'Several are separated by commas; company or freemail for a domain; a day such as 2026-11-21; a number of days',
		displayOptions: { hide: { operator: ['is_set', 'is_blank'] } },
	},
	{
		displayName: 'Points',
		name: 'points',
		type: 'number',
		typeOptions: { minValue: -100, maxValue: 100, numberPrecision: 0 },
		default: 10,
		description: 'Whole points, above or below 0',
	},
	{
		displayName: 'Half-Life (Days)',
		name: 'halfLifeDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 36525 },
		default: 0,
		description: 'Days after which half of the points is left; 0 means that they do not fade',
	},
	{
		displayName: 'Fades From',
		name: 'decayFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. CreatedDate',
		description: 'API name of the date that the age counts from; empty means the field itself',
		displayOptions: { hide: { halfLifeDays: [0] } },
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. Large enough for us',
		description: 'What people read beside the points; empty means what the rule asks',
	},
];

/** A collection of rules on fields, one row each. */
export function fieldRulesParameter(name: string, displayName: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: {},
		description: 'Each rule that holds for a record gives or takes its points',
		options: [{ displayName: 'Rule', name: 'rows', values: rule }],
	};
}
