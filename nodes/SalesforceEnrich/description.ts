import type { INodeProperties } from 'n8n-workflow';
import { recordObjectParameters } from '../wiring/object-parameter';
import * as enrich from './operations/enrich.operation';

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Enrich',
				value: 'enrich',
				action: 'Enrich records',
				description: 'Look the records up and propose values for their fields',
			},
		],
		default: 'enrich',
	},
	...recordObjectParameters,
	...enrich.description,
];
