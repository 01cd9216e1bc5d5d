import { sortBy } from 'lodash';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { FieldDescription, SObjectDescription } from '../../../core/salesforce/schema';
import { isReadable } from '../../../core/stages/fetch/compound-fields';
import { editorClient } from '../../wiring/editor-client';

const parentObject = 'Account';

/** The fields of the chosen object that this user sees, then those of its account, which begin with `Account:`; by label. */
export async function getReadableFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = await editorClient.call(this);
	const description = await client.describe(objectOf.call(this));
	const parents = [...description.fieldByName.values()].filter(leadsToAccount);
	if (parents.length === 0) return fieldOptions(description);
	const account = await client.describe(parentObject);
	return [...fieldOptions(description), ...parents.flatMap((parent) => fieldOptions(account, parent.relationshipName!))];
}

function objectOf(this: ILoadOptionsFunctions): string {
	const chosen = this.getNodeParameter('sObject') as string;
	const name = chosen === 'other' ? (this.getNodeParameter('otherSObject') as string).trim() : chosen;
	if (name) return name;
	throw new EnrichmentError('invalid_parameter', 'The fields can only be listed for one object', {
		remedy: 'Fill in the API name of the object',
	});
}

/** One that nobody can fill, such as a Lead's converted account, leads nowhere. */
function leadsToAccount({ referenceTo, relationshipName, updateable }: FieldDescription): boolean {
	return relationshipName !== null && updateable && referenceTo.length === 1 && referenceTo[0] === parentObject;
}

function fieldOptions({ fieldByName }: SObjectDescription, parent?: string): INodePropertyOptions[] {
	const readable = [...fieldByName.values()].filter((field) => isReadable(field, { fieldByName }));
	return sortBy(readable, 'label').map(({ name, label }) => {
		const value = parent === undefined ? name : `${parent}.${name}`;
		return { name: `${parent === undefined ? '' : `${parent}: `}${label} (${value})`, value };
	});
}
