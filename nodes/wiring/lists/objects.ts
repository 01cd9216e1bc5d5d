import { partition, sortBy } from 'lodash';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { SObjectSummary } from '../../../core/salesforce/schema';
import { editorClient } from '../editor-client';
import { chosenObject } from './chosen-object';

/** What the pack is mostly used on, offered before anything else and where no credential is chosen yet. */
export const usualObjects: readonly INodePropertyOptions[] = ['Account', 'Contact', 'Lead'].map((name) => ({
	name,
	value: name,
}));

/** For an object that is not listed, named in a field of its own. */
export const otherObject: INodePropertyOptions = {
	name: 'Other',
	value: 'other',
	description: 'An object that is not listed, by its API name',
};

/** Leaves the object to the records. */
export const fromRecords: INodePropertyOptions = {
	name: 'From the Records',
	value: 'fromRecords',
	description: 'What Fetch Modified noted on them, or the type that Salesforce sent along',
};

/** The objects that this user may read, the usual ones first, then all others by label. */
export async function getObjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [...(await objectsOfOrg.call(this, ({ queryable }) => queryable)), otherObject];
}

/** The same behind the choice that leaves the object to the records. */
export async function getObjectsOrFromRecords(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [fromRecords, ...(await getObjects.call(this))];
}

/** The objects whose records this user may create or update, behind the choice that leaves the object to the records. */
export async function getWritableObjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [
		fromRecords,
		...(await objectsOfOrg.call(this, ({ createable, updateable }) => createable || updateable)),
		otherObject,
	];
}

async function objectsOfOrg(
	this: ILoadOptionsFunctions,
	isOffered: (summary: SObjectSummary) => boolean,
): Promise<INodePropertyOptions[]> {
	const client = await editorClient.call(this).catch(asNotChosen.bind(this));
	// Before a credential is chosen the usual objects can be chosen all the same.
	if (!client) return [...usualObjects];
	const listed = (await client.listSObjects()).filter((summary) => summary.retrieveable && isOffered(summary));
	const options = sortBy(listed, ({ label }) => label.toLowerCase()).map(({ name, label }) => ({
		name: label === name ? name : `${label} (${name})`,
		value: name,
	}));
	const [usual, others] = partition(options, ({ value }) => usualObjects.some((each) => each.value === value));
	return [...usual, ...others, ...savedObject.call(this, options)];
}

/** The editor marks a saved value as unsupported that its list does not have. */
function savedObject(this: ILoadOptionsFunctions, options: readonly INodePropertyOptions[]): INodePropertyOptions[] {
	const saved = chosenObject.call(this);
	if (saved === undefined || [...options, otherObject].some(({ value }) => value === saved)) return [];
	return [{ name: `${saved} (Not Among the Objects This User Sees)`, value: saved }];
}

function asNotChosen(this: ILoadOptionsFunctions, error: unknown): undefined {
	if (Object.keys(this.getNode().credentials ?? {}).length > 0) throw error;
	return undefined;
}
