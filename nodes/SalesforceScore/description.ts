import type { INodeProperties } from 'n8n-workflow';
import { objectWords, listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import { connectionParameter } from './connection';
import * as compare from './operations/compare.operation';
import * as evaluate from './operations/evaluate.operation';
import * as forecast from './operations/forecast.operation';
import * as keep from './operations/keep.operation';
import * as score from './operations/score.operation';
import * as train from './operations/train.operation';
import { trainingDataParameters } from './training-data-parameters';

const scorecardWords =
	'({ rows: "rules", json: "JSON", models: "trained models", grid: "fit and engagement", gridJson: "fit and engagement" }[$parameter["scorecard"]] ?? "standard scorecard")';

/** What the node does, in words, under its name on the canvas. */
export const subtitle = `={{ { train: "train model", evaluate: "evaluate model", compare: "compare models", forecast: "forecast a rescore", keep: "keep model" }[$parameter["operation"]] ?? ("score by " + ${scorecardWords} + ${objectWords}) }}`;

/** What only scoring itself asks. */
const scoringOnly = ['skipUnchanged', 'insights', 'isForced'];

/** A forecast is of the same scorecard and fields as the score. */
function alsoForForecast(property: INodeProperties): INodeProperties {
	if (scoringOnly.includes(property.name)) return property;
	const show = { ...property.displayOptions?.show, operation: ['score', 'forecast'] };
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	connectionParameter,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Compare Models',
				value: 'compare',
				action: 'Compare two models on the same records',
				description: 'Show which records would change rank if a challenger took the place of the champion',
			},
			{
				name: 'Evaluate Model',
				value: 'evaluate',
				action: 'Evaluate a model on records whose outcome is known',
				description:
					'Measure how well a model tells won from lost, and whether records have drifted, with a page of plots',
			},
			{
				name: 'Forecast',
				value: 'forecast',
				action: 'Forecast a rescore',
				description:
					'Tell how many records, API calls and minutes it takes to score records again, and what the scorecard will not see',
			},
			{
				name: 'Keep Model',
				value: 'keep',
				action: 'Keep a model in the store',
				description: 'Keep a model that was approved, or that comes from another org, for Score to take it by its name',
			},
			{
				name: 'Score',
				value: 'score',
				action: 'Score records',
				description: 'Score the records from 0 to 100 and rank them from A to F',
			},
			{
				name: 'Train Model',
				value: 'train',
				action: 'Train a model on won and lost records',
				description:
					'Learn from records whose outcome is known; leaves out what was known only afterwards, and says when there is no signal',
			},
		],
		default: 'score',
	},
	...listedRecordObjectParameters('getObjectsOrFromRecords').map((parameter) => ({
		...parameter,
		displayOptions: {
			...parameter.displayOptions,
			show: { ...parameter.displayOptions?.show, operation: ['score', 'forecast'] },
		},
	})),
	...rulesParameters(
		{ operation: ['score', 'forecast'] },
		{
			placeholder: 'e.g. fit',
			description: 'Name of the score in the rule set; empty means the only one that the object has there',
		},
	),
	...score.description.map(alsoForForecast),
	...forecast.description,
	...trainingDataParameters,
	...train.description,
	...evaluate.description,
	...keep.description,
	...compare.description,
];
