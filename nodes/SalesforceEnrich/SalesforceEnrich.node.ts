import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { getTextFields, getUpdatableFields } from '../wiring/lists/fields';
import { getObjectsOrFromRecords } from '../wiring/lists/objects';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties, subtitle } from './description';
import { inputs } from './inputs';
import { getMappingSources } from './mapping-sources';
import * as enrich from './operations/enrich.operation';
import { failureOutput, outputs } from './outputs';
import { allCredentials } from './provider-credentials';
import { getTargetFields, getTargetValues } from './target-lists';

/** Asks one provider about the records; the answers become suggested values, nothing is written. */
export class SalesforceEnrich implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Enrich',
		name: 'salesforceEnrich',
		icon: { light: 'file:enrich.svg', dark: 'file:enrich.dark.svg' },
		group: ['transform'],
		version: [1, 2, 3],
		defaultVersion: 3,
		subtitle,
		description: 'Ask a data provider about records and suggest values for their fields',
		defaults: { name: 'Salesforce Enrich' },
		usableAsTool: true,
		inputs,
		outputs,
		credentials: allCredentials,
		properties,
	};

	methods = {
		credentialTest: { testSalesforceConnection },
		loadOptions: {
			getMappingSources,
			getObjectsOrFromRecords,
			getTargetFields,
			getTargetValues,
			getTextFields,
			getUpdatableFields,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(
			this,
			{ enrich: enrich.execute },
			{ properties, failureOutput: failureOutput.call(this) },
		);
	}
}
