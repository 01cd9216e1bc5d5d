import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { objectParameters } from '../wiring/object-parameter';
import * as claim from './operations/claim.operation';
import * as count from './operations/count.operation';
import * as get from './operations/get.operation';
import * as plan from './operations/plan.operation';
import { readingParameters } from './reading-parameters';
import { selectionParameters } from './selection-parameters';

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
				name: 'Claim',
				value: 'claim',
				action: 'Claim a batch of planned records',
				description: 'Get the records of the next batch that nobody works on',
			},
			{
				name: 'Count',
				value: 'count',
				action: 'Count selected records',
				description: 'Count the records that the selection holds, for one API call',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get selected records',
				description: 'Get the records that are due, such as those modified since the last run',
			},
			{
				name: 'Plan',
				value: 'plan',
				action: 'Plan batches of selected records',
				description: 'Freeze a large selection in the store, to be worked off batch by batch',
			},
		],
		default: 'get',
	},
	...objectParameters,
	...selectionParameters,
	...readingParameters,
	...get.description,
	...count.description,
	...plan.description,
	...claim.description,
];
