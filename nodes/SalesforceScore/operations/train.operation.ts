import { attempt, isError } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { tableOf } from '../../../core/stages/score/predictive/data/table';
import { usualTimeField } from '../../../core/stages/score/predictive/data/time-field';
import { paceOf } from '../../../core/stages/score/predictive/pace';
import { trainModel } from '../../../core/stages/score/predictive/train/train-model';
import { shippedFieldNames } from '../../../core/record/fields';
import { systemClock } from '../../wiring/clock';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { keepModel, listFrom, orgOfItems } from '../kept-models';
import { trainingNotes } from '../model-notes';

/** Fields that Salesforce changes whenever anything happens to a record. */
const writtenByTheSystem = [
	'SystemModstamp',
	'LastModifiedDate',
	'LastModifiedById',
	'LastViewedDate',
	'LastReferencedDate',
];

const displayOptions = { show: { operation: ['train'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Model Name',
		name: 'modelName',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: 'conversion',
		description: 'Names the model in the store, and its scores on the records',
		displayOptions,
	},
	{
		displayName: 'Outcome Field',
		name: 'outcomeField',
		type: 'string',
		required: true,
		default: 'IsConverted',
		placeholder: 'e.g. IsConverted, IsWon, StageName',
		description: 'Field that says how it ended; records that are not decided yet are left out',
		displayOptions,
	},
	{
		displayName: 'Time Field',
		name: 'timeField',
		type: 'string',
		default: '',
		placeholder: 'e.g. CreatedDate',
		description:
			'When the score would have been needed: ages count up to it, and the newest 30% of the records are the test. Empty means CreatedDate or another date that is named so.',
		displayOptions,
	},
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Boosted Trees', value: 'trees', description: 'Finds what fields say together; slower to explain' },
			{
				name: 'Scorecard',
				value: 'scorecard',
				description: 'Points for each field that add up; steadier when times change',
			},
		],
		default: 'scorecard',
		displayOptions,
	},
	{
		displayName: 'Learnt From',
		name: 'basis',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Accounts', value: 'account', description: 'Scores Leads, Contacts and Accounts' },
			{ name: 'People', value: 'lead', description: 'Scores Leads and Contacts only' },
		],
		default: 'lead',
		displayOptions,
	},
	{
		displayName: 'Keep in the Store',
		name: 'isKept',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: 'Whether the model is kept for Score, Evaluate and Compare, for the org that the records come from',
		displayOptions,
	},
	{
		displayName: 'Training Options',
		name: 'trainingOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Fields Not to Learn From',
				name: 'skip',
				type: 'string',
				default: '',
				description: 'Separated by commas',
			},
			{
				displayName: 'Fields to Keep Although They Look Like Leaks',
				name: 'keep',
				type: 'string',
				default: '',
				description:
					'Separated by commas; a leak is known only after the outcome, so that the model fails on new records',
			},
			{
				displayName: 'Labels',
				name: 'labels',
				type: 'json',
				default: '{}',
				description: 'What people call the fields, by API name; reasons are written in these words',
			},
			{
				displayName: 'Learn From Too Few Records',
				name: 'isForced',
				type: 'boolean',
				default: false,
				description: 'Whether a model is learnt from fewer than 1,000 records or 120 wins',
			},
			{
				displayName: 'No F',
				name: 'noF',
				type: 'boolean',
				default: false,
				description: 'Whether D is the lowest rank',
			},
			{
				displayName: 'Rank Cuts',
				name: 'rankPolicy',
				type: 'options',
				options: [
					{ name: 'MadKudu (90, 75, 50, 25)', value: 'madkudu' },
					{ name: 'Shares (10, 20, 30, 25, 15%)', value: 'shares' },
				],
				default: 'shares',
			},
			{
				displayName: 'Rank Margin',
				name: 'rankMargin',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 50 },
				default: 2,
				description: 'Points by which a score must leave the band of its rank before the rank changes',
			},
			{ displayName: 'Seed', name: 'seed', type: 'number', default: 42, description: 'Same seed, same model' },
			{
				displayName: 'Test on Records of Chance',
				name: 'isRandomTest',
				type: 'boolean',
				default: false,
				description: 'Whether the test records are drawn by chance although times are known',
			},
			{
				displayName: 'Version',
				name: 'version',
				type: 'string',
				default: '',
				description: 'Empty means the moment of training',
			},
			{
				displayName: 'Winning Values',
				name: 'wins',
				type: 'string',
				default: '',
				placeholder: 'e.g. Closed Won',
				description: 'Values of the outcome that mean won, separated by commas; empty where they speak for themselves',
			},
		],
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const now = systemClock();
	const options = this.getNodeParameter('trainingOptions', 0, {}) as IDataObject;
	const table = await tableOf(recordsOf(items));
	const skip = listFrom(options.skip);
	const given = String(this.getNodeParameter('timeField', 0)).trim();
	const found = given || usualTimeField(table);
	const wins = listFrom(options.wins);
	const { model } = await trainModel(
		table,
		{
			name: String(this.getNodeParameter('modelName', 0)).trim(),
			version: String(options.version ?? '').trim() || now.toISOString(),
			kind: this.getNodeParameter('kind', 0) as 'scorecard' | 'trees',
			basis: this.getNodeParameter('basis', 0) as 'lead' | 'account',
			outcome: String(this.getNodeParameter('outcomeField', 0)).trim(),
			...(wins.length > 0 && { wins }),
			...(found && (given || !skip.includes(found)) && { time: found }),
			isRandomTest: options.isRandomTest === true,
			skip: [...skip, ...writtenByTheSystem, ...Object.values(shippedFieldNames)],
			keep: listFrom(options.keep),
			labels: labelsFrom(options.labels),
			isForced: options.isForced === true,
			rankPolicy: (options.rankPolicy as 'shares' | 'madkudu' | undefined) ?? 'shares',
			hasF: options.noF !== true,
			rankMargin: Number(options.rankMargin ?? 2),
			seed: Number(options.seed ?? 42),
			now,
		},
		paceOf(undefined, this.getExecutionCancelSignal()),
	);
	const isKept = this.getNodeParameter('isKept', 0) === true;
	if (isKept) await keepModel.call(this, orgOfItems(items), model, now);
	showNotes.call(this, trainingNotes(model));
	const { name, version, id, training } = model;
	return [[asItem({ name, version, id, isKept, ...training, model }, 0)]];
}

function labelsFrom(json: unknown): Record<string, string> {
	const parsed: unknown = typeof json === 'string' && json.trim() !== '' ? parsedJson(json) : (json ?? {});
	if (typeof parsed !== 'object' || parsed === null) return {};
	return Object.fromEntries(
		Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}

function parsedJson(json: string): unknown {
	const parsed: unknown = attempt(() => JSON.parse(json) as unknown);
	if (!isError(parsed)) return parsed;
	throw new EnrichmentError('invalid_parameter', 'The labels are no JSON.', {
		remedy: 'Write them as {"NumberOfEmployees": "Employees"}.',
	});
}
