import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { recordObjectParameters } from '../wiring/object-parameter';
import * as update from './operations/update.operation';

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	authenticationParameter,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Update: Write Proposals',
				value: 'update',
				action: 'Update records with their proposals',
				description: 'Write the proposals that their policies accept, and stamp the records',
			},
		],
		default: 'update',
	},
	...recordObjectParameters,
	...update.description,
];
