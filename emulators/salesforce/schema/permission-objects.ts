import { field, readOnlyField, reference, type FieldDefinition } from './field';
import { standardObject, type SObjectDefinition } from './sobject';
import { systemFields } from './system-fields';

const setupFields = systemFields.filter((each) => each.name !== 'IsDeleted');

/** Permissions over everything, which profiles and permission sets both carry. */
export const systemPermissions = [
	'ViewAllData',
	'ModifyAllData',
	'ApiEnabled',
	'ViewSetup',
	'CustomizeApplication',
	'ManageProfilesPermissionsets',
	'ViewAllUsers',
] as const;

/** What may be permitted on one object. */
export const objectPermissions = ['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'] as const;

function permission(name: string): FieldDefinition {
	return field(`Permissions${name}`, 'boolean', { label: name.replace(/([a-z])([A-Z])/g, '$1 $2') });
}

const profile = standardObject(
	'Profile',
	'00e',
	[
		...setupFields,
		field('Name', 'string', { nillable: false, nameField: true }),
		field('Description', 'string'),
		field('UserType', 'picklist', { length: 40, defaultValue: 'Standard' }),
		...systemPermissions.map(permission),
	],
	{ createable: false, updateable: false, deletable: false },
);

const permissionSet = standardObject(
	'PermissionSet',
	'0PS',
	[
		...setupFields,
		field('Name', 'string', { length: 80, nillable: false }),
		field('Label', 'string', { length: 80, nillable: false, nameField: true }),
		field('Description', 'string'),
		reference('ProfileId', ['Profile'], { createable: false, updateable: false }),
		readOnlyField('IsOwnedByProfile', 'boolean', { label: 'Is Owned By Profile' }),
		readOnlyField('IsCustom', 'boolean', { label: 'Is Custom', defaultValue: true }),
		readOnlyField('NamespacePrefix', 'string', { length: 15 }),
		readOnlyField('Type', 'picklist', { length: 40, picklistValues: ['Regular', 'Profile'], defaultValue: 'Regular' }),
		...systemPermissions.map(permission),
	],
	{ label: 'Permission Set', labelPlural: 'Permission Sets' },
);

const assignment = standardObject(
	'PermissionSetAssignment',
	'0Pa',
	[
		...setupFields,
		reference('PermissionSetId', ['PermissionSet'], {
			nillable: false,
			updateable: false,
			childRelationshipName: 'Assignments',
			cascadeDelete: true,
		}),
		reference('AssigneeId', ['User'], {
			nillable: false,
			updateable: false,
			childRelationshipName: 'PermissionSetAssignments',
		}),
		readOnlyField('IsActive', 'boolean', { label: 'Is Active', defaultValue: true }),
	],
	{ label: 'Permission Set Assignment', labelPlural: 'Permission Set Assignments', updateable: false },
);

const parent = (childRelationshipName: string) =>
	reference('ParentId', ['PermissionSet'], {
		nillable: false,
		updateable: false,
		childRelationshipName,
		cascadeDelete: true,
	});
const target = (name: string) => field(name, 'picklist', { nillable: false, updateable: false });

const fieldPermissions = standardObject(
	'FieldPermissions',
	'01k',
	[
		...setupFields,
		parent('FieldPerms'),
		target('SobjectType'),
		target('Field'),
		permission('Read'),
		permission('Edit'),
	],
	{ label: 'Field Permissions', labelPlural: 'Field Permissions' },
);

const objectPermission = standardObject(
	'ObjectPermissions',
	'110',
	[...setupFields, parent('ObjectPerms'), target('SobjectType'), ...objectPermissions.map(permission)],
	{ label: 'Object Permissions', labelPlural: 'Object Permissions' },
);

const customPermission = standardObject(
	'CustomPermission',
	'0CP',
	[
		...setupFields,
		field('DeveloperName', 'string', { length: 80, nillable: false }),
		field('MasterLabel', 'string', { length: 80, nillable: false, nameField: true }),
		field('Description', 'string'),
		readOnlyField('NamespacePrefix', 'string', { length: 15 }),
	],
	{
		label: 'Custom Permission',
		labelPlural: 'Custom Permissions',
		createable: false,
		updateable: false,
		deletable: false,
	},
);

const setupEntityAccess = standardObject(
	'SetupEntityAccess',
	'0J0',
	[
		...setupFields,
		parent('SetupEntityAccessItems'),
		// Of anything that access is given to; here only custom permissions are.
		reference('SetupEntityId', ['CustomPermission'], { nillable: false, updateable: false }),
		field('SetupEntityType', 'string', { length: 40, updateable: false }),
	],
	{ label: 'Setup Entity Access', labelPlural: 'Setup Entity Accesses', updateable: false },
);

/** Who may see and change what; writing these records changes it at once. */
export const permissionObjects: readonly SObjectDefinition[] = [
	profile,
	permissionSet,
	assignment,
	fieldPermissions,
	objectPermission,
	customPermission,
	setupEntityAccess,
];
