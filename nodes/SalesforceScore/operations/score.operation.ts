import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { parseScorecard } from '../../../core/stages/score/parse-scorecard';
import { scoreRecords, type ScoreRequest } from '../../../core/stages/score/score';
import type { Scorecard } from '../../../core/stages/score/scorecard';
import { scorecardPreset } from '../../../core/stages/score/scorecard-presets';
import { systemClock } from '../../wiring/clock';
import { fieldNamesFor, fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';

const displayOptions = { show: { operation: ['score'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Scorecard',
		name: 'scorecard',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json', description: 'A scorecard of your own' },
			{
				name: 'Standard for the Object',
				value: 'preset',
				description: 'Made by hand from company size, reachability and completeness',
			},
		],
		default: 'preset',
		description: 'Rules that give and take points',
		displayOptions,
	},
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
	{
		displayName: 'Score Field',
		name: 'scoreField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Fit_Score__c',
		description: 'Number field that gets the score; empty means the score field of the pack, by the name it has in the org',
		displayOptions,
	},
	{
		displayName: 'Rank Field',
		name: 'rankField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Fit_Rank__c',
		description: 'Text field that gets the rank; empty means the rank field of the pack, by the name it has in the org',
		displayOptions,
	},
	{
		displayName: 'Skip Unchanged',
		name: 'skipUnchanged',
		type: 'boolean',
		default: true,
		description:
			'Whether records keep their score as long as neither the scored fields nor the scorecard changed',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [fieldNamesOption],
		displayOptions,
	},
];

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const context = await itemsRunContext(items);
	const request: ScoreRequest = {
		scorecard: readScorecard.call(this, readSObject.call(this, items)),
		scoreField: (this.getNodeParameter('scoreField', 0) as string).trim(),
		rankField: (this.getNodeParameter('rankField', 0) as string).trim(),
		now: systemClock(),
		gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
		fieldNames: fieldNamesFor(context?.run, this.getNodeParameter('options', 0, {})),
	};
	return [asItems(await scoreRecords(recordsOf(items), request, context))];
}

function readScorecard(this: IExecuteFunctions, sObject: string): Scorecard {
	if (this.getNodeParameter('scorecard', 0) === 'preset') return scorecardPreset(sObject);
	return parseScorecard(this.getNodeParameter('scorecardJson', 0));
}
