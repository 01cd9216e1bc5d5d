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

/** Turns a JSON record into stored values; `mode` decides which fields are read-only. */
export function readInput(context: SaveContext, type: SObjectType, input: Json, mode: 'create' | 'update'): ReadInput {
	const values: Record<string, SQLInputValue> = {};
	const errors: RecordError[] = [];
	const readOnly: string[] = [];
	for (const [key, raw] of Object.entries(input)) {
		if (key === 'attributes') continue;
		const target = targetOf(context, type, key, raw);
		if ('error' in target) {
			errors.push(target.error);
		} else if (!(mode === 'create' ? target.field.createable : target.field.updateable)) {
			readOnly.push(target.field.name);
		} else {
			const read = readValue(target.field, target.raw);
			if ('error' in read) errors.push(read.error);
			else values[target.field.name] = read.value;
		}
	}
	if (readOnly.length) errors.unshift(readOnlyError(readOnly));
	return { values, errors };
}

type Target = { readonly field: FieldDefinition; readonly raw: unknown } | { readonly error: RecordError };

function targetOf(context: SaveContext, type: SObjectType, key: string, raw: unknown): Target {
	const field = type.field(key);
	if (field) return { field, raw };
	const lookup = type.parentField(key);
	if (lookup && typeof raw === 'object' && raw !== null) return parentByExternalId(context, lookup, raw as Json);
	return { error: recordError('INVALID_FIELD', `No such column '${key}' on sobject of type ${type.name}`) };
}

/** `"Account": {"Key__c": "x"}` names the parent by an external id. */
function parentByExternalId({ org }: SaveContext, lookup: FieldDefinition, raw: Json): Target {
	const [key] = Object.keys(raw).filter((each) => each !== 'attributes');
	const parent = org.schema.parentType(lookup);
	const field = parent?.field(key ?? '');
	if (!parent || !field?.idLookup) {
		return { error: recordError('INVALID_FIELD', `${key} is not an External ID or indexed field for ${parent?.name}`) };
	}
	const [match, ...others] = org.store.findBy(parent, field.name, String(raw[key]));
	if (match && others.length === 0) return { field: lookup, raw: match.Id };
	const message = match
		? `Foreign key external ID: ${String(raw[key])} matches more than one record`
		: `Foreign key external ID: ${String(raw[key])} not found for field ${field.name} in entity ${parent.name}`;
	return { error: recordError('INVALID_FIELD', message) };
}

function readOnlyError(fields: string[]): RecordError {
	return recordError(
		'INVALID_FIELD_FOR_INSERT_UPDATE',
		`Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
		fields,
	);
}
