/** Salesforce's describe names of the field types that the emulator keeps. */
export type FieldType =
	| 'id'
	| 'reference'
	| 'string'
	| 'textarea'
	| 'email'
	| 'phone'
	| 'url'
	| 'picklist'
	| 'multipicklist'
	| 'combobox'
	| 'address'
	| 'boolean'
	| 'int'
	| 'double'
	| 'currency'
	| 'percent'
	| 'date'
	| 'datetime';

/** A figure on a parent that Salesforce keeps over its children: Account over its Opportunities. */
export interface RollUp {
	/** The children's object, and their field that names the parent. */
	readonly child: string;
	readonly by: string;
	readonly operation: 'count' | 'sum' | 'min' | 'max';
	/** The child's field that is summed or compared; not for `count`. */
	readonly field?: string;
	/** Only children with exactly these values are counted in. */
	readonly where?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A value of a dependent picklist, by what it means under one controlling value. */
export interface PicklistEntry {
	readonly value: string;
	readonly label: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly controllingValue: string;
}

/** One field as describe reports it; also what storage, writes and SOQL go by. */
export interface FieldDefinition {
	readonly name: string;
	readonly label: string;
	readonly type: FieldType;
	/** Longest text in characters; 0 for types without text. */
	readonly length: number;
	/** Digits in all, and behind the point, of double, currency and percent. */
	readonly precision: number;
	readonly scale: number;
	readonly nillable: boolean;
	readonly createable: boolean;
	readonly updateable: boolean;
	readonly defaultedOnCreate: boolean;
	readonly defaultValue: string | number | boolean | null;
	readonly custom: boolean;
	readonly externalId: boolean;
	readonly unique: boolean;
	readonly caseSensitive: boolean;
	readonly idLookup: boolean;
	readonly nameField: boolean;
	readonly calculated: boolean;
	/** API names of the active values, in their order. */
	readonly picklistValues: readonly string[];
	/** Values that records may still hold but not take on. */
	readonly inactiveValues: readonly string[];
	/** Where a value's label differs from its API name. */
	readonly picklistLabels: Readonly<Record<string, string>>;
	/** Labels of values in other languages (`de`), by language and value. */
	readonly picklistTranslations: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** The values are ISO codes of countries, which have names of their own in every language. */
	readonly labelsAreRegions: boolean;
	/** What describe lists instead of the values, where one value stands for several things: state codes do. */
	readonly picklistEntries: readonly PicklistEntry[] | null;
	readonly restrictedPicklist: boolean;
	/** The field that this picklist depends on. */
	readonly controllerName: string | null;
	/** For a dependent picklist: the controlling values under which each value may be chosen; unlisted means none. */
	readonly validFor: Readonly<Record<string, readonly string[]>>;
	/** An expression in Salesforce's formula syntax (see `formula.ts`); makes the field read-only. */
	readonly formula: string | null;
	readonly rollUp: RollUp | null;
	/** A display format such as `A-{0000}`. */
	readonly autoNumber: string | null;
	/** The compound field that this one is a part of. */
	readonly compoundFieldName: string | null;
	/** A look-up whose parent owns the record: required, not to be changed, deleted together. */
	readonly isMasterDetail: boolean;
	readonly inlineHelpText: string | null;
	/** Of a Lead's field: the field that takes its value when the lead is converted, by object (`Contact`). */
	readonly convertsTo: Readonly<Record<string, string>>;
	/** What administrators note about it; describe does not show it. */
	readonly description: string | null;
	/** Permissions let the user read but not write it. */
	readonly isHeldReadOnly: boolean;
	readonly referenceTo: readonly string[];
	readonly relationshipName: string | null;
	/** The name of the list on the parent (`Contacts` for Contact.AccountId). */
	readonly childRelationshipName: string | null;
	/** Children go with their parent when it is deleted; otherwise the reference is emptied. */
	readonly cascadeDelete: boolean;
	/** A parent with such children cannot be deleted. */
	readonly restrictedDelete: boolean;
}

/** What may be said about a field; everything unsaid follows from its type. */
export type FieldTraits = Partial<Omit<FieldDefinition, 'name' | 'type'>>;

const defaultLength: Partial<Record<FieldType, number>> = {
	id: 18,
	reference: 18,
	string: 255,
	textarea: 32_000,
	email: 80,
	phone: 40,
	url: 255,
	picklist: 255,
	multipicklist: 4_099,
	combobox: 255,
};

const plainField = {
	scale: 0,
	nillable: true,
	createable: true,
	updateable: true,
	defaultedOnCreate: false,
	defaultValue: null,
	custom: false,
	externalId: false,
	unique: false,
	caseSensitive: false,
	idLookup: false,
	nameField: false,
	calculated: false,
	picklistValues: [],
	inactiveValues: [],
	picklistLabels: {},
	picklistTranslations: {},
	labelsAreRegions: false,
	picklistEntries: null,
	restrictedPicklist: false,
	controllerName: null,
	validFor: {},
	formula: null,
	rollUp: null,
	autoNumber: null,
	compoundFieldName: null,
	isMasterDetail: false,
	inlineHelpText: null,
	convertsTo: {},
	description: null,
	isHeldReadOnly: false,
	referenceTo: [],
	relationshipName: null,
	childRelationshipName: null,
	cascadeDelete: false,
	restrictedDelete: false,
} as const;

/** A complete field from its name, type and whatever is special about it. */
export function field(name: string, type: FieldType, traits: FieldTraits = {}): FieldDefinition {
	const isBoolean = type === 'boolean';
	return {
		...plainField,
		name,
		type,
		label: labelFromName(name),
		length: defaultLength[type] ?? 0,
		precision: type === 'int' ? 8 : isNumberType(type) ? 18 : 0,
		...(isBoolean ? { nillable: false, defaultedOnCreate: true, defaultValue: false } : {}),
		...traits,
	};
}

/** A field that only Salesforce itself fills. */
export function readOnlyField(name: string, type: FieldType, traits: FieldTraits = {}): FieldDefinition {
	return field(name, type, { createable: false, updateable: false, ...traits });
}

/** A look-up to another object; the relationship is named after the field unless said otherwise. */
export function reference(name: string, referenceTo: readonly string[], traits: FieldTraits = {}): FieldDefinition {
	const relationshipName = name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '');
	return field(name, 'reference', {
		referenceTo,
		relationshipName,
		label: `${labelFromName(relationshipName)} ID`,
		...traits,
	});
}

/** Whether the value is worked out from others whenever it is read, so that no column holds it. */
export function isVirtual(field: FieldDefinition): boolean {
	return field.formula !== null || field.type === 'address';
}

/** Whether an administrator can hide the field: required, name and system fields are always seen. */
export function isPermissionable(field: FieldDefinition): boolean {
	if (field.type === 'id' || field.nameField || field.isMasterDetail || field.compoundFieldName === 'Name')
		return false;
	if (field.calculated || field.type === 'address' || field.isHeldReadOnly) return true;
	return field.updateable && (field.nillable || field.type === 'boolean');
}

/** Whether values are numbers with precision and scale. */
export function isNumberType(type: FieldType): boolean {
	return type === 'int' || type === 'double' || type === 'currency' || type === 'percent';
}

function labelFromName(name: string): string {
	return name
		.replace(/__[cr]$/, '')
		.replace(/_/g, ' ')
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/\b(Of|And|To)\b/g, (word) => word.toLowerCase());
}
