import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { gridModel } from '../../../core/stages/score/grid/grid-model';
import { scoreByGrid } from '../../../core/stages/score/grid/score-by-grid';
import { scoreByModels } from '../../../core/stages/score/score-by-models';
import { scoreRecords, type ScoreRequest, unreadFields } from '../../../core/stages/score/score';
import { scorecardModel } from '../../../core/stages/score/scorecard-model';
import { scorecardFields } from '../../../core/stages/score/scorecard';
import { scorecardPreset } from '../../../core/stages/score/scorecard-presets';
import { fieldTypedOrListed } from '../../wiring/field-lists-parameter';
import { fieldNamesFor, fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { connectView } from '../connection';
import { gridParameters, readGrid, readGridFields } from '../grid-parameters';
import { orgOfItems } from '../kept-models';
import { modelParameters, readModelUses } from '../model-parameters';
import { modelScoreNotes } from '../model-notes';
import { ruleParameters } from '../rule-parameters';
import { fieldsOfModels, readScorecard } from '../scorecard-choice';
import { gridNotes, scoreNotes } from '../score-notes';

const displayOptions = { show: { operation: ['score'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Scorecard',
		name: 'scorecard',
		type: 'options',
		options: [
			{
				name: 'Fit and Engagement',
				value: 'grid',
				description: 'Two scorecards in one pass, and the cell of a grid in which they meet, such as A1',
			},
			{
				name: 'Fit and Engagement as JSON',
				value: 'gridJson',
				description: 'The same, written as JSON',
			},
			{ name: 'JSON', value: 'json', description: 'A scorecard of your own, written as JSON' },
			{ name: 'Rules Below', value: 'rows', description: 'A scorecard of your own, a row for each rule' },
			{
				name: 'Standard for the Object',
				value: 'preset',
				description: 'Made by hand from company size, reachability and completeness',
			},
			{
				name: 'Trained Models',
				value: 'models',
				description: 'One or several models that Train has learnt from won and lost records',
			},
		],
		default: 'preset',
		description: 'Rules that give and take points',
		displayOptions,
	},
	...ruleParameters,
	...gridParameters,
	...modelParameters,
	{
		displayName: 'Scorecard JSON',
		name: 'scorecardJson',
		type: 'json',
		typeOptions: { rows: 10 },
		default: JSON.stringify(scorecardPreset('Lead'), undefined, 2),
		description:
			'Name, version, base points, rules and the lowest score of each rank; a change of any of them has every record scored again',
		displayOptions: { show: { ...displayOptions.show, scorecard: ['json'] } },
	},
	...fieldTypedOrListed({
		displayName: 'Score Field',
		name: 'scoreField',
		list: 'getNumberTargets',
		placeholder: 'e.g. Fit_Score__c',
		description:
			'Number field that gets the score; empty means the score field of the pack, by the name it has in the org',
		displayOptions: { ...displayOptions, hide: { scorecard: ['models'] } },
	}),
	...fieldTypedOrListed({
		displayName: 'Rank Field',
		name: 'rankField',
		list: 'getTextTargets',
		placeholder: 'e.g. Fit_Rank__c',
		description: 'Text field that gets the rank; empty means the rank field of the pack, by the name it has in the org',
		displayOptions: { ...displayOptions, hide: { scorecard: ['models'] } },
	}),
	...fieldTypedOrListed({
		displayName: 'Scored At Field',
		name: 'scoredAtField',
		list: 'getDateTimeTargets',
		placeholder: 'e.g. Scored_At__c',
		description:
			'Date and time field that says how old a score is, by which a daily run selects what is due; a score that is kept is confirmed in it once a day',
		displayOptions,
	}),
	{
		displayName: 'Skip Unchanged',
		name: 'skipUnchanged',
		type: 'boolean',
		default: true,
		description:
			'Whether records keep their score as long as neither the fields it looks at nor the scorecard have changed',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			fieldNamesOption,
			{
				displayName: 'Reasons Name Fields by Label',
				name: 'labels',
				type: 'boolean',
				default: true,
				description:
					'Whether reasons name fields as people see them, where Connect With names an org; a call for the object and each parent object',
			},
			{
				displayName: 'This Score Counts',
				name: 'isPrimary',
				type: 'boolean',
				default: false,
				description:
					'Whether score and rank in the table and in the summary of the run are these, where records get several; the first score counts unless one is chosen',
			},
		],
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const kind = this.getNodeParameter('scorecard', 0) as string;
	if (kind === 'models') return await scoreByTrained.call(this, items);
	if (kind === 'grid' || kind === 'gridJson') return await scoreOnGrid.call(this, items);
	const options = this.getNodeParameter('options', 0, {});
	const sObject = readSObject.call(this, items);
	const scorecard = readScorecard.call(this, sObject);
	const { view, context, notes } = await connectView.call(this, items, {
		sObject,
		rules: scorecard.rules,
		paths: scorecardFields(scorecard),
		hasLabels: options.labels !== false,
	});
	const request: ScoreRequest = {
		model: scorecardModel(scorecard, view),
		scoreField: (this.getNodeParameter('scoreField', 0) as string).trim(),
		rankField: (this.getNodeParameter('rankField', 0) as string).trim(),
		scoredAtField: readScoredAtField.call(this),
		now: view.now,
		gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
		fieldNames: fieldNamesFor(context?.run, options),
		isPrimary: options.isPrimary === true,
	};
	const records = recordsOf(items);
	const scored = await scoreRecords(records, request, context);
	showNotes.call(this, [...scoreNotes(scored, request.model.name, unreadFields(records, request.model)), ...notes]);
	return [asItems(scored)];
}

async function scoreOnGrid(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {});
	const sObject = readSObject.call(this, items);
	const [grid, fields] = [readGrid.call(this, sObject), readGridFields.call(this)];
	const { view, context, notes } = await connectView.call(this, items, {
		sObject,
		rules: [...grid.fit.rules, ...grid.engagement.rules],
		paths: [...scorecardFields(grid.fit), ...scorecardFields(grid.engagement)],
		hasLabels: options.labels !== false,
	});
	const model = gridModel(grid, view);
	const records = recordsOf(items);
	const scored = await scoreByGrid(
		records,
		{
			grid,
			model,
			fields,
			gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
			isPrimary: options.isPrimary === true,
			fieldNames: fieldNamesFor(context?.run, options),
			now: view.now,
		},
		context,
	);
	showNotes.call(this, [
		...scoreNotes(scored, model.name, unreadFields(records, model)),
		...gridNotes(scored, grid),
		...notes,
	]);
	return [asItems(scored)];
}

async function scoreByTrained(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const uses = await readModelUses.call(this, orgOfItems(items));
	if (uses.length === 0) {
		throw new EnrichmentError('invalid_parameter', 'No model is named to score by.', {
			remedy: 'Add one under Models.',
		});
	}
	const options = this.getNodeParameter('options', 0, {});
	const sObject = readSObject.call(this, items);
	const { view, context, notes } = await connectView.call(this, items, {
		sObject,
		rules: [],
		paths: fieldsOfModels(uses),
		hasLabels: options.labels !== false,
	});
	const scored = await scoreByModels(
		recordsOf(items),
		{
			uses,
			mode: this.getNodeParameter('modelMode', 0) as 'first' | 'all',
			sObject,
			isForced: this.getNodeParameter('isForced', 0) === true,
			gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
			fieldNames: fieldNamesFor(context?.run, options),
			scoredAtField: readScoredAtField.call(this),
			labels: view.labels,
			now: view.now,
		},
		context,
	);
	showNotes.call(this, [...modelScoreNotes(scored, uses), ...notes]);
	return [asItems(scored)];
}

function readScoredAtField(this: IExecuteFunctions): string {
	return String(this.getNodeParameter('scoredAtField', 0, '') ?? '').trim();
}
