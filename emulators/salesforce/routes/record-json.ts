import { ApiError } from '../api-error';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { formatValue, recordAttributes } from '../soql/format-record';
import type { StoredRecord } from '../storage/record-store';

/** A stored record as row and retrieve resources answer it. */
export function recordJson(
	type: SObjectType,
	record: StoredRecord,
	fields: readonly FieldDefinition[],
	dataUrl: string,
): Record<string, unknown> {
	const values = fields.map((field) => [field.name, formatValue(field.type, record[field.name])]);
	return { attributes: recordAttributes(type.name, String(record.Id), dataUrl), ...Object.fromEntries(values) };
}

/** The named fields; throws INVALID_FIELD for one that the object lacks. */
export function requireFields(type: SObjectType, names: readonly string[]): FieldDefinition[] {
	return names.map((name) => {
		const field = type.field(name.trim());
		if (!field) throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${type.name}`);
		return field;
	});
}
