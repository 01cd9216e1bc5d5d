import type { FieldDefinition } from './field';

/** One sObject: its names, its key prefix and its fields in describe order. */
export interface SObjectDefinition {
	readonly name: string;
	readonly label: string;
	readonly labelPlural: string;
	/** The first three characters of every id of this object. */
	readonly keyPrefix: string;
	readonly custom: boolean;
	readonly createable: boolean;
	readonly updateable: boolean;
	readonly deletable: boolean;
	/** The SELECT that answers for an object that has no rows of its own. */
	readonly viewSql?: string;
	readonly fields: readonly FieldDefinition[];
}

/** A standard sObject that clients may create, change and delete. */
export function standardObject(
	name: string,
	keyPrefix: string,
	fields: readonly FieldDefinition[],
	traits: Partial<SObjectDefinition> = {},
): SObjectDefinition {
	// A standard object's Id is called after it (`Lead ID`), a custom one's `Record ID`.
	const ownFields = traits.custom
		? fields
		: fields.map((each) => (each.name === 'Id' ? { ...each, label: `${traits.label ?? name} ID` } : each));
	return {
		name,
		label: name,
		labelPlural: name.endsWith('y') ? name.replace(/y$/, 'ies') : `${name}s`,
		keyPrefix,
		custom: false,
		createable: true,
		updateable: true,
		deletable: true,
		...traits,
		fields: ownFields,
	};
}
