import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../../api-error';
import { isPermissionable } from '../../schema/field';
import type { SObjectType } from '../../schema/schema';
import { recordError } from '../save-result';
import type { SaveContext } from '../save-context';

/** A new permission must name something that can be permitted, and only once in its set. */
export function checkPermissionRecord(
	{ org }: SaveContext,
	type: SObjectType,
	record: Readonly<Record<string, SQLInputValue>>,
): RecordError[] {
	if (type.name !== 'FieldPermissions' && type.name !== 'ObjectPermissions') return [];
	const object = org.schema.type(String(record.SobjectType));
	if (!object) return [badValue('Sobject Type Name', record.SobjectType, 'SobjectType')];
	const key = type.name === 'FieldPermissions' ? 'Field' : 'SobjectType';
	if (key === 'Field') {
		const [owner, name = ''] = String(record.Field).split('.');
		const field = owner.toLowerCase() === object.name.toLowerCase() ? object.field(name) : undefined;
		if (!field || !isPermissionable(field)) return [badValue('Field Name', record.Field, 'Field')];
		if (!record.PermissionsRead)
			return [
				recordError('FIELD_INTEGRITY_EXCEPTION', 'Edit depends on Read: PermissionsRead must be true', [
					'PermissionsRead',
				]),
			];
	}
	const other = org.store.findBy(type, key, record[key]).some((each) => each.ParentId === record.ParentId);
	return other
		? [recordError('DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>')]
		: [];
}

function badValue(label: string, value: SQLInputValue, field: string): RecordError {
	return recordError(
		'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
		`${label}: bad value for restricted picklist field: ${String(value)}`,
		[field],
	);
}
