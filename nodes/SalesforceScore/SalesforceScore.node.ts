import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { fieldListsCredentials } from '../wiring/field-lists-parameter';
import { getDateTimeTargets, getNumberTargets, getReadableFields, getTextTargets } from '../wiring/lists/fields';
import { getObjectsOrFromRecords } from '../wiring/lists/objects';
import { ruledScore } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { properties, subtitle } from './description';
import * as compare from './operations/compare.operation';
import * as evaluate from './operations/evaluate.operation';
import * as forecast from './operations/forecast.operation';
import * as keep from './operations/keep.operation';
import * as score from './operations/score.operation';
import * as train from './operations/train.operation';

const operations = {
	compare: compare.execute,
	evaluate: evaluate.execute,
	forecast: forecast.execute,
	keep: keep.execute,
	score: score.execute,
	train: train.execute,
};

/** Scores records from 0 to 100, with the reasons. */
export class SalesforceScore implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Score',
		name: 'salesforceScore',
		icon: { light: 'file:score.svg', dark: 'file:score.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle,
		description: 'Score and rank records by a scorecard or by models learnt from won and lost ones',
		defaults: { name: 'Salesforce Score' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: fieldListsCredentials,
		properties,
	};

	methods = {
		credentialTest: { testSalesforceConnection },
		loadOptions: { getDateTimeTargets, getNumberTargets, getObjectsOrFromRecords, getReadableFields, getTextTargets },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, operations, { properties, ruled: ruledScore });
	}
}
