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
	| 'boolean'
	| 'int'
	| 'double'
	| 'currency'
	| 'percent'
	| 'date'
	| 'datetime';

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
	readonly picklistValues: readonly string[];
	readonly restrictedPicklist: boolean;
	readonly referenceTo: readonly string[];
	readonly relationshipName: string | null;
	/** The name of the list on the parent (`Contacts` for Contact.AccountId). */
	readonly childRelationshipName: string | null;
	/** Children go with their parent when it is deleted; otherwise the reference is emptied. */
	readonly cascadeDelete: boolean;
}

/** What may be said about a field; everything unsaid follows from its type. */
export type FieldTraits = Partial<Omit<FieldDefinition, 'name' | 'type'>>;

const DEFAULT_LENGTH: Partial<Record<FieldType, number>> = {
	id: 18,
	reference: 18,
	string: 255,
	textarea: 32_000,
	email: 80,
	phone: 40,
	url: 255,
	picklist: 255,
	multipicklist: 4_099,
};

const PLAIN_FIELD = {
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
	restrictedPicklist: false,
	referenceTo: [],
	relationshipName: null,
	childRelationshipName: null,
	cascadeDelete: false,
} as const;

/** A complete field from its name, type and whatever is special about it. */
export function field(name: string, type: FieldType, traits: FieldTraits = {}): FieldDefinition {
	const isBoolean = type === 'boolean';
	return {
		...PLAIN_FIELD,
		name,
		type,
		label: labelFromName(name),
		length: DEFAULT_LENGTH[type] ?? 0,
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
