import type { INodeProperties } from 'n8n-workflow';
import { objectWords, listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import { connectionParameters } from './connection-parameters';
import * as findInInput from './operations/findInInput.operation';
import * as merge from './operations/merge.operation';
import * as planMerges from './operations/planMerges.operation';
import * as scanObject from './operations/scanObject.operation';
import * as undoMerge from './operations/undoMerge.operation';

/** What the node does, in words, under its name on the canvas. */
const operationWords =
	'({ findInInput: "find duplicates", planMerges: "plan merges", merge: "merge", scanObject: "scan object", undoMerge: "undo merge" })[$parameter["operation"]]';

export const subtitle = `={{ ${operationWords} + ($parameter["operation"] === "merge" || $parameter["operation"] === "undoMerge" ? "" : ${objectWords}) }}`;

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
				name: 'Find Duplicates',
				value: 'findInInput',
				action: 'Find duplicate records',
				description: 'Find duplicates among the records that come in together',
			},
			{
				name: 'Merge',
				value: 'merge',
				action: 'Merge approved groups of duplicates',
				description: 'Merge the groups that Plan Merges planned and a person approved',
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
		displayOptions: { ...parameter.displayOptions, hide: { operation: ['merge', 'undoMerge'] } },
	})),
	...rulesParameters({ operation: ['findInInput'] }),
	...findInInput.description,
	...planMerges.description,
	...merge.description,
	...scanObject.description,
	...undoMerge.description,
];
