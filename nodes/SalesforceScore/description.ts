import type { INodeProperties } from 'n8n-workflow';
import { fieldListsParameter } from '../wiring/field-lists-parameter';
import { objectWords, listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import * as score from './operations/score.operation';

const scorecardWords = '({ rows: "rules", json: "JSON" }[$parameter["scorecard"]] ?? "standard scorecard")';

/** What the node does, in words, under its name on the canvas. */
export const subtitle = `={{ "score by " + ${scorecardWords} + ${objectWords} }}`;

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	fieldListsParameter,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'hidden', // a choice of one; the node picker lists it all the same
		noDataExpression: true,
		options: [
			{
				name: 'Score',
				value: 'score',
				action: 'Score records',
				description: 'Score the records from 0 to 100 and rank them from A to F',
			},
		],
		default: 'score',
	},
	...listedRecordObjectParameters('getObjectsOrFromRecords'),
	...rulesParameters(
		{ operation: ['score'] },
		{
			placeholder: 'e.g. fit',
			description: 'Name of the score in the rule set; empty means the only one that the object has there',
		},
	),
	...score.description,
];
