import type { RecordError } from '../api-error';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import type { SaveContext } from './save-context';
import { recordError } from './save-result';

const selfLookups: Readonly<Record<string, string>> = { Account: 'ParentId', Contact: 'ReportsToId', Case: 'ParentId' };

/** Why a record cannot go into another, as the platform says it; `undefined` when it can. */
export function mergeRefusal(
	context: SaveContext,
	type: SObjectType,
	main: StoredRecord,
	victim: StoredRecord,
): RecordError | undefined {
	if (victim.Id === main.Id) return recordError('INVALID_OPERATION', 'A record cannot be merged with itself');
	if (victim.IsConverted || main.IsConverted)
		return recordError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
	if ((victim.IsPersonAccount ?? 0) !== (main.IsPersonAccount ?? 0))
		return recordError('INVALID_OPERATION', 'Person accounts can be merged with person accounts only');
	return portalRefusal(context, type, main, victim) ?? cycleRefusal(context, type, main, victim);
}

/** A portal user's record has to be the one that stays (NPSP's reports of MERGE_FAILED). */
function portalRefusal(
	{ org }: SaveContext,
	type: SObjectType,
	main: StoredRecord,
	victim: StoredRecord,
): RecordError | undefined {
	const field = type.name === 'Contact' ? 'ContactId' : type.name === 'Account' ? 'AccountId' : undefined;
	const user = org.schema.type('User')!;
	if (!field || !user.field(field)) return undefined;
	const hasUser = ({ Id }: StoredRecord) =>
		org.store.prepare(`SELECT 1 FROM "User" WHERE "${field}" = ? AND IsActive = 1`).get(Id) !== undefined;
	if (!hasUser(victim) || hasUser(main)) return undefined;
	const plural = type.definition.labelPlural.toLowerCase();
	return recordError(
		'MERGE_FAILED',
		`When merging portal enabled ${plural}, the master record must be portal enabled.`,
	);
}

/** What pointed from one to the other would point to itself, or round in a circle, once they are one. */
function cycleRefusal(
	{ org }: SaveContext,
	type: SObjectType,
	main: StoredRecord,
	victim: StoredRecord,
): RecordError | undefined {
	const field = selfLookups[type.name];
	if (!field || !type.field(field)) return undefined;
	const both = new Set([main.Id, victim.Id]);
	const seen = new Set<unknown>();
	const above = (record: StoredRecord | undefined): boolean => {
		const parentId = record?.[field];
		if (!parentId || seen.has(parentId)) return false;
		if (both.has(parentId)) return true;
		seen.add(parentId);
		return above(org.store.findRow(type, String(parentId)));
	};
	if (!above(main) && !above(victim)) return undefined;
	return recordError('CIRCULAR_DEPENDENCY', 'attempt to violate hierarchy constraints', [field]);
}
