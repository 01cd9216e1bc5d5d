import type { INodeProperties } from 'n8n-workflow';
import { fieldListsParameter } from '../wiring/field-lists-parameter';
import { listedRecordObjectParameters } from '../wiring/object-parameter';
import { providerOptions, referenceData } from './provider-choices';
import * as enrich from './operations/enrich.operation';

const sourceWords =
	'({ items: "items of another node", binary: "a binary file" }[$parameter["referenceSource"]] ?? "a file on the server")';

const labels = JSON.stringify(Object.fromEntries(providerOptions.map(({ value, name }) => [value, name])));

/** What the node does, in words, under its name on the canvas. */
export const subtitle = `={{ "enrich from " + (["${referenceData}", undefined].includes($parameter["provider"]) ? ${sourceWords} : (${labels})[$parameter["provider"]]) }}`;

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
				name: 'Enrich',
				value: 'enrich',
				action: 'Enrich records',
				description: 'Look the records up and suggest values for their fields',
			},
		],
		default: 'enrich',
	},
	...listedRecordObjectParameters('getObjectsOrFromRecords'),
	...enrich.description,
];
