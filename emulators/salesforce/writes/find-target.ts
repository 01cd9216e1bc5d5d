import type { RecordError } from '../api-error';
import { AccessLevel } from '../access/sharing';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import type { SaveContext } from './save-context';
import { recordError, rejected, type SaveResult } from './save-result';

/** The record with this id if the user may write it that far, else the refusal that Salesforce gives. */
export function findTarget(
	{ org, userId }: SaveContext,
	type: SObjectType,
	rawId: string,
	needed: AccessLevel = AccessLevel.Edit,
): { readonly record: StoredRecord } | SaveResult {
	const id = toId18(rawId);
	if (!id || id.slice(0, 3) !== type.definition.keyPrefix) {
		return rejected(recordError('MALFORMED_ID', `${type.name} ID: id value of incorrect type: ${rawId}`, ['Id']));
	}
	const record = org.store.findRow(type, id);
	const level = record && org.access.of(userId).level(type, record);
	if (!record || level === AccessLevel.None)
		return rejected(recordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
	if (record.IsDeleted) return rejected(recordError('ENTITY_IS_DELETED', 'entity is deleted'));
	if (level! < needed)
		return rejected(recordError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
	return { record };
}

/** The refusal of an operation that an object does not offer at all. */
export function unsupported(type: SObjectType, operation: 'create' | 'update' | 'delete'): RecordError {
	return recordError('INVALID_TYPE_FOR_OPERATION', `entity type ${type.name} does not support ${operation}`);
}
