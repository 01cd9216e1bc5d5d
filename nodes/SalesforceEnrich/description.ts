import type { INodeProperties } from 'n8n-workflow';
import { fieldListsParameter } from '../wiring/field-lists-parameter';
import { listedRecordObjectParameters } from '../wiring/object-parameter';
import { rulesParameters } from '../wiring/rules/rules-parameters';
import { providerOptions, referenceData } from './provider-choices';
import { ofAskingOperations } from './asking-operations';
import * as bakeOff from './operations/bakeOff.operation';
import * as enrich from './operations/enrich.operation';
import * as erasePerson from './operations/erasePerson.operation';
import * as forecast from './operations/forecast.operation';

const sourceWords =
	'({ items: "items of another node", binary: "a binary file" }[$parameter["referenceSource"]] ?? "a file on the server")';

const labels = JSON.stringify(Object.fromEntries(providerOptions.map(({ value, name }) => [value, name])));

/** What the node does, in words, under its name on the canvas. */
export const subtitle = `={{ "enrich from " + (["${referenceData}", undefined].includes($parameter["provider"]) ? ${sourceWords} : (${labels})[$parameter["provider"]]) }}`;

/** The node's parameters, in the order the editor shows them. */
export const properties: INodeProperties[] = [
	{
		...fieldListsParameter,
		description:
			'The org that fields are chosen from while you edit; when it runs, the node connects to it for Erase Person only',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Bake-Off',
				value: 'bakeOff',
				action: 'Measure a provider on known values',
				description:
					'Hide values that are known, ask the provider, and tell how many of its answers are right and what they cost',
			},
			{
				name: 'Enrich',
				value: 'enrich',
				action: 'Enrich records',
				description: 'Look the records up and suggest values for their fields',
			},
			{
				name: 'Erase Person',
				value: 'erasePerson',
				action: 'Erase a person from the memory',
				description: 'Forget one person in the store, and never ask about them again',
			},
			{
				name: 'Forecast',
				value: 'forecast',
				action: 'Forecast calls and credits',
				description: 'Tell what looking the records up would take, without asking anybody',
			},
		],
		default: 'enrich',
	},
	...ofAskingOperations([
		...listedRecordObjectParameters('getObjectsOrFromRecords'),
		...rulesParameters(
			{},
			{
				placeholder: 'e.g. hunter-companies',
				description: 'Name of the part in the rule set; empty means that it is named like the provider',
			},
		),
		...enrich.description,
	]),
	...forecast.description,
	...bakeOff.description,
	...erasePerson.description,
];

/** Whom to erase may be another one for each item. */
export const perItem = ['personRecordId', 'personEmails', 'suppress'];
