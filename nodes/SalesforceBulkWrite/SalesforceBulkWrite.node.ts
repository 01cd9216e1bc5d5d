import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { salesforceCredentials } from '../wiring/authentication-parameter';
import { getWritableObjects } from '../wiring/lists/objects';
import { ruledWrite } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties, subtitle } from './description';
import { getKeyFields } from './methods/key-fields';
import { getOverwrites } from './methods/overwrites';
import { getTargetOrg } from './methods/target-org';
import { getWritableFieldNames, getWritableFields } from './methods/writable-fields';
import * as create from './operations/create.operation';
import * as update from './operations/update.operation';
import * as upsert from './operations/upsert.operation';
import { outputs } from './outputs';

/** Turns suggested and mapped values into Salesforce values; the only node of the pack that writes to an org. */
export class SalesforceBulkWrite implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Bulk Write',
		name: 'salesforceBulkWrite',
		icon: { light: 'file:bulkWrite.svg', dark: 'file:bulkWrite.dark.svg' },
		group: ['output'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle,
		description: 'Update, create or upsert Salesforce records, hundreds per call, with a dry run to review first',
		defaults: { name: 'Salesforce Bulk Write' },
		usableAsTool: undefined, // it writes, and an agent would see only its first output
		inputs: [NodeConnectionTypes.Main],
		outputs,
		outputNames: ['written', 'rejected'], // for who knows the type only, and no node of it
		credentials: salesforceCredentials(),
		properties,
	};

	methods = {
		credentialTest: { testSalesforceConnection },
		loadOptions: { getKeyFields, getOverwrites, getTargetOrg, getWritableFieldNames, getWritableObjects },
		resourceMapping: { getWritableFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(
			this,
			{ create: create.execute, update: update.execute, upsert: upsert.execute },
			{
				properties,
				perItem: ['columns', 'dryRun', 'exceptions', 'policy', 'source'],
				failureOutput: 1,
				ruled: ruledWrite,
			},
		);
	}
}
