import { attempt, isError } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { type Table, tableOf } from '../../../core/stages/score/predictive/data/table';
import { usualTimeField } from '../../../core/stages/score/predictive/data/time-field';
import { trainOrStart } from '../../../core/stages/score/predictive/starter/starter-scorecard';
import type { TrainRequest } from '../../../core/stages/score/predictive/train/train-request';
import { shippedFieldNames } from '../../../core/record/fields';
import { systemClock } from '../../wiring/clock';
import { asItem, recordsOf } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { keepModel, listFrom, orgOfItems } from '../kept-models';
import { leakNotes, trainingNotes } from '../model-notes';
import { nodePace } from '../node-pace';
import { readFromSalesforce } from '../training-data-parameters';

/** Fields that Salesforce changes whenever anything happens to a record. */
const writtenByTheSystem = [
	'SystemModstamp',
	'LastModifiedDate',
	'LastModifiedById',
	'LastViewedDate',
	'LastReferencedDate',
];

const displayOptions = { show: { operation: ['train'] } };
/** Where the pack does not know of itself which fields say what. */
const ofOwnChoice = { show: { operation: ['train'], trainingData: ['items', 'other'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Model Name',
		name: 'modelName',
		type: 'string',
		required: true,
		default: 'conversion',
		description: 'Names the model in the store, and its scores on the records',
		displayOptions,
	},
	{
		displayName: 'Outcome Field',
		name: 'outcomeField',
		type: 'string',
		default: 'IsConverted',
		placeholder: 'e.g. IsConverted, IsWon, StageName',
		description: 'Field that says how it ended; records that are not decided yet are left out',
		displayOptions: ofOwnChoice,
	},
	{
		displayName: 'Time Field',
		name: 'timeField',
		type: 'string',
		default: '',
		placeholder: 'e.g. CreatedDate',
		description:
			'When the score would have been needed: ages count up to it, and the newest 30% of the records are the test. Empty means CreatedDate or another date that is named so.',
		displayOptions: ofOwnChoice,
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
		displayOptions: ofOwnChoice,
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
				displayName: 'Keep the Tested Model',
				name: 'isTestedModelKept',
				type: 'boolean',
				default: false,
				description:
					'Whether the model stays as it was tested; otherwise its weights are learnt again from all records, the test ones too, once the test is over',
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
				description:
					'Whether a model is learnt from fewer than 1,000 records or 120 wins; otherwise a scorecard of rules stands in for it',
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
	const { table, request, sObject, orgId, read } = await prepare.call(this, items, now);
	const learnt = await trainOrStart(table, request, sObject, nodePace.call(this));
	const context = { ...enrichmentOf(items[0]), ...(orgId && { orgId }) };
	const about = { ...read, ...(orgId && { _enrichment: context }) };
	const { name, version } = request;
	if ('starter' in learnt) {
		const { starter } = learnt;
		showNotes.call(this, [starter.warning, ...leakNotes(starter.leaks)]);
		return [[asItem({ name, version, kind: 'hand_scorecard', isKept: false, ...starter, ...about }, 0)]];
	}
	const { model } = learnt.training;
	const isKept = this.getNodeParameter('isKept', 0) === true;
	if (isKept) await keepModel.call(this, orgId ?? orgOfItems(items), model, now);
	showNotes.call(this, trainingNotes(model));
	return [[asItem({ name, version, id: model.id, isKept, ...model.training, ...about, model }, 0)]];
}

interface Prepared {
	readonly table: Table;
	readonly request: TrainRequest;
	readonly sObject: string;
	readonly orgId?: string;
	/** What the item says of how the records were read. */
	readonly read: IDataObject;
}

/** The records, of the input or of Salesforce, and what is asked of them. */
async function prepare(this: IExecuteFunctions, items: INodeExecutionData[], now: Date): Promise<Prepared> {
	const options = this.getNodeParameter('trainingOptions', 0, {}) as IDataObject;
	const wins = listFrom(options.wins);
	const given = String(this.getNodeParameter('timeField', 0, '')).trim();
	const named = String(this.getNodeParameter('outcomeField', 0, '')).trim();
	const ofOrg = await readFromSalesforce.call(this, items, { outcome: named, time: given, wins });
	const table = ofOrg?.table ?? (await tableOf(recordsOf(items)));
	const skip = listFrom(options.skip);
	const found = ofOrg?.time ?? (given || usualTimeField(table));
	const isTimeUsed = found && (ofOrg !== undefined || given !== '' || !skip.includes(found));
	const basis = this.getNodeParameter('basis', 0, 'lead') as 'lead' | 'account';
	const isOwnChoice = ['items', 'other'].includes(String(this.getNodeParameter('trainingData', 0, 'items')));
	const request: TrainRequest = {
		...readTraining(options),
		name: String(this.getNodeParameter('modelName', 0)).trim(),
		version: String(options.version ?? '').trim() || now.toISOString(),
		kind: this.getNodeParameter('kind', 0) as 'scorecard' | 'trees',
		basis: ofOrg && !isOwnChoice ? ofOrg.basis : basis,
		outcome: ofOrg?.outcome ?? named,
		...(wins.length > 0 && { wins }),
		...(isTimeUsed && { time: found }),
		skip: [...skip, ...writtenByTheSystem, ...Object.values(shippedFieldNames)],
		labels: { ...ofOrg?.labels, ...labelsFrom(options.labels) },
		...(ofOrg && { knownLeaks: ofOrg.history.leaks }),
		now,
	};
	const sObject = ofOrg?.sObject ?? enrichmentOf(items[0]).sObject ?? (basis === 'account' ? 'Account' : 'Lead');
	if (!ofOrg) return { table, request, sObject, read: {} };
	const { orgId, calls, history } = ofOrg;
	const read = { calls, hasFieldHistory: history.isKept, valuesTakenBack: history.restored };
	return { table, request, sObject, orgId, read };
}

function readTraining(options: IDataObject) {
	return {
		isRandomTest: options.isRandomTest === true,
		keep: listFrom(options.keep),
		isForced: options.isForced === true,
		isTestedModelKept: options.isTestedModelKept === true,
		rankPolicy: (options.rankPolicy as 'shares' | 'madkudu' | undefined) ?? 'shares',
		hasF: options.noF !== true,
		rankMargin: Number(options.rankMargin ?? 2),
		seed: Number(options.seed ?? 42),
	};
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
