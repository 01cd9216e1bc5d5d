import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { recordObjectParameters } from '../wiring/object-parameter';
import { mappingParameters } from './mapping-parameters';
import * as create from './operations/create.operation';
import * as update from './operations/update.operation';
import * as upsert from './operations/upsert.operation';
import { deliveryParameter, dryRunParameter, writeOptions } from './write-parameters';

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
				name: 'Create',
				value: 'create',
				action: 'Create records',
				description: 'Create records, under a unique key so that none is created twice',
			},
			{
				name: 'Update: Write Proposals',
				value: 'update',
				action: 'Update records with their proposals',
				description: 'Write the proposals that their policies accept, and stamp the records',
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Upsert records',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
		],
		default: 'update',
	},
	...recordObjectParameters,
	...update.description,
	...upsert.description,
	...create.description,
	...mappingParameters,
	deliveryParameter,
	dryRunParameter,
	writeOptions,
];
