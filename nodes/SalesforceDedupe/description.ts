import type { INodeProperties } from 'n8n-workflow';
import { objectWords, listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import { connectionParameters } from './connection-parameters';
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

/** What the node does, in words, under its name on the canvas. */
const operationWords =
	'({ evaluate: "evaluate", findInInput: "find duplicates", planMerges: "plan merges", matchSalesforce: "match against Salesforce", merge: "merge", planConversions: "plan conversions", convertLeads: "convert leads", rememberDecision: "remember decision", scanObject: "scan object", secondOpinion: "second opinion", undoMerge: "undo merge" })[$parameter["operation"]]';

export const subtitle = `={{ ${operationWords} + (["convertLeads", "merge", "planConversions", "rememberDecision", "secondOpinion", "undoMerge"].includes($parameter["operation"]) ? "" : ${objectWords}) }}`;

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	...connectionParameters,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Convert Leads',
				value: 'convertLeads',
				action: 'Convert approved leads',
				description: 'Convert the leads that Plan Conversions planned and a person approved',
			},
			{
				name: 'Evaluate',
				value: 'evaluate',
				action: 'Evaluate how well duplicates are found',
				description: 'Measure what Find Duplicates finds by a field that says who each record is in truth',
			},
			{
				name: 'Find Duplicates',
				value: 'findInInput',
				action: 'Find duplicate records',
				description: 'Find duplicates among the records that come in together',
			},
			{
				name: 'Match Against Salesforce',
				value: 'matchSalesforce',
				action: 'Match records with those of the org',
				description: 'Find for each record that comes in who it is among the leads, contacts and accounts of the org',
			},
			{
				name: 'Merge',
				value: 'merge',
				action: 'Merge approved groups of duplicates',
				description: 'Merge the groups that Plan Merges planned and a person approved',
			},
			{
				name: 'Plan Conversions',
				value: 'planConversions',
				action: 'Plan how leads would be converted',
				description:
					'Show for each lead which contact and account it would become, what is carried over and what speaks against it; nothing is written',
			},
			{
				name: 'Plan Merges',
				value: 'planMerges',
				action: 'Plan how duplicates would be merged',
				description:
					'Show for each group who would stay, with which values, and what speaks against it; nothing is written',
			},
			{
				name: 'Remember Decision',
				value: 'rememberDecision',
				action: 'Remember whether two records are the same',
				description: 'Keep a person’s word on a pair, so that nobody is asked again and no group goes against it',
			},
			{
				name: 'Scan Object',
				value: 'scanObject',
				action: 'Scan a whole object for duplicates',
				description: 'Find the duplicates among all records of an object, and keep an index to match new ones with',
			},
			{
				name: 'Second Opinion',
				value: 'secondOpinion',
				action: 'Compare with the matching rules of the org',
				description: 'Ask the org’s own duplicate rules, and see where they agree with what was found here',
			},
			{
				name: 'Undo Merge',
				value: 'undoMerge',
				action: 'Undo a run of merges',
				description:
					'Bring merged records back under their own IDs, with what pointed to them and the fields of those that stayed',
			},
		],
		default: 'findInInput',
	},
	...listedRecordObjectParameters('getObjectsOrFromRecords').map((parameter) => ({
		...parameter,
		displayOptions: {
			...parameter.displayOptions,
			hide: {
				operation: ['convertLeads', 'merge', 'planConversions', 'rememberDecision', 'secondOpinion', 'undoMerge'],
			},
		},
	})),
	...rulesParameters({ operation: ['findInInput'] }),
	...evaluate.description,
	...findInInput.description,
	...planMerges.description,
	...matchSalesforce.description,
	...merge.description,
	...planConversions.description,
	...convertLeads.description,
	...rememberDecision.description,
	...scanObject.description,
	...secondOpinion.description,
	...undoMerge.description,
];
