import { describeField } from './describe-field';
import { seedLanguage } from './picklist-labels';
import type { Schema, SObjectType } from './schema';

type Json = Record<string, unknown>;

/** A record type as describe lists it for the session's user. */
export interface RecordTypeInfo {
	readonly id: string;
	readonly name: string;
	readonly developerName: string;
	readonly isActive: boolean;
	readonly isDefault: boolean;
}

const masterRecordTypeId = '012000000000000AAA';

/** Whose eyes an object is described for. */
export interface DescribeOptions {
	readonly recordTypes?: readonly RecordTypeInfo[];
	/** The user's `LanguageLocaleKey`; default the seed's own language. */
	readonly language?: string;
}

/** The whole describe of one object; the schema is the one that the session's user sees. */
export function describeSObject(
	schema: Schema,
	type: SObjectType,
	dataUrl: string,
	options: DescribeOptions = {},
): Json {
	const { recordTypes = [], language = seedLanguage } = options;
	return {
		actionOverrides: [],
		...describeGlobalEntry(type, dataUrl),
		childRelationships: schema.childRelationships(type).map((each) => ({
			cascadeDelete: each.field.cascadeDelete,
			childSObject: each.childObject.name,
			deprecatedAndHidden: false,
			field: each.field.name,
			junctionIdListNames: [],
			junctionReferenceTo: [],
			relationshipName: each.name,
			restrictedDelete: each.field.restrictedDelete,
		})),
		compactLayoutable: true,
		fields: type.fields.map((field) => describeField(type, field, language)),
		listviewable: null,
		lookupLayoutable: null,
		namedLayoutInfos: [],
		networkScopeFieldName: null,
		recordTypeInfos: recordTypeInfos(recordTypes, `${dataUrl}/sobjects/${type.name}/describe/layouts`),
		searchLayoutable: true,
		supportedScopes: [
			{ label: `All ${type.definition.labelPlural.toLowerCase()}`, name: 'everything' },
			{ label: `My ${type.definition.labelPlural.toLowerCase()}`, name: 'mine' },
		],
	};
}

/** What the global describe says about one object. */
export function describeGlobalEntry({ definition }: SObjectType, dataUrl: string): Json {
	const self = `${dataUrl}/sobjects/${definition.name}`;
	const isRecord = definition.fields.some((each) => each.name === 'IsDeleted');
	return {
		activateable: false,
		associateEntityType: null,
		associateParentEntity: null,
		createable: definition.createable,
		custom: definition.custom,
		customSetting: false,
		deepCloneable: false,
		deletable: definition.deletable,
		deprecatedAndHidden: false,
		feedEnabled: isRecord,
		hasSubtypes: false,
		isInterface: false,
		isSubtype: false,
		keyPrefix: definition.keyPrefix || null,
		label: definition.label,
		labelPlural: definition.labelPlural,
		layoutable: isRecord,
		mergeable: ['Account', 'Contact', 'Lead'].includes(definition.name),
		mruEnabled: isRecord,
		name: definition.name,
		queryable: true,
		replicateable: isRecord,
		retrieveable: definition.keyPrefix !== '',
		searchable: isRecord,
		triggerable: isRecord,
		undeletable: definition.deletable && isRecord,
		updateable: definition.updateable,
		urls: { sobject: self, describe: `${self}/describe`, rowTemplate: `${self}/{ID}` },
	};
}

function recordTypeInfos(recordTypes: readonly RecordTypeInfo[], layouts: string): Json[] {
	const info = (each: RecordTypeInfo, master: boolean) => ({
		active: each.isActive,
		available: each.isActive,
		defaultRecordTypeMapping: each.isDefault,
		developerName: each.developerName,
		master,
		name: each.name,
		recordTypeId: each.id,
		urls: { layout: `${layouts}/${each.id}` },
	});
	const master = {
		id: masterRecordTypeId,
		name: 'Master',
		developerName: 'Master',
		isActive: true,
		isDefault: !recordTypes.some((each) => each.isDefault),
	};
	return [...recordTypes.map((each) => info(each, false)), info(master, true)];
}
