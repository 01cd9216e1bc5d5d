import type { SQLInputValue } from 'node:sqlite';
import type { FieldType } from '../schema/field';

/** How a row of columns becomes a record, in the order of the SELECT list. */
export interface RecordShape {
	readonly typeName: string;
	/** The column of the record's Id: it makes the url, and null there means there is no such parent. */
	readonly idColumn: number;
	/** The column that names the object of a polymorphic parent, for its url. */
	readonly targetColumn?: number | undefined;
	readonly entries: ShapeEntry[];
}

/** One key of a record. */
export type ShapeEntry =
	| { readonly kind: 'value'; readonly key: string; readonly column: number; readonly type: FieldType }
	| { readonly kind: 'parent'; readonly key: string; readonly shape: RecordShape }
	/** TYPEOF: the first shape whose record exists counts. */
	| { readonly kind: 'typeof'; readonly key: string; readonly shapes: readonly RecordShape[] }
	| { readonly kind: 'children'; readonly key: string; readonly query: RecordQuery };

/** A compiled SELECT of records, in the parts that paging puts together. */
export interface RecordQuery {
	readonly shape: RecordShape;
	/** The columns, and behind them the row's number. */
	readonly columnsSql: string;
	readonly fromSql: string;
	/** Conditions for ` WHERE `, joined with AND; a subquery's last parameter is its parent's id. */
	readonly conditions: readonly string[];
	readonly orderSql: string;
	readonly params: readonly SQLInputValue[];
	readonly limit: number | undefined;
	readonly offset: number;
	/** Rows by their numbers (a JSON array, the only parameter) in that order, each followed by its place there. */
	readonly rowsSql: string;
	readonly rootAlias: string;
	/** The object's table, quoted. */
	readonly tableSql: string;
	/** Whether the statement itself chooses among rows, so that an index may be of use. */
	readonly hasWhere: boolean;
	/** Whether the rows come in the statement's order, ties included; otherwise `shuffleSeed` decides. */
	readonly isOrdered: boolean;
	readonly shuffleSeed: number | undefined;
}

/** A compiled statement. */
export type CompiledQuery =
	| ({ readonly kind: 'records' } & RecordQuery)
	| {
			readonly kind: 'aggregate';
			readonly sql: string;
			readonly params: readonly SQLInputValue[];
			readonly entries: readonly ShapeEntry[];
			readonly typeName: string;
	  }
	| { readonly kind: 'count'; readonly sql: string; readonly params: readonly SQLInputValue[] };
