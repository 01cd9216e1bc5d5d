import { isNumberType, isPermissionable, type FieldDefinition } from './field';
import { labelOf } from './picklist-labels';
import type { SObjectType } from './schema';

type Json = Record<string, unknown>;

/** What describe says about one field, as the session's user may use it, with labels in his language. */
export function describeField(type: SObjectType, field: FieldDefinition, language: string): Json {
	const isCompound = field.type === 'address';
	const isFilterable = !isLongText(field) && !isCompound;
	return {
		...describeSize(field),
		...describeChoices(type, field, language),
		aggregatable: isFilterable && field.type !== 'boolean' && field.type !== 'multipicklist',
		autoNumber: field.autoNumber !== null,
		calculated: field.calculated,
		calculatedFormula: field.formula,
		cascadeDelete: field.cascadeDelete,
		compoundFieldName: field.compoundFieldName,
		createable: field.createable,
		custom: field.custom,
		defaultValue: field.defaultValue,
		defaultValueFormula: null,
		defaultedOnCreate: field.defaultedOnCreate,
		deprecatedAndHidden: false,
		encrypted: false,
		externalId: field.externalId,
		extraTypeInfo: field.type === 'textarea' ? 'plaintextarea' : null,
		filterable: isFilterable,
		formulaTreatNullNumberAsZero: field.formula !== null && isNumberType(field.type),
		groupable: isFilterable && isGroupable(field),
		htmlFormatted: false,
		idLookup: field.idLookup,
		inlineHelpText: field.inlineHelpText,
		label: field.label,
		name: field.name,
		nameField: field.nameField,
		namePointing: field.referenceTo.length > 1,
		nillable: field.nillable,
		permissionable: isPermissionable(field),
		polymorphicForeignKey: field.referenceTo.length > 1,
		referenceTargetField: null,
		referenceTo: [...field.referenceTo],
		relationshipName: field.relationshipName,
		relationshipOrder: field.isMasterDetail ? 0 : null,
		restrictedDelete: field.restrictedDelete,
		searchPrefilterable: false,
		sortable: isFilterable && field.type !== 'multipicklist',
		type: field.type,
		unique: field.unique,
		updateable: field.updateable,
		writeRequiresMasterRead: false,
	};
}

function describeSize(field: FieldDefinition): Json {
	const isInt = field.type === 'int';
	return {
		byteLength: field.length * 3,
		caseSensitive: field.caseSensitive,
		digits: isInt ? field.precision : 0,
		length: field.length,
		precision: isNumberType(field.type) && !isInt ? field.precision : 0,
		scale: field.scale,
		soapType: soapType(field),
	};
}

function describeChoices(type: SObjectType, field: FieldDefinition, language: string): Json {
	const controller = field.controllerName === null ? undefined : type.field(field.controllerName);
	const choice = (value: string, active: boolean) => ({
		active,
		defaultValue: value === field.defaultValue,
		label: labelOf(field, value, language),
		validFor: controller ? validForBitmap(controller, field.validFor[value] ?? []) : null,
		value,
	});
	const entries = field.picklistEntries?.map(({ value, label, labels, controllingValue }) => ({
		...choice(value, true),
		label: labels[language] ?? label,
		validFor: controller ? validForBitmap(controller, [controllingValue]) : null,
	}));
	return {
		controllerName: controller?.name ?? null,
		dependentPicklist: controller !== undefined,
		picklistValues: entries ?? [
			...field.picklistValues.map((value) => choice(value, true)),
			...field.inactiveValues.map((value) => choice(value, false)),
		],
		restrictedPicklist: field.restrictedPicklist,
	};
}

/** Base64 of a bit per controlling value, first value in the highest bit; a checkbox controls as false, true. */
function validForBitmap(controller: FieldDefinition, valid: readonly string[]): string {
	const values =
		controller.type === 'boolean' ? ['false', 'true'] : [...controller.picklistValues, ...controller.inactiveValues];
	const bytes = Buffer.alloc(Math.ceil(values.length / 8));
	values.forEach((value, index) => {
		if (valid.includes(value)) bytes[index >> 3] |= 0x80 >> (index & 7);
	});
	return bytes.toString('base64');
}

function isLongText(field: FieldDefinition): boolean {
	return field.type === 'textarea' && field.length > 255;
}

function isGroupable(field: FieldDefinition): boolean {
	if (field.formula !== null || field.autoNumber !== null) return false;
	return !['datetime', 'double', 'currency', 'percent', 'multipicklist'].includes(field.type);
}

function soapType(field: FieldDefinition): string {
	const byType: Partial<Record<FieldDefinition['type'], string>> = {
		id: 'tns:ID',
		reference: 'tns:ID',
		boolean: 'xsd:boolean',
		int: 'xsd:int',
		double: 'xsd:double',
		currency: 'xsd:double',
		percent: 'xsd:double',
		date: 'xsd:date',
		datetime: 'xsd:dateTime',
		address: 'urn:address',
	};
	return byType[field.type] ?? 'xsd:string';
}
