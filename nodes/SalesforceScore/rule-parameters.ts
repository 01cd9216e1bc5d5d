import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Scorecard } from '../../core/stages/score/scorecard';
import type { RelatedRow } from '../../core/stages/score/related/related-rows';
import { scorecardFromRows, type ScorecardRow } from '../../core/stages/score/scorecard-rows';
import { fieldRulesParameter } from './field-rule-parameters';
import { relatedRulesParameter } from './related-parameters';

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
	{ ...fieldRulesParameter('rules', 'Rules'), displayOptions },
	{ ...relatedRulesParameter('relatedRules', 'Rules on Related Records'), displayOptions },
];

/** The scorecard that the rows make up. */
export function readRules(this: IExecuteFunctions): Scorecard {
	const { rows = [] } = this.getNodeParameter('rules', 0, {}) as { rows?: ScorecardRow[] };
	const { rows: relatedRows = [] } = this.getNodeParameter('relatedRules', 0, {}) as { rows?: RelatedRow[] };
	return scorecardFromRows(
		String(this.getNodeParameter('scorecardName', 0)),
		Number(this.getNodeParameter('basePoints', 0)),
		rows,
		relatedRows,
	);
}
