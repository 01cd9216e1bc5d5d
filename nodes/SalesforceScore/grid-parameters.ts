import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { GridFields } from '../../core/stages/score/grid/score-by-grid';
import type { ScoreGrid } from '../../core/stages/score/grid/grid';
import { gridFromRows, type CellRow } from '../../core/stages/score/grid/grid-rows';
import { parseGrid } from '../../core/stages/score/grid/parse-grid';
import type { RelatedRow } from '../../core/stages/score/related/related-rows';
import type { ScorecardRow } from '../../core/stages/score/scorecard-rows';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { fieldRulesParameter } from './field-rule-parameters';
import { relatedRulesParameter } from './related-parameters';

const inRows = { show: { operation: ['score'], scorecard: ['grid'] } };
const inEither = { show: { operation: ['score'], scorecard: ['grid', 'gridJson'] } };

const exampleGrid = {
	name: 'fit-and-engagement',
	version: '1',
	rows: { A: 75, B: 50, C: 25, D: 0 },
	columns: { 1: 75, 2: 50, 3: 25, 4: 0 },
	cells: { A1: { says: 'A1', rank: 'A' }, D4: { says: 'D4', rank: 'F' } },
};

const cells: INodeProperties = {
	displayName: 'Cells',
	name: 'gridCells',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Cell',
	default: {},
	description: 'What cells of the grid mean; those that are not listed go by their names',
	displayOptions: inRows,
	options: [
		{
			displayName: 'Cell',
			name: 'rows',
			values: [
				{
					displayName: 'Cell',
					name: 'cell',
					type: 'string',
					default: '',
					placeholder: 'e.g. A1',
					description: 'Band of the fit and band of the engagement',
				},
				{
					displayName: 'Is Written As',
					name: 'says',
					type: 'string',
					default: '',
					placeholder: 'e.g. Call today',
					description: 'Empty means the name of the cell',
				},
				{
					displayName: 'Rank',
					name: 'rank',
					type: 'options',
					options: [
						{ name: 'A', value: 'A' },
						{ name: 'B', value: 'B' },
						{ name: 'By Its Score', value: '' },
						{ name: 'C', value: 'C' },
						{ name: 'D', value: 'D' },
						{ name: 'F', value: 'F' },
					],
					default: '',
				},
			],
		},
	],
};

/** Two scorecards side by side, as rows that a person fills in or as JSON, and the fields that get what they say. */
export const gridParameters: INodeProperties[] = [
	{
		displayName: 'Grid Name',
		name: 'gridName',
		type: 'string',
		noDataExpression: true, // one grid for all records
		required: true,
		default: 'fit-and-engagement',
		description: 'Names the score in the output and in the history of the field',
		displayOptions: inRows,
	},
	{
		...fieldRulesParameter('fitRules', 'Fit: Rules'),
		description: 'What a record is; without rules the standard scorecard of the object',
		displayOptions: inRows,
	},
	{
		...fieldRulesParameter('engagementRules', 'Engagement: Rules'),
		description: 'What happens around a record, as dates and other fields tell it',
		displayOptions: inRows,
	},
	{
		...relatedRulesParameter('engagementRelatedRules', 'Engagement: Rules on Related Records'),
		description:
			'Without any engagement rule: activities, campaigns, opportunities and cases of the last 180 days, fading',
		displayOptions: inRows,
	},
	{
		displayName: 'Bands of the Fit',
		name: 'gridRows',
		type: 'string',
		default: 'A 75, B 50, C 25, D 0',
		description: 'Name and lowest score of each; the lowest begins at 0',
		displayOptions: inRows,
	},
	{
		displayName: 'Bands of the Engagement',
		name: 'gridColumns',
		type: 'string',
		default: '1 75, 2 50, 3 25, 4 0',
		description: 'Name and lowest score of each; the lowest begins at 0',
		displayOptions: inRows,
	},
	cells,
	{
		displayName: 'Share of the Fit in the Score (%)',
		name: 'fitShare',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
		default: 50,
		description: 'The rest of the score is the engagement',
		displayOptions: inRows,
	},
	{
		displayName: 'Grid JSON',
		name: 'gridJson',
		type: 'json',
		typeOptions: { rows: 10 },
		default: JSON.stringify(exampleGrid, undefined, 2),
		description:
			'Name, version, bands and cells, and two scorecards as fit and engagement; those that are missing are the standard ones of the object',
		displayOptions: { show: { operation: ['score'], scorecard: ['gridJson'] } },
	},
	...fieldTypedOrListed({
		displayName: 'Grid Field',
		name: 'gridField',
		list: 'getTextTargets',
		placeholder: 'e.g. Lead_Grade__c',
		description: 'Text field that gets the cell, such as A1 or what it is written as',
		displayOptions: inEither,
	}),
	...fieldTypedOrListed({
		displayName: 'Fit Field',
		name: 'fitField',
		list: 'getNumberTargets',
		placeholder: 'e.g. Fit_Score__c',
		description: 'Number field that gets the fit by itself',
		displayOptions: inEither,
	}),
	...fieldTypedOrListed({
		displayName: 'Engagement Field',
		name: 'engagementField',
		list: 'getNumberTargets',
		placeholder: 'e.g. Engagement_Score__c',
		description: 'Number field that gets the engagement by itself',
		displayOptions: inEither,
	}),
];

/** The grid that the parameters make up for records of this object. */
export function readGrid(this: IExecuteFunctions, sObject: string): ScoreGrid {
	if (this.getNodeParameter('scorecard', 0) === 'gridJson')
		return parseGrid(this.getNodeParameter('gridJson', 0), sObject);
	const rowsOf = <Row>(name: string) => (this.getNodeParameter(name, 0, {}) as { rows?: Row[] }).rows ?? [];
	return gridFromRows(
		{
			name: String(this.getNodeParameter('gridName', 0)).trim(),
			fit: rowsOf<ScorecardRow>('fitRules'),
			engagement: rowsOf<ScorecardRow>('engagementRules'),
			engagementRelated: rowsOf<RelatedRow>('engagementRelatedRules'),
			rows: String(this.getNodeParameter('gridRows', 0)),
			columns: String(this.getNodeParameter('gridColumns', 0)),
			cells: rowsOf<CellRow>('gridCells'),
			fitShare: Number(this.getNodeParameter('fitShare', 0)),
		},
		sObject,
	);
}

/** The fields that get what the grid says; throws `invalid_parameter` when two of them are one. */
export function readGridFields(this: IExecuteFunctions): GridFields {
	const fieldOf = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '').trim();
	const fields: GridFields = {
		cell: fieldOf('gridField'),
		fit: fieldOf('fitField'),
		engagement: fieldOf('engagementField'),
		score: fieldOf('scoreField'),
		rank: fieldOf('rankField'),
		scoredAt: fieldOf('scoredAtField'),
	};
	const named = Object.values(fields).filter((field) => field !== '');
	const twice = named.find((field, at) => named.indexOf(field) < at);
	if (twice === undefined) return fields;
	throw new EnrichmentError('invalid_parameter', `${twice} is to get two different values.`, {
		remedy: 'Name another field for one of score, rank, grid, fit, engagement and time.',
	});
}
