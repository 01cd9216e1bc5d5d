import type { INodeProperties } from 'n8n-workflow';
import { objectWords, listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import { connectionParameters } from './connection-parameters';
import * as convertLeads from './operations/convertLeads.operation';
import * as findInInput from './operations/findInInput.operation';
import * as matchSalesforce from './operations/matchSalesforce.operation';
import * as merge from './operations/merge.operation';
import * as planConversions from './operations/planConversions.operation';
import * as planMerges from './operations/planMerges.operation';
import * as scanObject from './operations/scanObject.operation';
import * as undoMerge from './operations/undoMerge.operation';

/** What the node does, in words, under its name on the canvas. */
const operationWords =
	'({ findInInput: "find duplicates", planMerges: "plan merges", matchSalesforce: "match against Salesforce", merge: "merge", planConversions: "plan conversions", convertLeads: "convert leads", scanObject: "scan object", undoMerge: "undo merge" })[$parameter["operation"]]';

export const subtitle = `={{ ${operationWords} + (["merge", "undoMerge", "planConversions", "convertLeads"].includes($parameter["operation"]) ? "" : ${objectWords}) }}`;

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
				name: 'Scan Object',
				value: 'scanObject',
				action: 'Scan a whole object for duplicates',
				description: 'Find the duplicates among all records of an object, and keep an index to match new ones with',
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
			hide: { operation: ['convertLeads', 'merge', 'planConversions', 'undoMerge'] },
		},
	})),
	...rulesParameters({ operation: ['findInInput'] }),
	...findInInput.description,
	...planMerges.description,
	...matchSalesforce.description,
	...merge.description,
	...planConversions.description,
	...convertLeads.description,
	...scanObject.description,
	...undoMerge.description,
];
