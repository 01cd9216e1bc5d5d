import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { type RescoreRequest, forecastRescore } from '../../../core/stages/score/forecast/forecast-rescore';
import { runPace } from '../../../core/stages/score/forecast/run-pace';
import { systemClock } from '../../wiring/clock';
import { fieldNamesFor } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToForecast } from '../connection';
import { readWhatIsRead } from '../scorecard-choice';

const displayOptions = { show: { operation: ['forecast'] } };
const longestCondition = 20_000;
const dayMs = 86_400_000;

export const description: INodeProperties[] = [
	{
		displayName: 'Score Again',
		name: 'forecastFor',
		type: 'options',
		options: [
			{ name: 'All Records', value: 'all' },
			{ name: 'Those That Meet a Condition', value: 'condition' },
			{
				name: 'Those Whose Score Is Older Than',
				value: 'older',
				description: 'By the field that Scored At Field names; a record without a time counts as older',
			},
			{ name: 'Those Without a Score', value: 'unscored' },
		],
		default: 'all',
		description: 'Which records are meant; nothing is scored and nothing is written',
		displayOptions,
	},
	{
		displayName: 'Condition',
		name: 'forecastCondition',
		type: 'string',
		default: '',
		placeholder: "e.g. LeadSource = 'Web' AND IsConverted = false",
		description: 'In SOQL, as what stands behind WHERE',
		displayOptions: { show: { ...displayOptions.show, forecastFor: ['condition'] } },
	},
	{
		displayName: 'Days',
		name: 'forecastDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 36525 },
		default: 30,
		description: 'Older than so many days',
		displayOptions: { show: { ...displayOptions.show, forecastFor: ['older'] } },
	},
	{
		displayName: 'Records per Execution',
		name: 'perExecution',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50_000, numberPrecision: 0 },
		default: 2_000,
		description: 'How many records one execution takes on, as in Claim',
		displayOptions,
	},
];

/** One item: records, calls, minutes, and the fields that scoring reads. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const { rules, paths } = await readWhatIsRead.call(this, items, sObject);
	const client = await connectToForecast.call(this);
	const run = (await itemsRunContext(items))?.run;
	const names = fieldNamesFor(run, this.getNodeParameter('options', 0, {}));
	const textOf = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '').trim();
	const scored = {
		scoreField: textOf('scoreField') || names.score,
		scoredAtField: textOf('scoredAtField') || undefined,
	};
	const now = systemClock();
	const forecast = await forecastRescore(client, {
		sObject,
		...scored,
		condition: conditionOf.call(this, scored, now),
		rules,
		paths,
		perExecution: Number(this.getNodeParameter('perExecution', 0)),
		pace: await runPace(await instanceStore(), client.org.orgId, sObject),
		now,
		signal: this.getExecutionCancelSignal(),
	});
	const { sentence, uncounted, fields, ...figures } = forecast;
	const blind = fields.flatMap(({ field, problem }) => (problem ? [`${field} (${problem})`] : []));
	showNotes.call(this, [
		sentence,
		...uncounted.map(({ rule, why }) => `The rule "${rule}" will give no points: ${why}`),
		...(blind.length > 0
			? [`Fields that cannot be read, so that their rules will give no points: ${blind.join(', ')}`]
			: []),
	]);
	const additionalFields = fields.filter(({ problem }) => !problem).map(({ field }) => field);
	const json = { sObject, ...figures, additionalFields, fields, uncounted, text: sentence } as unknown as IDataObject;
	return [[{ json, pairedItem: items.map((_, item) => ({ item })) }]];
}

function conditionOf(
	this: IExecuteFunctions,
	{ scoreField, scoredAtField }: Pick<RescoreRequest, 'scoreField' | 'scoredAtField'>,
	now: Date,
): string | undefined {
	switch (this.getNodeParameter('forecastFor', 0)) {
		case 'unscored':
			return `${scoreField} = null`;
		case 'older':
			if (scoredAtField === undefined)
				throw refusal('Scored At Field is empty, and nothing else tells the age of a score.');
			return `${scoredAtField} = null OR ${scoredAtField} < ${new Date(now.getTime() - Number(this.getNodeParameter('forecastDays', 0)) * dayMs).toISOString()}`;
		case 'condition': {
			const condition = String(this.getNodeParameter('forecastCondition', 0)).trim();
			if (condition === '' || condition.length > longestCondition)
				throw refusal(`Condition must have 1 to ${longestCondition} characters.`);
			return condition;
		}
		default:
			return undefined;
	}
}

function refusal(message: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', message, { remedy: 'Fill it in, or choose other records.' });
}
