import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { objectParameters } from '../wiring/object-parameter';
import * as get from './operations/get.operation';

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
				name: 'Get',
				value: 'get',
				action: 'Get modified records',
				description: 'Get the records modified since the last run, oldest change first',
			},
		],
		default: 'get',
	},
	...objectParameters,
	...get.description,
];
