import { toStoredSecond } from '../date-time';
import type { SObjectType } from '../schema/schema';
import type { SaveContext } from './save-context';
import { findTarget, unsupported } from './save-record';
import { rejected, saved, type SaveResult } from './save-result';

/** Moves a record to the recycle bin; children follow it or lose the reference, by their field's rule. */
export function deleteRecord(context: SaveContext, type: SObjectType, rawId: string): SaveResult {
	if (!type.definition.deletable) return rejected(unsupported(type, 'delete'));
	const found = findTarget(context, type, rawId);
	if ('success' in found) return found;
	const { store, schema } = context.org;
	const id = String(found.record.Id);
	store.update(type, id, { IsDeleted: 1, SystemModstamp: toStoredSecond(context.org.clock()) });

	for (const { childObject, field } of schema.childRelationships(type)) {
		const childType = schema.type(childObject.name)!;
		for (const child of store.findBy(childType, field.name, id)) {
			if (field.cascadeDelete) deleteRecord(context, childType, String(child.Id));
			else store.update(childType, String(child.Id), { [field.name]: null });
		}
	}
	return saved(id, false);
}
