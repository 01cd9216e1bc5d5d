import { AccessLevel } from '../access/sharing';
import { toStoredSecond } from '../date-time';
import type { SObjectType } from '../schema/schema';
import { findTarget, unsupported } from './find-target';
import type { SaveContext } from './save-context';
import { recordError, rejected, saved, type SaveResult } from './save-result';

/** Moves a record to the recycle bin (setup records go for good); children follow it or lose the reference, by their field's rule. */
export function deleteRecord(context: SaveContext, anyType: SObjectType, rawId: string): SaveResult {
	const { org } = context;
	const type = org.schema.type(anyType.name)!;
	if (!type.definition.deletable) return rejected(unsupported(type, 'delete'));
	const found = findTarget(context, type, rawId, AccessLevel.Delete);
	if ('success' in found) return found;
	const id = String(found.record.Id);
	const holding = restrictingChild(context, type, id);
	if (holding) {
		const message = `Your attempt to delete ${String(found.record.Name ?? id)} could not be completed because it is associated with the following ${holding}.`;
		return rejected(recordError('DELETE_FAILED', message));
	}
	const refusal =
		org.automation.transactionRefusal(context, type) ?? org.automation.lockRefusal(context, type, found.record, id);
	if (refusal) return rejected(refusal);
	moveToBin(context, type, id);
	return saved(id, false);
}

function moveToBin(context: SaveContext, type: SObjectType, id: string): void {
	const { store, schema, clock, automation } = context.org;
	const before = store.findRow(type, id)!;
	if (type.field('IsDeleted')) store.update(type, id, { IsDeleted: 1, SystemModstamp: toStoredSecond(clock()) });
	else store.remove(type, id);
	automation.rollUps.childSaved(type, before, undefined);
	for (const { childObject, field } of schema.childRelationships(type)) {
		const childType = schema.type(childObject.name)!;
		for (const child of store.findBy(childType, field.name, id)) {
			if (field.cascadeDelete) moveToBin(context, childType, String(child.Id));
			else store.update(childType, String(child.Id), { [field.name]: null });
		}
	}
}

function restrictingChild({ org }: SaveContext, type: SObjectType, id: string): string | undefined {
	const restricting = org.schema.childRelationships(type).filter(({ field }) => field.restrictedDelete);
	return restricting
		.find(({ childObject, field }) => org.store.findBy(org.schema.type(childObject.name)!, field.name, id).length > 0)
		?.childObject.labelPlural.toLowerCase();
}
