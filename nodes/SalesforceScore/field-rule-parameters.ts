import type { INodeProperties } from 'n8n-workflow';
import { scoreOperators } from '../../core/stages/score/scorecard';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { operatorChoices } from './operator-choices';

const operators: INodeProperties = {
	displayName: 'Operator',
	name: 'operator',
	type: 'options',
	options: operatorChoices(scoreOperators),
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
