import { AccessLevel } from '../access/sharing';
import { toStoredSecond } from '../date-time';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import type { SaveContext } from './save-context';
import { savePlan } from './save-plan';
import { recordError, rejected, saved, type SaveResult } from './save-result';

/**
 * Brings a deleted record back under its own id, with the children that went to the bin with it. A merge's loser comes back
 * alone: what was re-parented stays with the survivor (SOAP API Developer Guide, undelete()).
 */
export function undeleteRecord(context: SaveContext, rawId: string): SaveResult {
	const found = findInBin(context, rawId);
	if ('success' in found) return found;
	const { type, record } = found;
	const taken = takenValue(context, type, record);
	if (taken) return rejected(recordError('UNDELETE_FAILED', taken));
	return context.org.store.transaction(() => {
		restore(context, type, record);
		return saved(String(record.Id), false);
	});
}

/** Removes a record in the bin for good. */
export function purgeRecord(context: SaveContext, rawId: string): SaveResult {
	const found = findInBin(context, rawId);
	if ('success' in found) return found;
	context.org.store.remove(found.type, String(found.record.Id));
	return saved(String(found.record.Id), false);
}

function findInBin(
	{ org, userId }: SaveContext,
	rawId: string,
): { readonly type: SObjectType; readonly record: StoredRecord } | SaveResult {
	const id = toId18(rawId);
	const type = id && org.schema.typeOfId(id);
	if (!id || !type) return rejected(recordError('MALFORMED_ID', `malformed id ${rawId}`));
	const record = org.store.findRow(type, id);
	if (!record) return rejected(recordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
	if (!record.IsDeleted) return rejected(recordError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
	if (org.access.of(userId).level(type, record) < AccessLevel.Delete)
		return rejected(recordError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
	return { type, record };
}

/** A unique value that a living record has taken on in the meantime. */
function takenValue({ org }: SaveContext, type: SObjectType, record: StoredRecord): string | undefined {
	for (const field of savePlan(type).uniques) {
		const value = record[field.name];
		const other = value === null ? undefined : org.store.findBy(type, field.name, value)[0];
		if (other) {
			const holder = String(other.Id).slice(0, 15);
			return `duplicate value found: ${field.name} duplicates value on record with id: ${holder}`;
		}
	}
	return undefined;
}

function restore(context: SaveContext, type: SObjectType, record: StoredRecord): void {
	const { store, schema, clock, automation } = context.org;
	const id = String(record.Id);
	const wentAt = record.SystemModstamp;
	const changes = {
		IsDeleted: 0,
		SystemModstamp: toStoredSecond(clock()),
		...(type.field('MasterRecordId') ? { MasterRecordId: null } : {}),
	};
	store.update(type, id, changes);
	automation.rollUps.childSaved(type, undefined, { ...record, ...changes });
	if (record.MasterRecordId) return;
	for (const { childObject, field } of schema.childRelationships(type)) {
		const childType = schema.type(childObject.name)!;
		if (!field.cascadeDelete || !childType.field('IsDeleted')) continue;
		const table = store.tableOf(childType);
		const gone = store.prepare(
			`SELECT * FROM "${table}" WHERE "${field.name}" = ? AND IsDeleted = 1 AND SystemModstamp = ?`,
		);
		for (const child of gone.all(id, wentAt)) restore(context, childType, child);
	}
}
