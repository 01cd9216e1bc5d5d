import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { readValue } from './read-value';
import type { SaveContext } from './save-context';
import { recordError } from './save-result';

/** A request's record, by field name and as stored, with everything that is wrong with it. */
export interface ReadInput {
	readonly values: Record<string, SQLInputValue>;
	readonly errors: RecordError[];
}

type Json = Readonly<Record<string, unknown>>;

/** Turns a JSON record into stored values; `type` is the object as the user sees it, `mode` decides what is read-only. */
export function readInput(context: SaveContext, type: SObjectType, input: Json, mode: 'create' | 'update'): ReadInput {
	const values: Record<string, SQLInputValue> = {};
	const errors: RecordError[] = [];
	let readOnly: string[] | undefined;
	for (const key of Object.keys(input)) {
		if (key === 'attributes') continue;
		const raw = input[key];
		const field = type.field(key);
		const target: Target = field ? { field, raw } : lookupTarget(context, type, key, raw);
		if ('error' in target) {
			errors.push(target.error);
		} else if (!(mode === 'create' ? target.field.createable : target.field.updateable)) {
			(readOnly ??= []).push(target.field.name);
		} else {
			const read = readValue(target.field, target.raw);
			if ('error' in read) errors.push(read.error);
			else values[target.field.name] = read.value;
		}
	}
	if (readOnly) errors.unshift(readOnlyError(readOnly));
	return { values, errors };
}

type Target = { readonly field: FieldDefinition; readonly raw: unknown } | { readonly error: RecordError };

function lookupTarget(context: SaveContext, type: SObjectType, key: string, raw: unknown): Target {
	const lookup = type.parentField(key);
	if (lookup && typeof raw === 'object' && raw !== null) return parentByExternalId(context, lookup, raw as Json);
	return { error: recordError('INVALID_FIELD', `No such column '${key}' on sobject of type ${type.name}`) };
}

/** `"Account": {"Key__c": "x"}` names the parent by an external id; `attributes.type` tells which of several objects. */
function parentByExternalId({ org }: SaveContext, lookup: FieldDefinition, raw: Json): Target {
	const [key] = Object.keys(raw).filter((each) => each !== 'attributes');
	const parent = namedParent(org.schema.parentTypes(lookup), raw.attributes as Json | undefined);
	if (!parent) {
		return {
			error: recordError(
				'INVALID_FIELD',
				`Polymorphic foreign key ${lookup.relationshipName} needs the type of its target`,
				[lookup.name],
			),
		};
	}
	const field = parent.field(key ?? '');
	if (!field?.idLookup) {
		return { error: recordError('INVALID_FIELD', `${key} is not an External ID or indexed field for ${parent.name}`) };
	}
	const [match, ...others] = org.store.findBy(parent, field.name, String(raw[key]));
	if (match && others.length === 0) return { field: lookup, raw: match.Id };
	const message = match
		? `Foreign key external ID: ${String(raw[key])} matches more than one record`
		: `Foreign key external ID: ${String(raw[key])} not found for field ${field.name} in entity ${parent.name}`;
	return { error: recordError('INVALID_FIELD', message) };
}

function namedParent(targets: readonly SObjectType[], attributes: Json | undefined): SObjectType | undefined {
	if (targets.length === 1) return targets[0];
	return targets.find((each) => each.name.toLowerCase() === String(attributes?.type ?? '').toLowerCase());
}

function readOnlyError(fields: string[]): RecordError {
	return recordError(
		'INVALID_FIELD_FOR_INSERT_UPDATE',
		`Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
		fields,
	);
}
