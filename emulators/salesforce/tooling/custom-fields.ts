import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import type { FieldDefinition } from '../schema/field';
import { Schema, type SObjectType } from '../schema/schema';
import { fieldOfMetadata } from './field-metadata';
import { customFieldId } from './tooling-ids';

/** A custom field and the object it is on. */
export interface PlacedField {
	readonly type: SObjectType;
	readonly field: FieldDefinition;
}

const fullNameShape = /^(\w+)\.([A-Za-z]\w*)__c$/;

/**
 * Creates a field on an object; gives its id. Nobody may see it until field permissions say so, as in an org where a
 * field was made through an API. Throws Salesforce's refusals; their texts are from memory.
 */
export function createCustomField(org: OrgState, fullName: unknown, metadata: unknown): string {
	const [, object, stem] = fullNameShape.exec(String(fullName)) ?? [];
	if (!object)
		throw new ApiError(
			400,
			'FIELD_INTEGRITY_EXCEPTION',
			`Not the full name of a custom field: ${JSON.stringify(fullName)}`,
			['FullName'],
		);
	const type = org.schema.type(object);
	if (!type) {
		const message = `Entity Enumeration Or ID: bad value for restricted picklist field: ${object}`;
		throw new ApiError(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, ['TableEnumOrId']);
	}
	const field = fieldOfMetadata(`${stem}__c`, metadata);
	if (type.field(field.name)) {
		throw new ApiError(
			400,
			'DUPLICATE_DEVELOPER_NAME',
			`There is already a field named ${stem} on ${type.definition.label}.`,
			['DeveloperName'],
		);
	}
	if (type.fields.filter(({ custom }) => custom).length >= org.identity.customFieldsPerObject) {
		throw new ApiError(
			400,
			'LIMIT_EXCEEDED',
			`You have reached the maximum number of custom fields on ${type.definition.label}.`,
			[],
		);
	}
	changeFields(org, type, [...type.fields, field]);
	return customFieldId(type, field);
}

/** The custom field with this id, or `undefined`. */
export function findCustomField({ schema }: OrgState, id: string): PlacedField | undefined {
	for (const type of schema.types) {
		const field = type.fields.find((each) => each.custom && customFieldId(type, each) === id);
		if (field) return { type, field };
	}
	return undefined;
}

/** The custom field of this full name (`Lead.Tier__c`), or `undefined`. */
export function findCustomFieldByName({ schema }: OrgState, fullName: string): PlacedField | undefined {
	const [object, name = ''] = fullName.split('.');
	const type = schema.type(object);
	const field = type?.field(name);
	return type && field?.custom ? { type, field } : undefined;
}

/** Gives a field other metadata; its type stays. */
export function updateCustomField(org: OrgState, { type, field }: PlacedField, metadata: unknown): void {
	const changed = { ...fieldOfMetadata(field.name, metadata), convertsTo: field.convertsTo };
	if (changed.type !== field.type)
		throw new ApiError(
			400,
			'FIELD_INTEGRITY_EXCEPTION',
			`The emulator changes no field of type ${field.type} into ${changed.type}`,
			[],
		);
	if (changed.unique && !field.unique && hasDoubles(org, type, field)) {
		throw new ApiError(400, 'DUPLICATE_VALUE', `Field ${field.name} has values that are not unique`, []);
	}
	changeFields(
		org,
		type,
		type.fields.map((each) => (each === field ? changed : each)),
	);
}

/** Removes a field with its values and what was granted on it; throws when a rule of the seed needs it. */
export function deleteCustomField(org: OrgState, { type, field }: PlacedField): void {
	const { customFields: _fields, customObjects: _objects, ...rules } = org.seed;
	if (JSON.stringify(rules).includes(`"${field.name}"`)) {
		throw new ApiError(
			400,
			'DEPENDENCY_EXISTS',
			'Cannot complete this operation. This custom field is referenced elsewhere in salesforce.com.',
			[],
		);
	}
	org.store.prepare('DELETE FROM FieldPermissions WHERE Field = ?').run(`${type.name}.${field.name}`);
	org.store.touch('FieldPermissions');
	changeFields(
		org,
		type,
		type.fields.filter((each) => each !== field),
	);
}

function changeFields({ schema, store }: OrgState, type: SObjectType, fields: readonly FieldDefinition[]): void {
	store.changeSchema(
		new Schema(
			schema.types.map(({ definition }) => (definition === type.definition ? { ...definition, fields } : definition)),
		),
	);
}

function hasDoubles({ store }: OrgState, type: SObjectType, { name }: FieldDefinition): boolean {
	const sql = `SELECT 1 FROM "${store.tableOf(type)}" WHERE "${name}" IS NOT NULL AND IsDeleted = 0 GROUP BY "${name}" HAVING COUNT(*) > 1`;
	return store.prepare(sql).get() !== undefined;
}
