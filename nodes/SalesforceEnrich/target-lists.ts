import { sortBy } from 'lodash';
import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ProviderAttribute } from '../../core/stages/enrich/provider';
import { nearness } from '../../core/record/nearness';
import { editorClient } from '../wiring/editor-client';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { chosenObject } from '../wiring/lists/chosen-object';
import { chooseObjectFirst } from '../wiring/lists/fields';
import { choicesOf, fieldAt, rowField } from '../wiring/lists/picklist-values';
import { attributesOfChosen } from './mapping-sources';

const texts = ['string', 'textarea', 'picklist', 'combobox', 'email', 'phone', 'url', 'multipicklist'];
const numbers = ['int', 'long', 'double', 'currency', 'percent'];

/** Types of fields that hold a value of an attribute, by the attribute's type. */
const fitting: Readonly<Record<ProviderAttribute['type'], readonly string[]>> = {
	text: texts,
	number: [...numbers, 'string', 'textarea'],
	boolean: ['boolean', 'string', 'picklist'],
	date: ['date', 'datetime', 'string'],
	list: ['multipicklist', 'textarea', 'string'],
};

const isListed = {
	'/authentication': (authenticationParameter.options as INodePropertyOptions[]).map(({ value }) => value),
};

/** A value of the picklist that the row names, typed, or chosen where a credential is there to list them. */
export const valueTypedOrListed: INodeProperties[] = [
	{
		displayName: 'Stands For',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. Technology',
		description: 'Value of the picklist, by API name',
		displayOptions: { hide: isListed },
	},
	{
		displayName: 'Stands For Name or ID',
		name: 'to',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getTargetValues',
			loadOptionsDependsOn: ['authentication', 'sObject', 'otherSObject', '&field', '&from'],
		},
		default: '',
		description:
			'Value of the picklist, the most alike first. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: isListed },
	},
];

/** Fields that this user may write and that the attribute of the row fits into. */
export async function getTargetFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	if (sObject === undefined) return [chooseObjectFirst];
	const type = rowAttributeType.call(this);
	const { fieldByName } = await (await editorClient.call(this)).describe(sObject);
	const fields = [...fieldByName.values()].filter(
		(field) => field.updateable && (type === undefined || fitting[type].includes(field.type)),
	);
	return sortBy(fields, ({ label }) => label.toLowerCase()).map(({ name, label }) => ({
		name: `${label} (${name})`,
		value: name,
	}));
}

/** Active values of the picklist that the row names, those first that read most like what the provider says. */
export async function getTargetValues(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	if (sObject === undefined) return [chooseObjectFirst];
	const field = await fieldAt(await editorClient.call(this), sObject, rowField.call(this));
	const choices = (field && choicesOf(field)) ?? [];
	const from = this.getCurrentNodeParameter('&from');
	if (typeof from !== 'string' || from.trim() === '') return choices;
	return sortBy(choices, ({ name }) => -nearness(from, name));
}

/** `undefined` for a column of one's own, which may hold anything. */
function rowAttributeType(this: ILoadOptionsFunctions): ProviderAttribute['type'] | undefined {
	const source = this.getCurrentNodeParameter('&source');
	return attributesOfChosen.call(this).find(({ name }) => name === source)?.type;
}
