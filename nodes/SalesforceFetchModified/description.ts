import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { objectParameters, objectWords } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import * as checkReceived from './operations/checkReceived.operation';
import * as claim from './operations/claim.operation';
import * as count from './operations/count.operation';
import * as get from './operations/get.operation';
import * as plan from './operations/plan.operation';
import * as received from './operations/received.operation';
import { readingParameters } from './reading-parameters';
import { selectionParameters } from './selection-parameters';

const operationWords =
	'{ checkReceived: "check received", count: "count", claim: "get next batch", plan: "prepare batches", received: "get received" }[$parameter["operation"]] ?? "get"';

/** What stands below the node's name. */
export const subtitle = `={{ (${operationWords}) + ${objectWords} }}`;

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
				name: 'Check Received',
				value: 'checkReceived',
				action: 'Check whether received records wait',
				description:
					'See whether records wait that Salesforce has told of and that no execution works on, without an API call; for a schedule that makes up for a crash',
			},
			{
				name: 'Count',
				value: 'count',
				action: 'Count records',
				description: 'Count the records that the selection holds, for one API call',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get changed records',
				description: 'Get the records that are due, such as those modified since the last run',
			},
			{
				name: 'Get Next Batch',
				value: 'claim',
				action: 'Get the next batch of records',
				description: 'Get the records of the next prepared batch that nobody works on',
			},
			{
				name: 'Get Received',
				value: 'received',
				action: 'Get received records',
				description:
					'Get the next records that the Salesforce Change Trigger has received, read anew, newest created first',
			},
			{
				name: 'Prepare Batches',
				value: 'plan',
				action: 'Prepare batches of records',
				description: 'Note down which records a large selection holds, to be worked off batch by batch',
			},
		],
		default: 'get',
	},
	...objectParameters,
	...rulesParameters({ operation: ['claim', 'count', 'get', 'plan'] }),
	...selectionParameters,
	...readingParameters,
	...get.description,
	...count.description,
	...plan.description,
	...claim.description,
	...received.description,
	...checkReceived.description,
];
