import { readOnlyField, reference, type FieldDefinition } from '../schema/field';
import { standardObject, type SObjectDefinition } from '../schema/sobject';
import type { TriggerMoment } from './setup-seed';

type Traits = Parameters<typeof readOnlyField>[2];

const readOnly = { createable: false, updateable: false, deletable: false };
const text = (name: string, traits: Traits = {}) => readOnlyField(name, 'string', { length: 255, ...traits });
const flag = (name: string) => readOnlyField(name, 'boolean');
const count = (name: string) => readOnlyField(name, 'int');
const id = readOnlyField('Id', 'id', { nillable: false });
// Storage keeps an index by this field for every object.
const stamp = readOnlyField('SystemModstamp', 'datetime');
const namespace = text('NamespacePrefix', { length: 15 });
const state = text('ManageableState');
const table = text('TableEnumOrId');

/** The object that a rule, a trigger or a field belongs to. */
const entity = (traits: Traits = {}) =>
	reference('EntityDefinitionId', ['EntityDefinition'], { createable: false, updateable: false, ...traits });

/** The moments of Apex triggers, each a field of its own. */
export const triggerMoments = [
	'BeforeInsert',
	'AfterInsert',
	'BeforeUpdate',
	'AfterUpdate',
	'BeforeDelete',
	'AfterDelete',
	'AfterUndelete',
] as const satisfies readonly TriggerMoment[];

function setupObject(name: string, keyPrefix: string, fields: readonly FieldDefinition[]): SObjectDefinition {
	return standardObject(name, keyPrefix, [id, ...fields, stamp], readOnly);
}

const entityDefinition = setupObject('EntityDefinition', '4ie', [
	text('DurableId'),
	text('QualifiedApiName', { nameField: true }),
	text('DeveloperName'),
	text('MasterLabel'),
	text('Label'),
	text('PluralLabel'),
	text('KeyPrefix'),
	namespace,
	flag('IsCustomSetting'),
	flag('IsQueryable'),
	flag('IsSearchable'),
	flag('IsTriggerable'),
	flag('IsLayoutable'),
	flag('IsDeprecatedAndHidden'),
	text('InternalSharingModel'),
	text('ExternalSharingModel'),
]);

const fieldDefinition = setupObject('FieldDefinition', '4fd', [
	text('DurableId'),
	text('QualifiedApiName', { nameField: true }),
	text('DeveloperName'),
	text('MasterLabel'),
	text('Label'),
	text('DataType'),
	namespace,
	text('RelationshipName'),
	text('Description'),
	count('Length'),
	count('Precision'),
	count('Scale'),
	flag('IsNillable'),
	flag('IsIndexed'),
	flag('IsCalculated'),
	entity({ childRelationshipName: 'Fields' }),
]);

const customField = standardObject(
	'CustomField',
	'00N',
	[
		id,
		text('DeveloperName', { nameField: true }),
		table,
		entity(),
		namespace,
		state,
		text('Description'),
		text('InlineHelpText'),
		count('Length'),
		count('Precision'),
		count('Scale'),
		stamp,
	],
	{ label: 'Custom Field Definition', labelPlural: 'Custom Field Definitions' },
);

const apexTrigger = setupObject('ApexTrigger', '01q', [
	text('Name', { nameField: true }),
	table,
	entity(),
	namespace,
	state,
	text('Status'),
	flag('IsValid'),
	...triggerMoments.map((moment) => flag(`Usage${moment}`)),
	flag('UsageIsBulk'),
]);

const validationRule = setupObject('ValidationRule', '03d', [
	text('ValidationName', { nameField: true }),
	entity(),
	namespace,
	state,
	flag('Active'),
	text('ErrorDisplayField'),
	text('ErrorMessage'),
	text('Description'),
]);

const workflowRule = setupObject('WorkflowRule', '01Q', [text('Name', { nameField: true }), table, namespace, state]);

const outboundMessage = setupObject('WorkflowOutboundMessage', '04k', [
	text('Name', { nameField: true }),
	entity(),
	namespace,
	state,
	text('EndpointUrl'),
	flag('IncludeSessionId'),
]);

const flowDefinitionView = setupObject('FlowDefinitionView', '3dd', [
	text('DurableId'),
	text('ApiName', { nameField: true }),
	text('Label'),
	text('Description'),
	namespace,
	text('ProcessType'),
	text('TriggerType'),
	text('RecordTriggerType'),
	text('ActiveVersionId'),
	text('LatestVersionId'),
	flag('IsActive'),
	reference('TriggerObjectOrEventId', ['EntityDefinition'], { createable: false, updateable: false }),
	text('TriggerObjectOrEventLabel'),
]);

/** What the Tooling API keeps as records: objects, fields, rules and automation. */
export const toolingObjects: readonly SObjectDefinition[] = [
	entityDefinition,
	fieldDefinition,
	customField,
	apexTrigger,
	validationRule,
	workflowRule,
	outboundMessage,
	flowDefinitionView,
];

/** Those of them that the REST API answers queries for too. */
export const restSetupObjects: readonly string[] = [
	'EntityDefinition',
	'FieldDefinition',
	'ApexTrigger',
	'FlowDefinitionView',
];

/** Those that users without View Setup and Configuration may know. */
export const openSetupObjects: ReadonlySet<string> = new Set(['EntityDefinition', 'FieldDefinition']);
