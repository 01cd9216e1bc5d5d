import type { FieldType } from '../schema/field';

/** How a row of columns becomes a record, in the order of the SELECT list. */
export interface RecordShape {
	readonly typeName: string;
	/** The column of the record's Id: it makes the url, and null there means there is no such parent. */
	readonly idColumn: number;
	readonly entries: ShapeEntry[];
}

/** One key of a record. */
export type ShapeEntry =
	| { readonly kind: 'value'; readonly key: string; readonly column: number; readonly type: FieldType }
	| { readonly kind: 'parent'; readonly key: string; readonly shape: RecordShape }
	| { readonly kind: 'children'; readonly key: string; readonly query: ChildQuery };

/** A subquery; run once per parent, whose id is its last parameter. */
export interface ChildQuery {
	readonly sql: string;
	readonly params: ReadonlyArray<string | number | bigint | null | NodeJS.ArrayBufferView>;
	readonly shape: RecordShape;
}

/** What a compiled statement answers with. */
export type QueryResultKind =
	| { readonly kind: 'records'; readonly shape: RecordShape }
	| { readonly kind: 'aggregate'; readonly entries: readonly ShapeEntry[] }
	| { readonly kind: 'count' };
