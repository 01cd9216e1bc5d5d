import { EnrichmentError } from '../../errors';
import type { SalesforceClient } from '../../salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';

/** A field at the end of a path, with the object that has it. */
export interface FoundField {
	readonly field: FieldDescription;
	readonly holder: SObjectDescription;
}

/**
 * What SOQL gives of a parent that may be of several kinds, such as a Lead's owner: the fields of the pseudo-object Name
 * (Object Reference, “Name”). Others need TYPEOF, which no bulk query takes.
 */
const fieldsOfAnyKind: ReadonlySet<string> = new Set([
	...[
		'Alias',
		'Email',
		'FirstName',
		'Id',
		'IsActive',
		'LastName',
		'Name',
		'Phone',
		'Profile',
		'ProfileId',
		'RecordType',
	],
	...['RecordTypeId', 'Title', 'Type', 'UserRole', 'UserRoleId', 'Username'],
]);

/** The fields at these paths; throws `missing_field` naming all that do not exist or cannot be reached. */
export async function findFields(
	client: SalesforceClient,
	description: SObjectDescription,
	paths: readonly string[],
): Promise<Map<string, FoundField>> {
	const found = new Map<string, FoundField>();
	const missing: Array<{ readonly path: string; readonly sObject: string }> = [];
	for (const path of paths) {
		const result = await findField(client, description, path.split('.'));
		if (typeof result === 'string') missing.push({ path, sObject: result });
		else found.set(path, result);
	}
	if (missing.length === 0) return found;
	const list = missing.map(({ path, sObject }) => `${path} (on ${sObject})`).join(', ');
	throw new EnrichmentError('missing_field', `Cannot fetch ${description.name} with ${list}.`, {
		remedy: 'Each of these fields is missing, misspelt, or hidden from this user by field-level security.',
		details: { sObject: description.name, fields: missing.map(({ path }) => path) },
	});
}

/** Follows a path through its parents; a parent of several kinds needs the field on one of them. A name: the object that lacks it. */
async function findField(
	client: SalesforceClient,
	description: SObjectDescription,
	[name, ...rest]: readonly string[],
): Promise<FoundField | string> {
	if (rest.length === 0) {
		const field = description.fieldByName.get(name);
		return field ? { field, holder: description } : description.name;
	}
	const parent = [...description.fieldByName.values()].find((field) => field.relationshipName === name);
	const kinds = parent?.referenceTo ?? [];
	if (kinds.length > 1 && !fieldsOfAnyKind.has(rest[0])) throw ofSomeKindsOnly(description.name, name, kinds, rest);
	let lacking = description.name;
	for (const sObject of kinds) {
		const found = await findField(client, await client.describe(sObject), rest);
		if (typeof found !== 'string') return found;
		lacking = found;
	}
	return lacking;
}

function ofSomeKindsOnly(
	sObject: string,
	relationship: string,
	kinds: readonly string[],
	rest: readonly string[],
): EnrichmentError {
	const path = [relationship, ...rest].join('.');
	return new EnrichmentError(
		'missing_field',
		`Cannot fetch ${sObject} with ${path}: ${relationship} may be ${kinds.join(' or ')}, of which only common fields can be read.`,
		{
			remedy: `Read one of ${[...fieldsOfAnyKind]
				.slice(0, 7)
				.map((field) => `${relationship}.${field}`)
				.join(', ')}, or put the value into a formula field.`,
			details: { sObject, fields: [path] },
		},
	);
}
