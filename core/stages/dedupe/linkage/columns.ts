import type { Dictionary } from './dictionary';
import type { LinkageField } from './fields';

/** Stands where a record has no usable value. */
export const missing = -1;

/** One field of all records: the number of each record's value in the dictionary. */
export interface Column {
	readonly field: LinkageField;
	readonly dictionary: Dictionary;
	readonly ids: Int32Array;
	/** How many records have a value. */
	readonly filled: number;
}

/** All records, field by field. */
export interface LinkageTable {
	readonly size: number;
	/** Only of fields that some record has. */
	readonly columns: ReadonlyMap<LinkageField, Column>;
}
