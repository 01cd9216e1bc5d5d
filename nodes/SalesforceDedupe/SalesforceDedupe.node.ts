import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { fieldListsCredentials } from '../wiring/field-lists-parameter';
import { getTextFields } from '../wiring/lists/fields';
import { getObjectsOrFromRecords } from '../wiring/lists/objects';
import { ruledDedupe } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties, subtitle } from './description';
import * as findInInput from './operations/findInInput.operation';
import { outputs } from './outputs';

/** Marks duplicates among the records that pass through, and parts them from those to keep. */
export class SalesforceDedupe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Dedupe',
		name: 'salesforceDedupe',
		icon: { light: 'file:dedupe.svg', dark: 'file:dedupe.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle,
		description: 'Find records that are the same person or company',
		defaults: { name: 'Salesforce Dedupe' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: fieldListsCredentials,
		properties,
	};

	methods = {
		credentialTest: { testSalesforceConnection },
		loadOptions: { getObjectsOrFromRecords, getTextFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, { findInInput: findInInput.execute }, { properties, ruled: ruledDedupe });
	}
}
