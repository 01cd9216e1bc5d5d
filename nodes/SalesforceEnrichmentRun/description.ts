import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { objectParameters } from '../wiring/object-parameter';
import * as finish from './operations/finish.operation';
import * as start from './operations/start.operation';

const startOnly = { resource: ['run'], operation: ['start'] };

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Run', value: 'run' }],
		default: 'run',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['run'] } },
		options: [
			{
				name: 'Finish',
				value: 'finish',
				action: 'Finish a run',
				description: 'Judge the run, move its watermark and report, once, whichever branch gets here first',
			},
			{
				name: 'Start',
				value: 'start',
				action: 'Start a run',
				description: 'Start a run, or take up one that was interrupted',
			},
		],
		default: 'start',
	},
	{ ...authenticationParameter, displayOptions: { show: startOnly } },
	...objectParameters.map((parameter) => ({
		...parameter,
		displayOptions: { show: { ...parameter.displayOptions?.show, ...startOnly } },
	})),
	...start.description,
	...finish.description,
];
