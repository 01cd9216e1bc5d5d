import type { SQLInputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import { isNumberType, type FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { customFieldId, entityId } from './tooling-ids';

type Row = Record<string, SQLInputValue>;

const dataTypes: Partial<Record<FieldDefinition['type'], string>> = {
	boolean: 'Checkbox',
	date: 'Date',
	datetime: 'Date/Time',
	email: 'Email',
	id: 'Record ID',
	multipicklist: 'Picklist (Multi-Select)',
	phone: 'Phone',
	picklist: 'Picklist',
	url: 'URL',
};

const sharingModels = {
	private: 'Private',
	read: 'Read',
	readWrite: 'ReadWrite',
	controlledByParent: 'ControlledByParent',
} as const;

/** An object as a record of EntityDefinition. */
export function entityRow(org: OrgState, type: SObjectType): Row {
	const { name, definition } = type;
	const sharing = sharingModels[org.access.sharingModel(type)];
	return {
		Id: entityId(type),
		DurableId: entityId(type),
		QualifiedApiName: name,
		DeveloperName: name.replace(/__c$/, ''),
		MasterLabel: definition.label,
		Label: definition.label,
		PluralLabel: definition.labelPlural,
		KeyPrefix: definition.keyPrefix,
		IsQueryable: 1,
		IsSearchable: Number(definition.createable),
		IsTriggerable: Number(definition.createable),
		IsLayoutable: Number(definition.createable),
		InternalSharingModel: sharing,
		ExternalSharingModel: sharing,
	};
}

/** A field as a record of FieldDefinition. */
export function fieldRow(type: SObjectType, field: FieldDefinition): Row {
	const durableName = field.custom ? customFieldId(type, field).slice(0, 15) : field.name;
	return {
		Id: `${type.name}.${field.name}`,
		DurableId: `${entityId(type)}.${durableName}`,
		QualifiedApiName: field.name,
		DeveloperName: field.name.replace(/__c$/, ''),
		MasterLabel: field.label,
		Label: field.label,
		DataType: dataType(field),
		RelationshipName: field.relationshipName,
		Description: field.description,
		Length: field.length,
		Precision: field.precision,
		Scale: field.scale,
		IsNillable: Number(field.nillable),
		IsIndexed: Number(field.type === 'id' || field.type === 'reference' || field.unique || field.externalId),
		IsCalculated: Number(field.calculated),
		EntityDefinitionId: entityId(type),
	};
}

/** A custom field as a record of CustomField. */
export function customFieldRow(type: SObjectType, field: FieldDefinition): Row {
	const isNumber = isNumberType(field.type);
	return {
		Id: customFieldId(type, field),
		DeveloperName: field.name.replace(/__c$/, ''),
		TableEnumOrId: entityId(type),
		EntityDefinitionId: entityId(type),
		ManageableState: 'unmanaged',
		Description: field.description,
		InlineHelpText: field.inlineHelpText,
		Length: field.length || null,
		Precision: isNumber ? field.precision : null,
		Scale: isNumber ? field.scale : null,
	};
}

function dataType(field: FieldDefinition): string {
	if (field.type === 'reference') return `Lookup(${field.referenceTo.join(',')})`;
	if (isNumberType(field.type)) {
		const kind =
			field.type === 'int' || field.type === 'double' ? 'Number' : field.type === 'currency' ? 'Currency' : 'Percent';
		return `${kind}(${field.precision - field.scale}, ${field.scale})`;
	}
	return dataTypes[field.type] ?? (field.type === 'textarea' ? `Text Area(${field.length})` : `Text(${field.length})`);
}
