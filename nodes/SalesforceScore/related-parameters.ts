import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { relatedOperators } from '../../core/stages/score/scorecard';
import { operatorChoices } from './operator-choices';

const points: INodeProperties[] = [
	{
		displayName: 'Related Object',
		name: 'object',
		type: 'string',
		default: 'Task',
		placeholder: 'e.g. Task, Event, CampaignMember, Opportunity, Case',
		description: 'API name of the object whose records are counted; any that has a look-up to the scored one',
	},
	{
		displayName: 'Points Go To',
		name: 'operator',
		type: 'options',
		options: [
			{ name: 'A Number Below', value: 'below' },
			{ name: 'A Number Of', value: 'equals' },
			{ name: 'A Number of at Least', value: 'at_least' },
			{ name: 'Any of Them', value: 'is_set' },
			{ name: 'Each of Them', value: 'each' },
			{ name: 'None of Them', value: 'is_blank', description: 'Records that have none' },
		],
		default: 'each',
	},
	{
		displayName: 'Number',
		name: 'value',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 1,
		description: 'How many of them it is about',
		displayOptions: { show: { operator: ['at_least', 'below', 'equals'] } },
	},
	{
		displayName: 'Points',
		name: 'points',
		type: 'number',
		typeOptions: { minValue: -100, maxValue: 100, numberPrecision: 0 },
		default: 5,
		description: 'Whole points, above or below 0',
	},
	{
		displayName: 'Most Points',
		name: 'most',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 30,
		description: 'What all of them give or take together at most',
		displayOptions: { show: { operator: ['each'] } },
	},
];

const selection: INodeProperties[] = [
	{
		displayName: 'In the Last Days',
		name: 'lastDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3650 },
		default: 90,
		description: 'Only those of so many days up to now; 0 means all',
	},
	{
		displayName: 'Half-Life (Days)',
		name: 'halfLifeDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 36525 },
		default: 0,
		description: 'Days after which one of them counts half; 0 means that they do not fade',
	},
	{
		displayName: 'Days Count By',
		name: 'date',
		type: 'string',
		default: '',
		placeholder: 'e.g. ActivityDate, CloseDate',
		description: 'API name of their date; empty means when they were created',
	},
	{
		displayName: 'Only Those Whose',
		name: 'conditionField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Status, Campaign.Type',
		description:
			'API name of a field of theirs, or of a parent of theirs; empty means all of them, and JSON takes several conditions',
	},
	{
		displayName: 'Condition',
		name: 'conditionOperator',
		type: 'options',
		options: operatorChoices(relatedOperators),
		default: 'equals',
		displayOptions: { hide: { conditionField: [''] } },
	},
	{
		displayName: 'Condition Value',
		name: 'conditionValue',
		type: 'string',
		default: '',
		placeholder: 'e.g. Completed',
		description: 'What their field is compared with',
		displayOptions: { hide: { conditionField: [''], conditionOperator: ['is_blank', 'is_set'] } },
	},
	{
		displayName: 'Look-Up',
		name: 'by',
		type: 'string',
		default: '',
		placeholder: 'e.g. WhoId',
		description: 'API name of their field that points to the scored record; empty means the usual or only one',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. Talks with us',
		description: 'What people read beside the points; empty means object and number',
	},
];

/** A collection of rules on related records, one row each. */
export function relatedRulesParameter(name: string, displayName: string): INodeProperties {
	const row: INodePropertyCollection = { displayName: 'Rule', name: 'rows', values: [...points, ...selection] };
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule on Related Records',
		default: {},
		description:
			'Points for activities, campaign memberships, opportunities, cases and whatever else points to a record; Salesforce counts them, some 10,000 records a call',
		options: [row],
	};
}
