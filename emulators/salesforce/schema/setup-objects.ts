import { field, readOnlyField, reference, type FieldDefinition } from './field';
import { standardObject, type SObjectDefinition } from './sobject';
import { systemFields } from './system-fields';

/** Setup records go for good when deleted. */
const setupFields = systemFields.filter((each) => each.name !== 'IsDeleted');
const readOnly = { createable: false, updateable: false, deletable: false } as const;

function developerName(traits: Partial<FieldDefinition> = {}): FieldDefinition {
	return field('DeveloperName', 'string', { length: 80, label: 'Name', ...traits });
}

function sObjectPicklist(name = 'SobjectType'): FieldDefinition {
	return field(name, 'picklist', { length: 40, label: 'Object Type' });
}

function setupName(length: number): FieldDefinition {
	return field('Name', 'string', { length, nillable: false, nameField: true });
}

/** Group: public groups and the queues that may own Leads, Cases and Tasks. */
const group = standardObject('Group', '00G', [
	...setupFields,
	setupName(40),
	developerName(),
	readOnlyField('RelatedId', 'reference', { referenceTo: ['User'], relationshipName: 'Related' }),
	field('Type', 'picklist', {
		length: 40,
		picklistValues: ['Regular', 'Queue'],
		defaultedOnCreate: true,
		defaultValue: 'Regular',
		updateable: false,
	}),
	field('Email', 'email', { label: 'Email' }),
	field('DoesSendEmailToMembers', 'boolean', { label: 'Send Email to Members' }),
	field('DoesIncludeBosses', 'boolean', { label: 'Include Bosses', defaultValue: true }),
]);

const groupMember = standardObject(
	'GroupMember',
	'011',
	[
		...setupFields,
		reference('GroupId', ['Group'], {
			nillable: false,
			updateable: false,
			childRelationshipName: 'GroupMembers',
			cascadeDelete: true,
		}),
		reference('UserOrGroupId', ['Group', 'User'], { nillable: false, updateable: false }),
	],
	{ label: 'Group Member', labelPlural: 'Group Members' },
);

const queueSobject = standardObject(
	'QueueSobject',
	'03g',
	[
		...setupFields,
		reference('QueueId', ['Group'], {
			nillable: false,
			updateable: false,
			childRelationshipName: 'QueueSobjects',
			cascadeDelete: true,
		}),
		sObjectPicklist(),
	],
	{ label: 'Queue Sobject', labelPlural: 'Queue Sobjects' },
);

const userRole = standardObject(
	'UserRole',
	'00E',
	[...setupFields, setupName(80), developerName(), reference('ParentRoleId', ['UserRole'])],
	{ label: 'Role', labelPlural: 'Roles', ...readOnly },
);

const recordType = standardObject(
	'RecordType',
	'012',
	[
		...setupFields,
		setupName(80),
		developerName(),
		readOnlyField('NamespacePrefix', 'string', { length: 15 }),
		field('Description', 'string'),
		readOnlyField('BusinessProcessId', 'string', { length: 18 }),
		sObjectPicklist(),
		field('IsActive', 'boolean', { label: 'Active', defaultValue: true }),
		readOnlyField('IsPersonType', 'boolean', { label: 'Is Person Type' }),
	],
	{ label: 'Record Type', labelPlural: 'Record Types', ...readOnly },
);

const assignmentRule = standardObject(
	'AssignmentRule',
	'01Q',
	[...setupFields, setupName(120), sObjectPicklist(), field('Active', 'boolean', { label: 'Active' })],
	{ label: 'Assignment Rule', labelPlural: 'Assignment Rules', ...readOnly },
);

const ruleName = [
	developerName(),
	field('MasterLabel', 'string', { length: 80, nameField: true }),
	readOnlyField('NamespacePrefix', 'string', { length: 15 }),
];

const duplicateRule = standardObject(
	'DuplicateRule',
	'0Bm',
	[...setupFields, ...ruleName, sObjectPicklist(), field('IsActive', 'boolean', { label: 'Active' })],
	{ label: 'Duplicate Rule', labelPlural: 'Duplicate Rules', ...readOnly },
);

const matchingRule = standardObject(
	'MatchingRule',
	'0JD',
	[
		...setupFields,
		...ruleName,
		sObjectPicklist(),
		field('RuleStatus', 'picklist', { picklistValues: ['Inactive', 'Activating', 'ActivationFailed', 'Active'] }),
		field('Description', 'textarea'),
	],
	{ label: 'Matching Rule', labelPlural: 'Matching Rules', ...readOnly },
);

/** What an administrator sets up and clients read: queues, record types, rules. */
export const setupObjects: readonly SObjectDefinition[] = [
	group,
	groupMember,
	queueSobject,
	userRole,
	recordType,
	assignmentRule,
	duplicateRule,
	matchingRule,
];
