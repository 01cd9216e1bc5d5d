import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties } from './description';
import * as start from './operations/start.operation';
import * as finish from './operations/finish.operation';

/** Opens and closes the run that the other nodes take part in. */
export class SalesforceEnrichmentRun implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Enrichment Run',
		name: 'salesforceEnrichmentRun',
		icon: { light: 'file:enrichmentRun.svg', dark: 'file:enrichmentRun.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + " " + $parameter["resource"] + ($parameter["operation"] === "start" ? ": " + $parameter["pipeline"] : "") }}',
		description: 'Start and finish an enrichment run, so that nothing is lost or done twice',
		defaults: { name: 'Salesforce Enrichment Run' },
		usableAsTool: undefined, // it writes, and an agent would see only its first output
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		hints: [
			{
				message:
					'Runs started by hand count: they move the watermark and write to Salesforce, unless Dry Run is on',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "start" && !$parameter["dryRun"] }}',
			},
		],
		credentials: [
			{
				name: 'salesforceProductionServerApi',
				required: true,
				testedBy: 'testSalesforceConnection',
				displayOptions: { show: { resource: ['run'], operation: ['start'], authentication: ['salesforceProductionServerApi'] } },
			},
			{
				name: 'salesforceSandboxServerApi',
				required: true,
				testedBy: 'testSalesforceConnection',
				displayOptions: { show: { resource: ['run'], operation: ['start'], authentication: ['salesforceSandboxServerApi'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { testSalesforceConnection } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, { start: start.execute, finish: finish.execute });
	}
}
