import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { objectParameters } from '../wiring/object-parameter';
import * as checkOrg from './operations/checkOrg.operation';
import * as createFields from './operations/createFields.operation';
import * as explain from './operations/explain.operation';
import * as finish from './operations/finish.operation';
import * as get from './operations/get.operation';
import * as start from './operations/start.operation';
import * as undo from './operations/undo.operation';

const aboutAnObject = { resource: ['org', 'run'], operation: ['checkOrg', 'createFields', 'start'] };
const connected = { resource: ['org', 'run'], operation: ['checkOrg', 'createFields', 'explain', 'get', 'start', 'undo'] };
const finishing = { resource: ['run'], operation: ['finish'], scope: ['run'] };
/** Whoever ends a run by its ID shows that the org is theirs. */
const naming = { ...finishing, deliverAtFinish: [false], '/options.runId': [{ _cnd: { exists: true as const } }] };

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Org', value: 'org' },
			{ name: 'Run', value: 'run' },
		],
		default: 'run',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['org'] } },
		options: [
			{
				name: 'Check',
				value: 'checkOrg',
				action: 'Check an org',
				description: 'Tell what is missing or dangerous before records are written, in three calls',
			},
			{
				name: 'Create Fields',
				value: 'createFields',
				action: 'Create fields in an org',
				description: 'Create the enrichment fields that an object lacks, and grant them to a permission set',
			},
		],
		default: 'checkOrg',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['run'] } },
		options: [
			{
				name: 'Explain',
				value: 'explain',
				action: 'Explain a record',
				description: 'Tell why a record was selected, skipped, written or refused',
			},
			{
				name: 'Finish',
				value: 'finish',
				action: 'Finish a run',
				description: 'Judge the run, move its watermark and report, once, whichever branch gets here first',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get runs',
				description: 'Get what runs did: counts, calls, window, reasons and links',
			},
			{
				name: 'Start',
				value: 'start',
				action: 'Start a run',
				description: 'Start a run, or take up one that was interrupted',
			},
			{
				name: 'Undo',
				value: 'undo',
				action: 'Undo a run',
				description: 'Give fields back the values they had, wherever Salesforce still holds what the run wrote',
			},
		],
		default: 'start',
	},
	{ ...authenticationParameter, displayOptions: { show: connected } },
	...objectParameters.map((parameter) => ({
		...parameter,
		displayOptions: { show: { ...parameter.displayOptions?.show, ...aboutAnObject } },
	})),
	...start.description,
	...finish.description,
	{ ...authenticationParameter, displayOptions: { show: { ...finishing, deliverAtFinish: [true] } } },
	{ ...authenticationParameter, displayOptions: { show: naming } },
	...get.description,
	...undo.description,
	...explain.description,
	...checkOrg.description,
	...createFields.description,
];
