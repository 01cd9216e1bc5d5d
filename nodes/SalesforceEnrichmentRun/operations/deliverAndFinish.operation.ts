import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { fieldNamesOption } from '../../wiring/field-names-parameter';
import {
	allowDuplicatesOption,
	autoAssignOption,
	breakerOptions,
	callClientOption,
	canaryOption,
	duplicateAsUserOption,
	duplicateDetailsOption,
} from '../../wiring/saving-options';
import { finishThisRun } from '../finish-this-run';

export const description: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			autoAssignOption,
			callClientOption,
			canaryOption,
			{
				displayName: 'Delivery Strategy',
				name: 'strategy',
				type: 'options',
				options: [
					{ name: 'Auto', value: 'auto', description: 'The way with the fewest calls' },
					{
						name: 'Bulk API',
						value: 'bulk',
						description: 'One job, however few records; it takes no assignment rules and no options of duplicate rules',
					},
					{ name: 'Collections', value: 'collections', description: 'Calls of 1,000 records, however many' },
				],
				default: 'auto',
				description: 'How the kept records are sent',
			},
			duplicateDetailsOption,
			{
				displayName: 'Record the Run in Salesforce',
				name: 'recordRun',
				type: 'boolean',
				default: true,
				description:
					'Whether a record of Enrichment Run tells in the org what this run did, for one API call; an org without that object gets none, and no run fails for it',
			},
			duplicateAsUserOption,
			{
				displayName: 'Run ID',
				name: 'runId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json._enrichment.runId }}',
				description:
					'Run of the org of the credential to finish. By default it is the one that this execution started, or, behind an Error Trigger, the one that the failed execution of this workflow started.',
			},
			allowDuplicatesOption,
			...breakerOptions,
			fieldNamesOption,
		],
		displayOptions: { show: { resource: ['run'], operation: ['deliverAndFinish'] } },
	},
];

export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {});
	const runId = String(options.runId ?? '').trim() || undefined;
	return await finishThisRun.call(this, { delivery: options, runId });
}
