import type { INodeProperties } from 'n8n-workflow';
import { recordObjectParameters } from '../wiring/object-parameter';
import * as findInInput from './operations/findInInput.operation';

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Find in Input',
				value: 'findInInput',
				action: 'Find duplicates in input',
				description: 'Find duplicates among the records that come in together',
			},
		],
		default: 'findInInput',
	},
	...recordObjectParameters,
	...findInInput.description,
];
