import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { SalesforceClient } from '../../../core/salesforce/client';
import type { FieldDescription } from '../../../core/salesforce/schema';

/** The active values of a picklist, whatever the record type; yes and no for a checkbox; `undefined` for any other field. */
export function choicesOf({ type, picklistValues }: FieldDescription): INodePropertyOptions[] | undefined {
	if (type === 'boolean')
		return [
			{ name: 'Yes', value: 'true' },
			{ name: 'No', value: 'false' },
		];
	if (!['picklist', 'multipicklist', 'combobox'].includes(type)) return undefined;
	return picklistValues
		.filter(({ active }) => active)
		.map(({ value, label }) => ({ name: label ? `${label} (${value})` : value, value }));
}

/** The field that a path such as `Account.Industry` leads to; `undefined` where there is none, or this user does not see it. */
export async function fieldAt(
	client: SalesforceClient,
	sObject: string,
	path: string,
): Promise<FieldDescription | undefined> {
	let { fieldByName } = await client.describe(sObject);
	const names = path.trim().split('.');
	const last = names.pop() ?? '';
	for (const name of names) {
		const parent = [...fieldByName.values()].find(({ relationshipName }) => relationshipName === name);
		if (!parent || parent.referenceTo.length === 0) return undefined;
		({ fieldByName } = await client.describe(parent.referenceTo[0]));
	}
	return fieldByName.get(last);
}

/** The field that the row names in which a dropdown stands. */
export function rowField(this: ILoadOptionsFunctions): string {
	const field = this.getCurrentNodeParameter('&field');
	return typeof field === 'string' && !field.startsWith('=') ? field.trim() : '';
}
