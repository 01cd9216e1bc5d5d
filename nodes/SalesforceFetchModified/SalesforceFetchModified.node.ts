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
import * as get from './operations/get.operation';

/** Reads what changed in an org since the last run of the pipeline. */
export class SalesforceFetchModified implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Fetch Modified',
		name: 'salesforceFetchModified',
		icon: { light: 'file:fetchModified.svg', dark: 'file:fetchModified.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ($parameter["sObject"] === "fromRecords" ? "" : ": " + $parameter["sObject"]) }}',
		description: 'Get the Salesforce records that changed since the last run',
		defaults: { name: 'Salesforce Fetch Modified' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['records', 'nothing due'],
		credentials: [
			{
				name: 'salesforceProductionServerApi',
				required: true,
				testedBy: 'testSalesforceConnection',
				displayOptions: { show: { authentication: ['salesforceProductionServerApi'] } },
			},
			{
				name: 'salesforceSandboxServerApi',
				required: true,
				testedBy: 'testSalesforceConnection',
				displayOptions: { show: { authentication: ['salesforceSandboxServerApi'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { testSalesforceConnection } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, { get: get.execute });
	}
}
