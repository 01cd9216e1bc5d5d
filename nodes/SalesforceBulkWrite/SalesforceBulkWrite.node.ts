import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { salesforceCredentials } from '../wiring/authentication-parameter';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties } from './description';
import { getWritableFields } from './methods/writable-fields';
import * as create from './operations/create.operation';
import * as update from './operations/update.operation';
import * as upsert from './operations/upsert.operation';

/** Turns proposals into Salesforce values; the only node of the pack that writes to an org. */
export class SalesforceBulkWrite implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Bulk Write',
		name: 'salesforceBulkWrite',
		icon: { light: 'file:bulkWrite.svg', dark: 'file:bulkWrite.dark.svg' },
		group: ['output'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ ($parameter["dryRun"] ? "dry run: " : "") + $parameter["operation"] + ($parameter["sObject"] === "fromRecords" ? "" : ": " + $parameter["sObject"]) }}',
		description: 'Write proposals to Salesforce, hundreds of records per call',
		defaults: { name: 'Salesforce Bulk Write' },
		usableAsTool: undefined, // it writes, and an agent would see only its first output
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['written', 'rejected'],
		credentials: salesforceCredentials(),
		properties,
	};

	methods = { credentialTest: { testSalesforceConnection }, resourceMapping: { getWritableFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(
			this,
			{ create: create.execute, update: update.execute, upsert: upsert.execute },
			{ properties, perItem: ['columns', 'dryRun', 'exceptions', 'policy', 'source'], failureOutput: 1 },
		);
	}
}
