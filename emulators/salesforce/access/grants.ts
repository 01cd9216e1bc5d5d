import type { OrgState } from '../org/org-state';

/** What one user may do with an object's records in general. */
export interface ObjectGrants {
	readonly canRead: boolean;
	readonly canCreate: boolean;
	readonly canEdit: boolean;
	readonly canDelete: boolean;
	readonly canViewAll: boolean;
	readonly canModifyAll: boolean;
}

/** What profile and permission sets together grant to one user. */
export interface Grants {
	readonly canViewAllData: boolean;
	readonly canModifyAllData: boolean;
	/** View Setup and Configuration: rules and automation may be read. */
	readonly canViewSetup: boolean;
	/** Customize Application: fields may be created. */
	readonly canCustomize: boolean;
	/** Manage Profiles and Permission Sets: what is granted to whom may be changed. */
	readonly canManagePermissions: boolean;
	readonly byObject: ReadonlyMap<string, ObjectGrants>;
	/** By `Object.Field`, in small letters; a field without an entry is hidden. */
	readonly byField: ReadonlyMap<string, 'read' | 'edit'>;
}

// The profile is the user's own word: an assignment to the set behind a former profile grants nothing.
const setsByName =
	'SELECT Id FROM PermissionSet WHERE ProfileId = (SELECT ProfileId FROM User WHERE Id = ?1) OR (ProfileId IS NULL AND Id IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ?1))';
const noGrants: ObjectGrants = {
	canRead: false,
	canCreate: false,
	canEdit: false,
	canDelete: false,
	canViewAll: false,
	canModifyAll: false,
};

/** Reads a user's grants from the permission records as they are now. */
export function readGrants({ store }: OrgState, userId: string): Grants {
	const rows = (columns: readonly string[], key: string, table: string) =>
		store
			.prepare(
				`SELECT ${key} AS k, ${columns.map((each) => `MAX(Permissions${each}) AS "${each}"`).join(', ')} FROM ${table} WHERE ParentId IN (${setsByName}) GROUP BY ${key}`,
			)
			.all(userId);
	const system = store
		.prepare(
			'SELECT MAX(PermissionsViewAllData) AS v, MAX(PermissionsModifyAllData) AS m, MAX(PermissionsViewSetup) AS s, ' +
				`MAX(PermissionsCustomizeApplication) AS c, MAX(PermissionsManageProfilesPermissionsets) AS p FROM PermissionSet WHERE Id IN (${setsByName})`,
		)
		.get(userId);
	const objects = rows(
		['Read', 'Create', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'],
		'SobjectType',
		'ObjectPermissions',
	);
	const fields = rows(['Read', 'Edit'], 'Field', 'FieldPermissions').filter((row) => row.Read || row.Edit);
	return {
		canViewAllData: Boolean(system?.v) || Boolean(system?.m),
		canModifyAllData: Boolean(system?.m),
		canViewSetup: Boolean(system?.s) || Boolean(system?.c),
		canCustomize: Boolean(system?.c),
		canManagePermissions: Boolean(system?.p),
		byObject: new Map(
			objects.map((row) => [
				String(row.k).toLowerCase(),
				{
					canRead: Boolean(row.Read),
					canCreate: Boolean(row.Create),
					canEdit: Boolean(row.Edit),
					canDelete: Boolean(row.Delete),
					canViewAll: Boolean(row.ViewAllRecords) || Boolean(row.ModifyAllRecords),
					canModifyAll: Boolean(row.ModifyAllRecords),
				},
			]),
		),
		byField: new Map(fields.map((row) => [String(row.k).toLowerCase(), row.Edit ? 'edit' : 'read'])),
	};
}

/** What the grants say of one object. */
export function objectGrants({ byObject, canViewAllData, canModifyAllData }: Grants, object: string): ObjectGrants {
	if (canModifyAllData)
		return { canRead: true, canCreate: true, canEdit: true, canDelete: true, canViewAll: true, canModifyAll: true };
	const own = byObject.get(object.toLowerCase()) ?? noGrants;
	return canViewAllData ? { ...own, canRead: true, canViewAll: true } : own;
}
