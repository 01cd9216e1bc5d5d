import { AccessLevel } from '../access/sharing';
import { toStoredSecond } from '../date-time';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import { findTarget } from './find-target';
import { mergeRefusal } from './merge-refusals';
import type { SaveContext } from './save-context';
import { updateRecord } from './save-record';
import { recordError, rejected, saved, type SaveResult } from './save-result';

const mergeable = new Set(['Account', 'Contact', 'Lead', 'Case']);
const mostVictims = 2;

/** What a merge changed besides the record that stays. */
export type MergeResult = SaveResult & {
	readonly mergedRecordIds?: readonly string[];
	readonly updatedRelatedIds?: readonly string[];
};

/** Merges up to two records into a third: their children move to it, and they go to the bin under its id. */
export function mergeRecords(
	context: SaveContext,
	anyType: SObjectType,
	mainId: string,
	victimIds: readonly string[],
	fields: Readonly<Record<string, unknown>> = {},
): MergeResult {
	const { org } = context;
	const type = org.schema.type(anyType.name)!;
	if (!mergeable.has(type.name))
		return rejected(recordError('INVALID_TYPE_FOR_OPERATION', `entity type ${type.name} does not support merge`));
	if (victimIds.length < 1 || victimIds.length > mostVictims) {
		return rejected(
			recordError('INVALID_NUMBER_FOR_MERGE', `The number of records to merge must be between 1 and ${mostVictims}`),
		);
	}
	return org.store.transaction(
		() => merge(context, type, mainId, victimIds, fields),
		(result) => result.success,
	);
}

function merge(
	context: SaveContext,
	type: SObjectType,
	mainId: string,
	victimIds: readonly string[],
	fields: Readonly<Record<string, unknown>>,
): MergeResult {
	const { store, clock } = context.org;
	const main = findTarget(context, type, mainId);
	if ('success' in main) return main;
	const id = String(main.record.Id);
	const merged: string[] = [];
	let related: readonly string[] = [];
	for (const victimId of victimIds) {
		const victim = findTarget(context, type, victimId, AccessLevel.Delete);
		if ('success' in victim) return victim;
		const from = String(victim.record.Id);
		const refusal = mergeRefusal(context, type, main.record, victim.record);
		if (refusal) return rejected(refusal);
		related = [...related, ...reparent(context, type, from, id)];
		store.update(type, from, { IsDeleted: 1, MasterRecordId: id, SystemModstamp: toStoredSecond(clock()) });
		merged.push(from);
	}
	const updated = updateRecord({ ...context, autoAssign: false }, type, id, fields);
	return updated.success ? { ...saved(id, false), mergedRecordIds: merged, updatedRelatedIds: related } : updated;
}

/** Every look-up to the object counts, not only those that the parent lists. */
function reparent({ org }: SaveContext, type: SObjectType, from: string, to: string): string[] {
	const { store, schema, clock, automation } = org;
	const moved: string[] = [];
	for (const childType of schema.types.filter((each) => !each.definition.viewSql)) {
		for (const field of childType.fields.filter(
			(each) => each.referenceTo.includes(type.name) && each.name !== 'MasterRecordId',
		)) {
			for (const child of store.findBy(childType, field.name, from)) {
				if (isSecondMembership(org, childType, child, field.name, to)) {
					store.update(childType, String(child.Id), { IsDeleted: 1, SystemModstamp: toStoredSecond(clock()) });
					continue;
				}
				const changes = { [field.name]: to, SystemModstamp: toStoredSecond(clock()) };
				store.update(childType, String(child.Id), changes);
				automation.rollUps.childSaved(childType, child, { ...child, ...changes });
				moved.push(String(child.Id));
			}
		}
	}
	return moved;
}

/** Somebody is a member of a campaign once: of two memberships the survivor's stays. */
function isSecondMembership(
	org: SaveContext['org'],
	type: SObjectType,
	member: StoredRecord,
	field: string,
	to: string,
): boolean {
	if (type.name !== 'CampaignMember') return false;
	return org.store.findBy(type, field, to).some((each) => each.CampaignId === member.CampaignId);
}
