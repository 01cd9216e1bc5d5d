import type { INodeProperties } from 'n8n-workflow';
import { recordObjectParameters } from '../wiring/object-parameter';
import * as score from './operations/score.operation';

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
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
	...recordObjectParameters,
	...score.description,
];
