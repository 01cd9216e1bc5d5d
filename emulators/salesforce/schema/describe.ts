import { isNumberType, type FieldDefinition } from './field';
import type { Schema, SObjectType } from './schema';

type Json = Record<string, unknown>;

/** The whole describe of one object. */
export function describeSObject(schema: Schema, type: SObjectType, dataUrl: string): Json {
	return {
		...describeGlobalEntry(type, dataUrl),
		childRelationships: schema.childRelationships(type).map((each) => ({
			cascadeDelete: each.field.cascadeDelete,
			childSObject: each.childObject.name,
			deprecatedAndHidden: false,
			field: each.field.name,
			junctionIdListNames: [],
			junctionReferenceTo: [],
			relationshipName: each.name,
			restrictedDelete: false,
		})),
		fields: type.fields.map(describeField),
		namedLayoutInfos: [],
		recordTypeInfos: [
			{ active: true, available: true, defaultRecordTypeMapping: true, master: true, name: 'Master', recordTypeId: '012000000000000AAA' },
		],
		supportedScopes: [{ label: 'All records', name: 'everything' }],
	};
}

/** What the global describe says about one object. */
export function describeGlobalEntry({ definition }: SObjectType, dataUrl: string): Json {
	const self = `${dataUrl}/sobjects/${definition.name}`;
	return {
		activateable: false,
		createable: definition.createable,
		custom: definition.custom,
		customSetting: false,
		deletable: definition.deletable,
		deprecatedAndHidden: false,
		feedEnabled: false,
		keyPrefix: definition.keyPrefix,
		label: definition.label,
		labelPlural: definition.labelPlural,
		layoutable: true,
		mergeable: ['Account', 'Contact', 'Lead'].includes(definition.name),
		mruEnabled: true,
		name: definition.name,
		queryable: true,
		replicateable: true,
		retrieveable: true,
		searchable: true,
		triggerable: true,
		undeletable: definition.deletable,
		updateable: definition.updateable,
		urls: { sobject: self, describe: `${self}/describe`, rowTemplate: `${self}/{ID}` },
	};
}

function describeField(field: FieldDefinition): Json {
	return {
		...describeText(field),
		aggregatable: field.type !== 'boolean' && field.type !== 'textarea',
		autoNumber: false,
		calculated: field.calculated,
		calculatedFormula: null,
		cascadeDelete: field.cascadeDelete,
		compoundFieldName: null,
		createable: field.createable,
		custom: field.custom,
		defaultValue: field.defaultValue,
		defaultedOnCreate: field.defaultedOnCreate,
		dependentPicklist: false,
		deprecatedAndHidden: false,
		encrypted: false,
		externalId: field.externalId,
		filterable: !isLongText(field),
		formulaTreatNullNumberAsZero: false,
		groupable: !isLongText(field) && !['datetime', 'double', 'currency', 'percent', 'multipicklist'].includes(field.type),
		idLookup: field.idLookup,
		inlineHelpText: null,
		label: field.label,
		name: field.name,
		nameField: field.nameField,
		nillable: field.nillable,
		permissionable: field.nillable && !field.nameField && field.updateable,
		picklistValues: field.picklistValues.map((value) => ({
			active: true,
			defaultValue: value === field.defaultValue,
			label: value,
			validFor: null,
			value,
		})),
		referenceTo: [...field.referenceTo],
		relationshipName: field.relationshipName,
		restrictedPicklist: field.restrictedPicklist,
		sortable: !isLongText(field) && field.type !== 'multipicklist',
		type: field.type,
		unique: field.unique,
		updateable: field.updateable,
	};
}

function describeText(field: FieldDefinition): Json {
	const isInt = field.type === 'int';
	return {
		byteLength: field.length * 3,
		caseSensitive: field.caseSensitive,
		digits: isInt ? field.precision : 0,
		htmlFormatted: false,
		length: field.length,
		precision: isNumberType(field.type) && !isInt ? field.precision : 0,
		scale: field.scale,
		soapType: soapType(field),
	};
}

function isLongText(field: FieldDefinition): boolean {
	return field.type === 'textarea' && field.length > 255;
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
	};
	return byType[field.type] ?? 'xsd:string';
}
