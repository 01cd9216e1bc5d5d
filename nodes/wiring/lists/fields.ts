import { sortBy, uniqBy } from 'lodash';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { SalesforceClient } from '../../../core/salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../../core/salesforce/schema';
import { isReadable } from '../../../core/stages/fetch/compound-fields';
import { operatorsFor } from '../../../core/stages/fetch/filter-row';
import { editorClient } from '../editor-client';
import { chosenObject } from './chosen-object';
import { rowField } from './picklist-values';
import { savedOptions } from './saved-options';

type Accepts = (field: FieldDescription, holder: SObjectDescription) => boolean;

const numeric = ['int', 'long', 'double', 'currency', 'percent'];
const textual = ['string', 'textarea', 'picklist', 'combobox', 'email', 'phone', 'url'];

/** For a list that cannot be had yet. */
export const chooseObjectFirst: INodePropertyOptions = {
	name: 'Choose the Object Above to List Its Fields',
	value: '',
};

/** All that can be read, parents' fields too, and what is saved among the additional fields. */
export const getReadableFields = withParents(isReadable, savedAdditional);

/** All that a filter takes, parents' fields too, and what its row has saved. */
export const getFilterFields = withParents(
	(field) => operatorsFor(field).length > 0,
	function () {
		return [rowField.call(this)];
	},
);

/** What a match can go by, parents' fields too. */
export const getTextFields = withParents(({ type }) => textual.includes(type));

/** Numbers and amounts, parents' fields too. */
export const getNumberFields = withParents(({ type }) => numeric.includes(type));

export const getEmailFields = withParents(({ type }) => type === 'email');

/** Checkboxes, parents' too. */
export const getCheckboxFields = withParents(({ type }) => type === 'boolean');

/** Checkboxes that this user may write. */
export const getCheckboxTargets = own(({ type, updateable }) => updateable && type === 'boolean');

/** What this user may write on records that are there. */
export const getUpdatableFields = own(({ updateable }) => updateable);

/** Numbers that this user may write, such as for a score. */
export const getNumberTargets = own(({ type, updateable }) => updateable && numeric.includes(type));

/** Texts and picklists that this user may write, such as for a rank. */
export const getTextTargets = own(({ type, updateable }) => updateable && textual.includes(type));

/** Dates with a time that this user may write. */
export const getDateTimeTargets = own(({ type, updateable }) => updateable && type === 'datetime');

export const getExternalIdFields = own(({ externalId }) => externalId);

type FieldList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

type SavedNames = (this: ILoadOptionsFunctions) => readonly unknown[];

function savedAdditional(this: ILoadOptionsFunctions): readonly unknown[] {
	const names = this.getNodeParameter('additionalFields', []);
	return Array.isArray(names) ? names : [];
}

function own(accepts: Accepts): FieldList {
	return async function () {
		const sObject = chosenObject.call(this);
		if (sObject === undefined) return [chooseObjectFirst];
		return fieldOptions(await (await editorClient.call(this)).describe(sObject), accepts);
	};
}

/** `saved` gives the names that the list has to hold too, such as a typed field of a grandparent. */
function withParents(accepts: Accepts, saved?: SavedNames): FieldList {
	return async function () {
		const sObject = chosenObject.call(this);
		if (sObject === undefined) return [chooseObjectFirst];
		const client = await editorClient.call(this);
		const description = await client.describe(sObject);
		const parents = [...description.fieldByName.values()].filter(isParent);
		const found = await Promise.all(
			uniqBy(parents, 'relationshipName').map((parent) => parentOptions(client, parent, accepts)),
		);
		const options = [...fieldOptions(description, accepts), ...found.flat()];
		const listed = new Set(options.map(({ value }) => value));
		return [...options, ...savedOptions(saved?.call(this) ?? []).filter(({ value }) => !listed.has(value))];
	};
}

async function parentOptions(
	client: SalesforceClient,
	parent: FieldDescription,
	accepts: Accepts,
): Promise<INodePropertyOptions[]> {
	const holder = await client.describe(parent.referenceTo[0]).catch(asHidden);
	return holder ? fieldOptions(holder, accepts, parent) : [];
}

/** One that can lead to several objects, such as an owner, has only what they share; and one that nobody can fill leads nowhere. */
function isParent({ referenceTo, relationshipName, updateable, createable }: FieldDescription): boolean {
	return relationshipName !== null && (updateable || createable) && referenceTo.length === 1;
}

/** A parent that this user may not see offers nothing. */
function asHidden(error: unknown): undefined {
	if (error instanceof EnrichmentError && error.code === 'invalid_parameter') return undefined;
	throw error;
}

function fieldOptions(holder: SObjectDescription, accepts: Accepts, parent?: FieldDescription): INodePropertyOptions[] {
	const fields = [...holder.fieldByName.values()].filter((field) => accepts(field, holder));
	return sortBy(fields, ({ label }) => label.toLowerCase()).map(({ name, label }) => {
		if (!parent) return { name: `${label} (${name})`, value: name };
		const path = `${parent.relationshipName}.${name}`;
		return { name: `${parent.relationshipName}: ${label} (${path})`, value: path };
	});
}
