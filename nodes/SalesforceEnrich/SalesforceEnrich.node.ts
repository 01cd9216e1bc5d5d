import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { getTextFields, getUpdatableFields } from '../wiring/lists/fields';
import { getObjectsOrFromRecords } from '../wiring/lists/objects';
import { ruledEnrich } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { perItem, properties, subtitle } from './description';
import { inputs } from './inputs';
import { getMappingSources } from './mapping-sources';
import * as bakeOff from './operations/bakeOff.operation';
import * as enrich from './operations/enrich.operation';
import * as erasePerson from './operations/erasePerson.operation';
import * as forecast from './operations/forecast.operation';
import { failureOutput, outputs } from './outputs';
import { allCredentials } from './provider-credentials';
import { getTargetFields, getTargetValues } from './target-lists';
import { getTechnologies } from './website-parameters';

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
		usableAsTool: undefined, // it can spend credits and erase a person, which is for a person to decide
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
			getTechnologies,
			getTextFields,
			getUpdatableFields,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(
			this,
			{
				bakeOff: bakeOff.execute,
				enrich: enrich.execute,
				erasePerson: erasePerson.execute,
				forecast: forecast.execute,
			},
			{ properties, perItem, failureOutput: failureOutput.call(this), ruled: ruledEnrich },
		);
	}
}
