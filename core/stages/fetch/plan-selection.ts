import { EnrichmentError } from '../../errors';
import { ownFields } from '../../record/fields';
import type { SalesforceClient, SObjectDescription } from '../../salesforce/client';
import { assertApiName, assertFieldPath } from '../../salesforce/soql';
import { fetchPreset } from './object-presets';

/** Fields and standing conditions of a selection, all of them known to exist. */
export interface Selection {
	readonly sObject: string;
	readonly fields: readonly string[];
	readonly conditions: readonly string[];
}

interface MissingField {
	readonly path: string;
	readonly sObject: string;
}

const ownFieldNames: ReadonlySet<string> = new Set(Object.values(ownFields).map((field) => field.name));

/** Puts the selection together; throws `missing_field` naming every field that the user cannot see. */
export async function planSelection(
	client: SalesforceClient,
	request: { readonly sObject: string; readonly fields: readonly string[]; readonly onlyNeverEnriched: boolean },
): Promise<Selection> {
	const { sObject } = request;
	const preset = fetchPreset(assertApiName(sObject));
	const description = await client.describe(sObject);
	const isPresent = (name: string) => description.fieldByName.has(name);
	if (request.onlyNeverEnriched) assertStamped(description);

	const isDispensable = (path: string) => ownFieldNames.has(path) || preset.dispensable.includes(path);
	const preselected = preset.fields.filter((path) => isPresent(path) || !isDispensable(path));
	const wanted = [...new Set([...preselected, ...request.fields])];
	await assertFieldsExist(client, description, wanted.map(assertFieldPath));
	const optional = Object.entries(preset.whereIfPresent).filter(([name]) => isPresent(name));
	const neverEnriched = request.onlyNeverEnriched ? [`${ownFields.lastActivity.name} = null`] : [];
	return {
		sObject,
		fields: wanted,
		conditions: [...preset.where, ...optional.map(([, condition]) => condition), ...neverEnriched],
	};
}

function assertStamped(description: SObjectDescription): void {
	if (description.fieldByName.has(ownFields.lastActivity.name)) return;
	throw new EnrichmentError(
		'missing_field',
		`"Never enriched" cannot be told: ${description.name} has no field ${ownFields.lastActivity.name}, or this user may not see it.`,
		{
			remedy: 'Deploy the fields of the folder metadata of this pack and give the user access to them.',
			details: { sObject: description.name, fields: [ownFields.lastActivity.name] },
		},
	);
}

async function assertFieldsExist(
	client: SalesforceClient,
	description: SObjectDescription,
	paths: readonly string[],
): Promise<void> {
	const missing: MissingField[] = [];
	for (const path of paths) {
		const found = await findMissing(client, description, path.split('.'), path);
		if (found) missing.push(found);
	}
	if (missing.length === 0) return;
	const list = missing.map(({ path, sObject }) => `${path} (on ${sObject})`).join(', ');
	throw new EnrichmentError('missing_field', `Cannot fetch ${description.name} with ${list}.`, {
		remedy: 'Each of these fields is missing, misspelt, or hidden from this user by field-level security.',
		details: { sObject: description.name, fields: missing.map(({ path }) => path) },
	});
}

/** Follows a path through its parents; a parent of several kinds needs the field on one of them. */
async function findMissing(
	client: SalesforceClient,
	description: SObjectDescription,
	steps: readonly string[],
	path: string,
): Promise<MissingField | undefined> {
	const [name, ...rest] = steps;
	if (rest.length === 0) return description.fieldByName.has(name) ? undefined : { path, sObject: description.name };

	const parent = [...description.fieldByName.values()].find((field) => field.relationshipName === name);
	if (!parent) return { path, sObject: description.name };
	let missing: MissingField = { path, sObject: description.name };
	for (const sObject of parent.referenceTo) {
		const found = await findMissing(client, await client.describe(sObject), rest, path);
		if (!found) return undefined;
		missing = found;
	}
	return missing;
}
