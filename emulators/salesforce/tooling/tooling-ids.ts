import { createHash } from 'node:crypto';
import { makeRecordId } from '../record-id';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';

const mostIds = 62 ** 5;

/** The same id for the same thing in every run, whatever else there is. */
export function toolingId(keyPrefix: string, ...names: readonly string[]): string {
	const number = createHash('sha1').update(names.join('.').toLowerCase()).digest().readUInt32BE(0);
	return makeRecordId(keyPrefix, number % mostIds);
}

/** What rules and triggers know an object by: a standard one by its name, a custom one by an id of 15 characters. */
export function entityId({ name, definition }: SObjectType): string {
	return definition.custom ? toolingId('01I', name).slice(0, 15) : name;
}

/** The id of a custom field. */
export function customFieldId(type: SObjectType, field: Pick<FieldDefinition, 'name'>): string {
	return toolingId('00N', type.name, field.name);
}
