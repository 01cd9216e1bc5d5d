import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Scorecard } from '../../core/stages/score/scorecard';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { scorecardFromRows, type ScorecardRow } from '../../core/stages/score/scorecard-rows';

const displayOptions = { show: { operation: ['score'], scorecard: ['rows'] } };

/** A scorecard as rows that a person fills in. */
export const ruleParameters: INodeProperties[] = [
	{
		displayName: 'Scorecard Name',
		name: 'scorecardName',
		type: 'string',
		noDataExpression: true, // one scorecard for all records
		required: true,
		default: 'fit',
		description: 'Names the score in the output and in the history of the field',
		displayOptions,
	},
	{
		displayName: 'Points Every Record Starts With',
		name: 'basePoints',
		type: 'number',
		noDataExpression: true, // one scorecard for all records
		typeOptions: { minValue: -100, maxValue: 100, numberPrecision: 0 },
		default: 20,
		description: 'Rules add to it or take from it; the score stays between 0 and 100',
		displayOptions,
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: {},
		description: 'Each rule that holds for a record gives or takes its points',
		options: [
			{
				displayName: 'Rule',
				name: 'rows',
				values: [
					...fieldTypedOrListed({
						displayName: 'Field',
						name: 'field',
						list: 'getReadableFields',
						isInner: true,
						placeholder: 'e.g. Title, Account.Industry',
						description: 'Field that the rule looks at, which Fetch has to read; parents are named with a dot',
					}),
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'Contains', value: 'contains', description: 'Any of these whole words, separated by commas' },
							{ name: 'Equals', value: 'equals' },
							{
								name: 'Has a Domain Of',
								value: 'matches_domain_kind',
								description: 'An e-mail address or website of a company, or of a free mail provider',
							},
							{ name: 'Is at Least', value: 'at_least' },
							{ name: 'Is Below', value: 'below' },
							{ name: 'Is Empty', value: 'is_blank' },
							{ name: 'Is Not Empty', value: 'is_set' },
							{ name: 'Is One Of', value: 'one_of', description: 'Any of these values, separated by commas' },
						],
						default: 'is_set',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Several are separated by commas; company or freemail for a domain',
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
						displayName: 'Reason',
						name: 'reason',
						type: 'string',
						default: '',
						placeholder: 'e.g. Large enough for us',
						description: 'What people read beside the points; empty means what the rule asks',
					},
				],
			},
		],
		displayOptions,
	},
];

/** The scorecard that the rows make up. */
export function readRules(this: IExecuteFunctions): Scorecard {
	const { rows = [] } = this.getNodeParameter('rules', 0, {}) as { rows?: ScorecardRow[] };
	return scorecardFromRows(
		String(this.getNodeParameter('scorecardName', 0)),
		Number(this.getNodeParameter('basePoints', 0)),
		rows,
	);
}
