import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { salesforceCredentials } from '../wiring/authentication-parameter';
import { getCheckboxFields, getFilterFields, getReadableFields, getTextFields } from '../wiring/lists/fields';
import { getObjects } from '../wiring/lists/objects';
import { ruledFetch } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties, subtitle } from './description';
import { getFilterChoices } from './methods/filter-choices';
import { getFilterOperators } from './methods/filter-operators';
import * as checkReceived from './operations/checkReceived.operation';
import * as claim from './operations/claim.operation';
import * as count from './operations/count.operation';
import * as get from './operations/get.operation';
import * as plan from './operations/plan.operation';
import * as received from './operations/received.operation';
import { outputs } from './outputs';

/** Reads what is due in an org: changed since the last run, due for a refresh, never enriched, or filtered. */
export class SalesforceFetchModified implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Fetch Modified',
		name: 'salesforceFetchModified',
		icon: { light: 'file:fetchModified.svg', dark: 'file:fetchModified.dark.svg' },
		group: ['input'],
		version: [1, 2, 3],
		defaultVersion: 3,
		subtitle,
		description: 'Get or count, at once or in batches, the Salesforce records that are due for enrichment',
		defaults: { name: 'Salesforce Fetch Modified' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		outputNames: ['records', 'nothing due'], // for who knows the type only, and no node of it
		credentials: salesforceCredentials(),
		properties,
	};

	methods = {
		credentialTest: { testSalesforceConnection },
		loadOptions: {
			getCheckboxFields,
			getFilterChoices,
			getFilterFields,
			getFilterOperators,
			getObjects,
			getReadableFields,
			getTextFields,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(
			this,
			{
				checkReceived: checkReceived.execute,
				claim: claim.execute,
				count: count.execute,
				get: get.execute,
				plan: plan.execute,
				received: received.execute,
			},
			{ properties, perItem: ['ids'], ruled: ruledFetch },
		);
	}
}
