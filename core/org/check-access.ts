import type { Evidence } from './evidence';
import { couldNotBeChecked, type Finding } from './finding';
import type { DescribedObject, EntityRow, PermissionSetRow, UserRow } from './setup-questions';

/** What a workflow is going to do to records, which decides what it needs. */
export type PlannedWrite = 'update' | 'create' | 'merge';

/** What each kind of write needs on the object. */
const needOf = {
	update: { flag: 'updateable', right: 'Edit' },
	create: { flag: 'createable', right: 'Create' },
	merge: { flag: 'deletable', right: 'Delete' },
} as const satisfies Record<PlannedWrite, { flag: keyof DescribedObject; right: string }>;

/** Sharing under which everybody sees every record anyway. */
const openSharing = new Set(['Read', 'ReadWrite', 'ReadWriteTransfer', 'FullAccess']);

const grantIt = 'Grant it in a permission set of the integration user, such as Enrichment Integration.';

/** Whether the user may read the object and do to its records what is planned. */
export function checkObjectAccess(
	sObject: string,
	object: Evidence<DescribedObject>,
	planned: readonly PlannedWrite[],
): Finding {
	const check = 'object access';
	if (object.status === 'refused') {
		return {
			check,
			state: 'missing',
			what: `The user sees no object ${sObject}: ${object.why}`,
			whatToDo: `Check the API name. ${grantIt}`,
		};
	}
	const lacking = planned.filter((write) => !object.found[needOf[write].flag]).map((write) => needOf[write].right);
	const rights = object.found.queryable ? lacking : ['Read', ...lacking];
	if (rights.length === 0)
		return { check, state: 'ok', what: `The user may ${['read', ...planned].join(', ')} ${sObject}.` };
	return {
		check,
		state: 'missing',
		what: `The user lacks ${rights.join(', ')} on ${sObject}.`,
		whatToDo: grantIt,
		names: rights,
	};
}

/** Where the right to see all records may come from. */
export interface VisibilityEvidence {
	readonly user: Evidence<readonly UserRow[]>;
	readonly permissionSets: Evidence<readonly PermissionSetRow[]>;
	readonly entity: Evidence<readonly EntityRow[]>;
}

/** Whether the user sees every record of the object: what is hidden is never enriched, and matching makes a duplicate of it. */
export function checkVisibility(sObject: string, evidence: VisibilityEvidence): Finding {
	const check = 'record visibility';
	const [entity] = foundIn(evidence.entity);
	const source = sourceOfViewAll(evidence);
	if (source) return { check, state: 'ok', what: `The user sees every ${sObject}: ${source}.` };
	if (entity?.InternalSharingModel && openSharing.has(entity.InternalSharingModel)) {
		return {
			check,
			state: 'ok',
			what: `The user sees every ${sObject}: its sharing is ${entity.InternalSharingModel}.`,
		};
	}
	const whatToDo = `Grant View All Records on ${sObject} to the integration user.`;
	const unread = [evidence.user, evidence.permissionSets].find((each) => each.status === 'refused');
	if (unread?.status === 'refused') return couldNotBeChecked(check, unread.why, whatToDo);
	const what = `The user may not see every ${sObject}; a record that is hidden is not enriched, and matching creates a duplicate of it.`;
	return { check, state: 'warning', what, whatToDo };
}

function sourceOfViewAll({ user, permissionSets }: VisibilityEvidence): string | undefined {
	const [profile] = foundIn(user).map(({ Profile }) => Profile);
	if (profile && (profile.PermissionsViewAllData || profile.PermissionsModifyAllData))
		return `View All Data by the profile ${profile.Name}`;
	for (const set of foundIn(permissionSets)) {
		if (set.PermissionsViewAllData || set.PermissionsModifyAllData)
			return `View All Data by the permission set ${set.Name}`;
		const grants = set.ObjectPerms?.records ?? [];
		if (grants.some((grant) => grant.PermissionsViewAllRecords || grant.PermissionsModifyAllRecords)) {
			return `View All Records by the permission set ${set.Name}`;
		}
	}
	return undefined;
}

function foundIn<T>(evidence: Evidence<readonly T[]>): readonly T[] {
	return evidence.status === 'read' ? evidence.found : [];
}
