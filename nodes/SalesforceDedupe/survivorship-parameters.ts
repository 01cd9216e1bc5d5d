import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
	type FieldRule,
	type MasterRule,
	type SurvivorshipRules,
	usualRules,
} from '../../core/stages/dedupe/survivorship/survivorship-rules';
import { fieldParameter, fieldsParameter, namesIn } from '../wiring/lists/field-parameter';

const displayOptions = { show: { operation: ['planMerges'] } };

/** Which record of a group stays, and with whose values. */
export const survivorshipParameters: INodeProperties[] = [
	{
		displayName: 'Who Stays',
		name: 'masterRules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: {
			rules: usualRules.master.map(({ by }) => ({ by })),
		},
		description:
			'The first rule that tells the records apart decides which one stays; at last the oldest does, and then the lowest ID',
		options: [
			{
				name: 'rules',
				displayName: 'Rules',
				values: [
					{
						displayName: 'Rule',
						name: 'by',
						type: 'options',
						options: [
							{ name: 'Has an Active Owner', value: 'active_owner' },
							{
								name: 'Has This Value',
								value: 'field_value',
								description: 'In a field, several values from the best down',
							},
							{ name: 'Most Fields Filled', value: 'most_complete' },
							{ name: 'Most Recent Activity', value: 'most_recently_active' },
							{ name: 'Most Records Point to It', value: 'most_related' },
							{ name: 'Newest', value: 'newest' },
							{ name: 'Oldest', value: 'oldest' },
							{
								name: 'Was Converted',
								value: 'converted',
								description: 'Of leads; Salesforce does not merge these, but the plan shows them',
							},
						],
						default: 'most_complete',
					},
					fieldParameter({
						displayName: 'Field Name or ID',
						name: 'field',
						list: 'getUpdatableFields',
						description: 'The field whose value decides',
						displayOptions: { show: { by: ['field_value'] } },
					}),
					{
						displayName: 'Values',
						name: 'values',
						type: 'string',
						default: '',
						placeholder: 'e.g. Customer, Prospect',
						description: 'From the best down, with commas between',
						displayOptions: { show: { by: ['field_value'] } },
					},
				],
			},
		],
		displayOptions,
	},
	{
		displayName: 'Whose Value',
		name: 'fieldRules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			'For single fields. All others keep what the record that stays holds, and are filled from the others where it is blank.',
		options: [
			{
				name: 'rules',
				displayName: 'Fields',
				values: [
					fieldParameter({
						displayName: 'Field Name or ID',
						name: 'field',
						list: 'getUpdatableFields',
						description: 'A field of an address speaks for the whole address',
					}),
					{
						displayName: 'Take',
						name: 'take',
						type: 'options',
						options: [
							{
								name: 'All, Joined',
								value: 'join',
								description: 'For multi-select lists and long texts, each entry once',
							},
							{ name: 'By Source', value: 'source', description: 'By who gave it, from the best down' },
							{ name: 'Longest', value: 'longest' },
							{
								name: 'Most Confident',
								value: 'most_confident',
								description: 'A value that a person typed counts more than any provider',
							},
							{ name: 'Most Frequent', value: 'most_frequent' },
							{ name: 'Most Restrictive', value: 'most_restrictive', description: 'For checkboxes: ticked wins' },
							{ name: 'Newest', value: 'newest' },
							{ name: 'Of the Record That Stays', value: 'master' },
						],
						default: 'newest',
					},
					{
						displayName: 'Sources',
						name: 'sources',
						type: 'string',
						default: '',
						placeholder: 'e.g. person, zoominfo, apollo',
						description:
							'From the best down, with commas between; person stands for values that the pack did not write',
						displayOptions: { show: { take: ['source'] } },
					},
				],
			},
		],
		displayOptions,
	},
	fieldsParameter({
		displayName: 'Wishes That No Merge Takes Back: Field Names or IDs',
		name: 'consentFields',
		list: 'getCheckboxTargets',
		description:
			'Checkboxes that stay ticked when one record of the group has them ticked. Email Opt Out, Fax Opt Out and Do Not Call always do',
		displayOptions,
	}),
];

/** The rules as the parameters say them. */
export function readSurvivorship(this: IExecuteFunctions): SurvivorshipRules {
	const rows = (name: string) => this.getNodeParameter(`${name}.rules`, 0, []) as IDataObject[];
	const fields = rows('fieldRules').filter(({ field }) => texts(field).length > 0);
	return {
		master: rows('masterRules').map(masterRule),
		fields: Object.fromEntries(fields.map((row) => [texts(row.field)[0], fieldRule(row)])),
		consentFields: namesIn(this.getNodeParameter('consentFields', 0, [])),
	};
}

function masterRule({ by, field, values }: IDataObject): MasterRule {
	if (by === 'field_value') return { by, field: texts(field)[0] ?? '', values: texts(values) };
	return { by } as MasterRule;
}

function fieldRule({ take, sources }: IDataObject): FieldRule {
	return take === 'source' ? { take, sources: texts(sources) } : ({ take } as FieldRule);
}

function texts(value: unknown): string[] {
	return String(value ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
}
