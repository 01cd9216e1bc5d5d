import { toStoredSecond } from '../date-time';
import type { OrgState } from '../org/org-state';
import { isPermissionable, type FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { AccessSeed, FieldGrant, GrantsSeed, ObjectGrant, PermissionSetSeed, ProfileSeed } from './access-seed';

const standardProfiles: readonly ProfileSeed[] = [
	{
		name: 'System Administrator',
		users: ['integration@example.com', 'admin@example.com'],
		viewAllData: true,
		modifyAllData: true,
	},
	{ name: 'Standard User' },
];
const allAccess = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const;

/** Profiles in an org from now on, and whose each is. */
export interface LoadedProfiles {
	/** The profile of a user; the standard one for those that no profile names. */
	profileIdOf(username: string): string;
}

/** Whether permissions govern an object; setup objects are open to everybody. */
export function isGoverned(type: SObjectType): boolean {
	return type.definition.fields.some((each) => each.name === 'IsDeleted');
}

/** Writes profiles and what they grant as the records that Salesforce keeps of them. */
export function loadProfiles(org: OrgState, { profiles = [] }: AccessSeed): LoadedProfiles {
	const own = new Set(profiles.map((each) => each.name));
	const all = [...standardProfiles.filter((each) => !own.has(each.name)), ...profiles];
	const idByName = new Map<string, string>();
	for (const profile of all) {
		const permissions = systemPermissions({
			viewSetup: true,
			customizeApplication: profile.viewSetup ?? true,
			managePermissionSets: profile.viewSetup ?? true,
			...profile,
		});
		const id = insert(org, 'Profile', { Name: profile.name, ...permissions });
		idByName.set(profile.name, id);
		const setId = insert(org, 'PermissionSet', {
			Name: `X${id}`,
			Label: profile.name,
			ProfileId: id,
			IsOwnedByProfile: 1,
			Type: 'Profile',
			IsCustom: 0,
			...permissions,
		});
		insertGrants(org, setId, profile, profile);
	}
	const named = [...profiles, ...standardProfiles].flatMap((each) =>
		(each.users ?? []).map((user) => [user, each.name] as const),
	);
	return {
		profileIdOf(username) {
			const name = named.find(([user]) => user.toLowerCase() === username.toLowerCase())?.[1] ?? 'Standard User';
			return idByName.get(name)!;
		},
	};
}

/** Writes permission sets and their assignments; the users must be there. Everybody is assigned to the set behind his profile. */
export function loadPermissionSets(org: OrgState, { permissionSets = [] }: AccessSeed): void {
	const assignees = org.store
		.prepare(
			'SELECT s.Id AS PermissionSetId, u.Id AS AssigneeId FROM User u JOIN PermissionSet s ON s.ProfileId = u.ProfileId ORDER BY u.Id',
		)
		.all();
	for (const { PermissionSetId, AssigneeId } of assignees) assign(org, String(PermissionSetId), String(AssigneeId));
	for (const each of permissionSets) {
		const setId = insert(org, 'PermissionSet', {
			Name: each.name,
			Label: each.label ?? each.name,
			IsCustom: 1,
			Type: 'Regular',
			...systemPermissions(each),
		});
		insertGrants(org, setId, each, undefined);
		for (const username of each.assignedTo ?? []) {
			assign(org, setId, userId(org, username));
		}
	}
}

function assign(org: OrgState, PermissionSetId: string, AssigneeId: string): void {
	insert(org, 'PermissionSetAssignment', { PermissionSetId, AssigneeId, IsActive: 1 });
}

function userId(org: OrgState, username: string): string {
	const user = org.userByName(username);
	if (!user) throw new Error(`Seed: no user ${username}`);
	return String(user.Id);
}

function insertGrants(org: OrgState, setId: string, grants: PermissionSetSeed, profile: ProfileSeed | undefined): void {
	checkNames(org, grants);
	for (const type of org.schema.types.filter(isGoverned)) {
		const granted = named(grants.objects, type.name) ?? (profile ? (profile.otherObjects ?? 'all') : 'none');
		insertObjectGrant(org, setId, type.name, granted);
		for (const field of type.fields.filter(isPermissionable)) {
			insertFieldGrant(
				org,
				setId,
				type.name,
				field,
				named(grants.fields, `${type.name}.${field.name}`) ?? otherFields(profile, field),
			);
		}
	}
}

function otherFields(profile: ProfileSeed | undefined, field: FieldDefinition): FieldGrant {
	if (!profile) return 'none';
	const standard = profile.otherFields ?? 'edit';
	return field.custom ? (profile.otherCustomFields ?? standard) : standard;
}

function insertObjectGrant(org: OrgState, ParentId: string, SobjectType: string, grant: ObjectGrant): void {
	const granted = new Set(grant === 'all' ? allAccess : grant === 'none' ? [] : grant);
	if (granted.size === 0) return;
	const has = (name: (typeof allAccess)[number]) => Number(granted.has(name));
	insert(org, 'ObjectPermissions', {
		ParentId,
		SobjectType,
		PermissionsCreate: has('create'),
		PermissionsRead: has('read'),
		PermissionsEdit: has('edit'),
		PermissionsDelete: has('delete'),
		PermissionsViewAllRecords: has('viewAll'),
		PermissionsModifyAllRecords: has('modifyAll'),
	});
}

function insertFieldGrant(
	org: OrgState,
	ParentId: string,
	object: string,
	field: FieldDefinition,
	grant: FieldGrant,
): void {
	if (grant === 'none') return;
	const canEdit = grant === 'edit' && (field.createable || field.updateable);
	insert(org, 'FieldPermissions', {
		ParentId,
		SobjectType: object,
		Field: `${object}.${field.name}`,
		PermissionsRead: 1,
		PermissionsEdit: Number(canEdit),
	});
}

function systemPermissions({
	viewAllData,
	modifyAllData,
	viewSetup,
	customizeApplication,
	managePermissionSets,
}: Omit<GrantsSeed, 'name'>) {
	return {
		PermissionsViewAllData: Number(viewAllData ?? false),
		PermissionsModifyAllData: Number(modifyAllData ?? false),
		PermissionsApiEnabled: 1,
		PermissionsViewSetup: Number(viewSetup ?? customizeApplication ?? false),
		PermissionsCustomizeApplication: Number(customizeApplication ?? false),
		PermissionsManageProfilesPermissionsets: Number(managePermissionSets ?? false),
	};
}

/** A grant by any casing of its object or field. */
function named<T>(grants: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
	return Object.entries(grants ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function checkNames(org: OrgState, { name, objects = {}, fields = {} }: GrantsSeed): void {
	const unknownObject = Object.keys(objects).find((each) => !org.schema.type(each));
	if (unknownObject) throw new Error(`Seed: ${name} grants on ${unknownObject}, which is no object of this org`);
	const unknownField = Object.keys(fields).find((each) => {
		const [object, field] = each.split('.');
		return !org.schema.type(object)?.field(field ?? '');
	});
	if (unknownField) throw new Error(`Seed: ${name} grants on ${unknownField}, which is no field of this org`);
}

function insert(org: OrgState, object: string, values: Readonly<Record<string, string | number>>): string {
	const type = org.schema.type(object)!;
	const id = org.store.nextId(type);
	const now = toStoredSecond(org.clock());
	org.store.insert(type, { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now, ...values, Id: id });
	return id;
}
