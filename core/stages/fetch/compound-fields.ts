import { lowerFirst } from 'lodash';
import { EnrichmentError } from '../../errors';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import type { FoundField } from './find-fields';

/** A field that is a part of a compound one. */
export interface CompoundPart {
	/** From the selected object on. */
	readonly path: string;
	/** What the compound calls it, e.g. `postalCode`. */
	readonly name: string;
	readonly field: FieldDescription;
}

const compoundTypes: ReadonlySet<string> = new Set(['address', 'location']);

/** Only the REST resource of a single record gives their content. */
const unreadableTypes: ReadonlySet<string> = new Set(['base64']);

/** A custom field's parts end in `__s`. */
const partName =
	/(Street|City|StateCode|State|PostalCode|CountryCode|Country|Latitude|Longitude|GeocodeAccuracy)(?:__s)?$/;

/** Whether a selection can read the field, and so whether it is offered. */
export function isReadable(field: FieldDescription, holder: Pick<SObjectDescription, 'fieldByName'>): boolean {
	return (
		!unreadableTypes.has(field.type) &&
		(!compoundTypes.has(field.type) || partsOf(field.name, { field, holder }).length > 0)
	);
}

/**
 * By path, the parts of the compound fields among these: a bulk query refuses a compound field (Bulk API 2.0, “Query
 * Considerations”) and is told its parts instead. Throws `invalid_parameter` for a field that no query reads.
 */
export function compoundParts(found: ReadonlyMap<string, FoundField>): ReadonlyMap<string, readonly CompoundPart[]> {
	const partsByPath = new Map<string, readonly CompoundPart[]>();
	for (const [path, each] of found) {
		if (!isReadable(each.field, each.holder)) throw unreadable(path, each);
		const parts = compoundTypes.has(each.field.type) ? partsOf(path, each) : [];
		if (parts.length > 0) partsByPath.set(path, parts);
	}
	return partsByPath;
}

/** The columns that stand for these fields in a query which takes no compound ones. */
export function plainColumns(
	fields: readonly string[],
	partsByPath: ReadonlyMap<string, readonly CompoundPart[]> = new Map(),
): string[] {
	return [...new Set(fields.flatMap((path) => partsByPath.get(path)?.map((part) => part.path) ?? [path]))];
}

function partsOf(
	path: string,
	{
		field: { name: compound },
		holder,
	}: { readonly field: FieldDescription; readonly holder: Pick<SObjectDescription, 'fieldByName'> },
): CompoundPart[] {
	const prefix = path.slice(0, path.length - compound.length);
	return [...holder.fieldByName.values()].flatMap((field) => {
		const name = field.compoundFieldName === compound ? partName.exec(field.name)?.[1] : undefined;
		return name === undefined ? [] : [{ path: `${prefix}${field.name}`, name: lowerFirst(name), field }];
	});
}

function unreadable(path: string, { field: { type }, holder: { name } }: FoundField): EnrichmentError {
	const why = compoundTypes.has(type) ? 'its parts are hidden from this user' : 'a selection cannot read files';
	return new EnrichmentError('invalid_parameter', `Cannot fetch ${path} of ${name}, a field of type ${type}: ${why}.`, {
		remedy: 'Leave the field out, or read its record by itself with the Salesforce node.',
		details: { sObject: name, fields: [path] },
	});
}
