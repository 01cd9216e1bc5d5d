import { enrichmentRunObject } from '../record/enrichment-run';
import type { SetupQuestion } from '../salesforce/setup-calls';
import { assertApiName, soqlIdLiteral, soqlLiteral } from '../salesforce/soql';

/** What one user sees of an object, as describe tells it; only what is checked. */
export interface DescribedObject {
	readonly queryable: boolean;
	readonly createable: boolean;
	readonly updateable: boolean;
	readonly deletable: boolean;
	readonly fields: ReadonlyArray<{
		readonly name: string;
		readonly type: string;
		readonly length: number;
		readonly precision: number;
		readonly scale: number;
		readonly updateable: boolean;
		readonly externalId: boolean;
		readonly unique: boolean;
		readonly caseSensitive: boolean;
	}>;
}

/** System permissions of a profile. */
export interface UserRow {
	readonly Username: string;
	readonly Profile: {
		readonly Name: string;
		readonly PermissionsViewAllData: boolean;
		readonly PermissionsModifyAllData: boolean;
	} | null;
}

/** A permission set of the user, with what it grants on the object. */
export interface PermissionSetRow {
	readonly Name: string;
	readonly PermissionsViewAllData: boolean;
	readonly PermissionsModifyAllData: boolean;
	readonly ObjectPerms: {
		readonly records: ReadonlyArray<{
			readonly PermissionsViewAllRecords: boolean;
			readonly PermissionsModifyAllRecords: boolean;
		}>;
	} | null;
}

/** A rule or field known by one name. */
export interface NamedRow {
	readonly DeveloperName?: string;
	readonly QualifiedApiName?: string;
	readonly ValidationName?: string;
	readonly Name?: string;
}

/** An active flow that starts with a save. */
export interface FlowRow {
	readonly ApiName: string;
	readonly RecordTriggerType: string | null;
	readonly TriggerType: string | null;
}

/** An active Apex trigger, and what makes it run. */
export interface TriggerRow {
	readonly Name: string;
	readonly UsageBeforeInsert: boolean;
	readonly UsageAfterInsert: boolean;
	readonly UsageBeforeUpdate: boolean;
	readonly UsageAfterUpdate: boolean;
	readonly UsageBeforeDelete: boolean;
	readonly UsageAfterDelete: boolean;
}

/** The object as metadata knows it. */
export interface EntityRow {
	readonly DurableId: string;
	/** `Private`, `Read`, `ReadWrite`, `ControlledByParent` … */
	readonly InternalSharingModel: string | null;
}

/** What the REST API is asked about an object and the user; one call. */
export function restQuestions(sObject: string, userId: string, fieldNames: readonly string[]): SetupQuestion[] {
	const object = soqlLiteral(assertApiName(sObject));
	const user = soqlIdLiteral(userId);
	const sets = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${user}`;
	return [
		{ name: 'object', path: `/sobjects/${sObject}/describe` },
		...(sObject === 'Account' ? [] : [{ name: 'account', path: '/sobjects/Account/describe' }]),
		{ name: 'runs', path: `/sobjects/${enrichmentRunObject.name}/describe` },
		{
			name: 'user',
			soql: `SELECT Username, Profile.Name, Profile.PermissionsViewAllData, Profile.PermissionsModifyAllData FROM User WHERE Id = ${user}`,
		},
		{
			name: 'permissionSets',
			soql:
				'SELECT Name, PermissionsViewAllData, PermissionsModifyAllData, ' +
				`(SELECT PermissionsViewAllRecords, PermissionsModifyAllRecords FROM ObjectPerms WHERE SobjectType = ${object}) ` +
				`FROM PermissionSet WHERE Id IN (${sets})`,
		},
		{
			name: 'duplicateRules',
			soql: `SELECT DeveloperName FROM DuplicateRule WHERE SobjectType = ${object} AND IsActive = true ORDER BY DeveloperName`,
		},
		{
			name: 'flows',
			soql:
				'SELECT ApiName, RecordTriggerType, TriggerType FROM FlowDefinitionView ' +
				`WHERE TriggerObjectOrEvent.QualifiedApiName = ${object} AND IsActive = true ORDER BY ApiName`,
		},
		// Metadata shows a field that field-level security hides, which looks missing everywhere else.
		{
			name: 'fields',
			soql: `SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = ${object} AND QualifiedApiName IN (${fieldNames.map(soqlLiteral).join(',')})`,
		},
	];
}

/** What the Tooling API is asked about an object; one call. Its rules know a custom object by its id, so that comes first. */
export function toolingQuestions(sObject: string): SetupQuestion[] {
	const object = soqlLiteral(assertApiName(sObject));
	const durableId = "'@{entity.records[0].DurableId}'";
	return [
		{
			name: 'entity',
			soql: `SELECT DurableId, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName = ${object}`,
		},
		{
			name: 'triggers',
			soql:
				'SELECT Name, UsageBeforeInsert, UsageAfterInsert, UsageBeforeUpdate, UsageAfterUpdate, UsageBeforeDelete, UsageAfterDelete ' +
				`FROM ApexTrigger WHERE TableEnumOrId = ${durableId} AND Status = 'Active' ORDER BY Name`,
		},
		{
			name: 'validationRules',
			soql: `SELECT ValidationName FROM ValidationRule WHERE EntityDefinition.QualifiedApiName = ${object} AND Active = true ORDER BY ValidationName`,
		},
		{ name: 'workflowRules', soql: `SELECT Name FROM WorkflowRule WHERE TableEnumOrId = ${durableId} ORDER BY Name` },
		{
			name: 'outboundMessages',
			soql: `SELECT Name FROM WorkflowOutboundMessage WHERE EntityDefinition.QualifiedApiName = ${object} ORDER BY Name`,
		},
	];
}
