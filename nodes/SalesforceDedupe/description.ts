import type { INodeProperties } from 'n8n-workflow';
import { fieldListsParameter } from '../wiring/field-lists-parameter';
import { objectWords, listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import * as findInInput from './operations/findInInput.operation';

/** What the node does, in words, under its name on the canvas. */
export const subtitle = `={{ "find duplicates" + ${objectWords} }}`;

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	fieldListsParameter,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'hidden', // a choice of one; the node picker lists it all the same
		noDataExpression: true,
		options: [
			{
				name: 'Find Duplicates',
				value: 'findInInput',
				action: 'Find duplicate records',
				description: 'Find duplicates among the records that come in together',
			},
		],
		default: 'findInInput',
	},
	...listedRecordObjectParameters('getObjectsOrFromRecords'),
	...rulesParameters({ operation: ['findInInput'] }),
	...findInInput.description,
];
