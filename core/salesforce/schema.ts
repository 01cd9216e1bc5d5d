/** One value of a picklist. */
export interface PicklistEntry {
	readonly value: string;
	readonly active: boolean;
	/** What people see; absent means the value itself. */
	readonly label?: string;
	/** Base64 of one bit per entry of the controlling field (its first in the highest bit); null or absent when none controls. */
	readonly validFor?: string | null;
}

/** A field as describe tells it; only what the pack reads. */
export interface FieldDescription {
	readonly name: string;
	readonly label: string;
	/** Describe's own word: `string`, `picklist`, `boolean`, `double`, `datetime`, `reference` … */
	readonly type: string;
	readonly length: number;
	readonly precision: number;
	readonly scale: number;
	readonly nillable: boolean;
	readonly createable: boolean;
	readonly updateable: boolean;
	readonly externalId: boolean;
	/** Whether two values that differ in the case of their letters only are two; absent means not. */
	readonly caseSensitive?: boolean;
	readonly restrictedPicklist: boolean;
	readonly picklistValues: readonly PicklistEntry[];
	/** The field whose value decides which entries are valid; absent or null when none does. */
	readonly controllerName?: string | null;
	readonly referenceTo: readonly string[];
	readonly relationshipName: string | null;
	/** The compound field that this one is a part of, such as an address; absent or null when it is none. */
	readonly compoundFieldName?: string | null;
}

/** A look-up of another object to this one. */
export interface ChildRelationship {
	readonly sObject: string;
	readonly field: string;
}

export interface SObjectDescription {
	readonly name: string;
	readonly label: string;
	readonly keyPrefix: string;
	/** By API name, in the schema's spelling. */
	readonly fieldByName: ReadonlyMap<string, FieldDescription>;
	/** Absent in descriptions that tests make. */
	readonly children?: readonly ChildRelationship[];
}

/** An object as the list of all objects tells it. */
export interface SObjectSummary {
	readonly name: string;
	readonly label: string;
	readonly custom: boolean;
	readonly queryable: boolean;
	readonly createable: boolean;
	readonly updateable: boolean;
	/** Whether its records can be read by their Id; what cannot is history, shares and the like. */
	readonly retrieveable: boolean;
}
