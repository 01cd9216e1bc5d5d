import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { fieldListsCredentials } from '../wiring/field-lists-parameter';
import {
	getCheckboxFields,
	getCheckboxTargets,
	getFilterFields,
	getTextFields,
	getUpdatableFields,
} from '../wiring/lists/fields';
import { getObjectsOrFromRecords } from '../wiring/lists/objects';
import { ruledDedupe } from '../wiring/rules/ruled-nodes';
import { runOperation } from '../wiring/run-operation';
import { testSalesforceConnection } from '../wiring/salesforce-client';
import { getFilterChoices } from '../SalesforceFetchModified/methods/filter-choices';
import { getFilterOperators } from '../SalesforceFetchModified/methods/filter-operators';
import { properties, subtitle } from './description';
import * as convertLeads from './operations/convertLeads.operation';
import * as evaluate from './operations/evaluate.operation';
import * as findInInput from './operations/findInInput.operation';
import * as matchSalesforce from './operations/matchSalesforce.operation';
import * as merge from './operations/merge.operation';
import * as planConversions from './operations/planConversions.operation';
import * as planMerges from './operations/planMerges.operation';
import * as rememberDecision from './operations/rememberDecision.operation';
import * as scanObject from './operations/scanObject.operation';
import * as secondOpinion from './operations/secondOpinion.operation';
import * as undoMerge from './operations/undoMerge.operation';
import { failureOutput, outputs } from './outputs';

/** Marks duplicates among the records that pass through, parts them from those to keep, merges them and takes merges back. */
export class SalesforceDedupe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Salesforce Dedupe',
		name: 'salesforceDedupe',
		icon: { light: 'file:dedupe.svg', dark: 'file:dedupe.dark.svg' },
		group: ['transform'],
		version: [1, 2, 3],
		defaultVersion: 3,
		subtitle,
		description: 'Find records that are the same person or company, merge them, undo merges, and convert leads',
		defaults: { name: 'Salesforce Dedupe' },
		usableAsTool: undefined, // it merges, and an agent would see only its first output
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: fieldListsCredentials,
		properties,
	};

	methods = {
		credentialTest: { testSalesforceConnection },
		loadOptions: {
			getCheckboxFields,
			getCheckboxTargets,
			getFilterChoices,
			getFilterFields,
			getFilterOperators,
			getObjectsOrFromRecords,
			getTextFields,
			getUpdatableFields,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operations = {
			evaluate: evaluate.execute,
			findInInput: findInInput.execute,
			planMerges: planMerges.execute,
			matchSalesforce: matchSalesforce.execute,
			merge: merge.execute,
			rememberDecision: rememberDecision.execute,
			planConversions: planConversions.execute,
			convertLeads: convertLeads.execute,
			scanObject: scanObject.execute,
			secondOpinion: secondOpinion.execute,
			undoMerge: undoMerge.execute,
		};
		return await runOperation.call(this, operations, {
			properties,
			ruled: ruledDedupe,
			failureOutput: failureOutput.call(this),
		});
	}
}
