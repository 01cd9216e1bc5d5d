import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { objectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import * as checkOrg from './operations/checkOrg.operation';
import * as createFields from './operations/createFields.operation';
import * as deliverAndFinish from './operations/deliverAndFinish.operation';
import * as explain from './operations/explain.operation';
import * as exportRules from './operations/exportRules.operation';
import * as finish from './operations/finish.operation';
import * as finishBatch from './operations/finishBatch.operation';
import * as get from './operations/get.operation';
import * as getRules from './operations/getRules.operation';
import * as promoteRules from './operations/promoteRules.operation';
import * as resolveCredits from './operations/resolveCredits.operation';
import * as start from './operations/start.operation';
import * as undo from './operations/undo.operation';

const aboutAnObject = { resource: ['org', 'run'], operation: ['checkOrg', 'createFields', 'start'] };
/** These work on the store alone. */
const unconnected = ['finish', 'finishBatch'];

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Run', value: 'run' },
			{ name: 'Org', value: 'org' },
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
				action: 'Check an org before writing to it',
				description:
					'Tell what to do before records are written: what is missing or dangerous, the most urgent first, in four calls',
			},
			{
				name: 'Create Fields',
				value: 'createFields',
				action: 'Create fields in an org',
				description: 'Create the enrichment fields that an object lacks, and grant them to a permission set',
			},
			{
				name: 'Get Kept Rules',
				value: 'getRules',
				action: 'Get the rules kept for an org',
				description: 'Get the rule set that holds for the org, and the versions before it',
			},
			{
				name: 'Get Rules of a Workflow',
				value: 'exportRules',
				action: 'Get a rule set out of a workflow',
				description: 'Make a rule set of what is set in the nodes of a workflow, so that nobody types it anew',
			},
			{
				name: 'Promote Rules',
				value: 'promoteRules',
				action: 'Promote rules to an org',
				description:
					'Show rule by rule what a rule set would change in the org and what the org lacks for it, and apply it once its digest is approved',
			},
			{
				name: 'Resolve Unclear Credits',
				value: 'resolveCredits',
				action: 'Resolve credits that may have been charged',
				description:
					'List the calls to providers that may have been charged without a reply, and say what they cost, so that their records are asked for again',
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
		// eslint-disable-next-line n8n-nodes-base/node-param-options-type-unsorted-items -- the node picker lists the actions in this order, and nobody begins with Deliver
		options: [
			{
				name: 'Start',
				value: 'start',
				action: 'Start a run',
				description: 'Start a run, or go on with one that was interrupted',
			},
			{
				name: 'Finish',
				value: 'finish',
				action: 'Finish a run',
				description:
					'Judge the run, remember how far changes have been read, and give the summary, once, whichever branch gets here first; while batches are open, only tell how many',
			},
			{
				name: 'Deliver and Finish',
				value: 'deliverAndFinish',
				action: 'Write what was kept and finish a run',
				description:
					'Write what Bulk Write has kept for the end of the run, in as few calls as possible, then finish it; needs a credential',
			},
			{
				name: 'Finish Batch',
				value: 'finishBatch',
				action: 'Finish a batch',
				description: 'Mark the batch that the records belong to as done, and tell how many are left',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get what runs did',
				description: 'Get what runs did, one row each: counts, calls, reasons and links',
			},
			{
				name: 'Explain',
				value: 'explain',
				action: 'Explain what happened to a record',
				description: 'Tell why a record was selected, skipped, written or refused, one row for each event',
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
	// `hide`, because the editor takes whatever `show` names for a part of the credential, and no longer shows it.
	{ ...authenticationParameter, displayOptions: { hide: { operation: unconnected } } },
	...objectParameters.map((parameter) => ({
		...parameter,
		displayOptions: { show: { ...parameter.displayOptions?.show, ...aboutAnObject } },
	})),
	...rulesParameters({ resource: ['run'], operation: ['start'] }),
	...start.description,
	...finish.description,
	...finishBatch.description,
	...deliverAndFinish.description,
	...get.description,
	...undo.description,
	...explain.description,
	...checkOrg.description,
	...createFields.description,
	...resolveCredits.description,
	...exportRules.description,
	...getRules.description,
	...promoteRules.description,
];
