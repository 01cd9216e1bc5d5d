import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runOperation } from '../wiring/run-operation';
import { properties } from './description';
import * as enrich from './operations/enrich.operation';

/** Asks one provider about the records; the answers become proposals, nothing is written. */
export class SalesforceEnrich implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Enrich',
		name: 'salesforceEnrich',
		icon: { light: 'file:enrich.svg', dark: 'file:enrich.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["provider"] }}',
		description: 'Look records up at a data provider and propose values for their fields',
		defaults: { name: 'Salesforce Enrich' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, { enrich: enrich.execute }, { properties });
	}
}
