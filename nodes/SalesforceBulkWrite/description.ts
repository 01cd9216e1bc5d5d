import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { listedRecordObjectParameters, objectWords } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import { mappingParameters } from './mapping-parameters';
import * as create from './operations/create.operation';
import * as update from './operations/update.operation';
import * as upsert from './operations/upsert.operation';
import { targetOrgParameter } from './telling-parameters';
import { deliveryParameter, dryRunParameter, writeOptions } from './write-parameters';

/** What the node does, in words, under its name on the canvas. The raw switch, because an expression over items fails there and takes all words with it. */
export const subtitle = `={{ ($rawParameter["dryRun"] === true ? "dry run: " : "") + ($parameter["operation"] === "upsert" ? "create or update" : $parameter["operation"]) + ${objectWords} }}`;

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	authenticationParameter,
	targetOrgParameter,
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
				description: 'Create records under a unique key, so that none is created twice',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update records',
				description: 'Change fields of records that are named by their ID, as far as the policy of each field allows',
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
	...listedRecordObjectParameters('getWritableObjects'),
	...rulesParameters({}),
	...update.description,
	...upsert.description,
	...create.description,
	...mappingParameters,
	deliveryParameter,
	dryRunParameter,
	writeOptions,
];
