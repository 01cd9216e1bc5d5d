/** `Account.Owner.Name` as written, split at its dots. */
export interface FieldPath {
	readonly kind: 'field';
	readonly path: readonly string[];
	readonly position: number;
}

/** `COUNT()`, `MAX(CreatedDate)`, `CALENDAR_YEAR(CreatedDate)`; the name is in capitals. */
export interface FunctionCall {
	readonly kind: 'function';
	readonly name: string;
	readonly argument: FieldPath | FunctionCall | undefined;
	readonly position: number;
}

/** What conditions, grouping and ordering speak about. */
export type Operand = FieldPath | FunctionCall;

/** A constant; strings keep their escapes, because LIKE reads them differently. */
export interface Literal {
	readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'date' | 'datetime' | 'dateLiteral';
	readonly text: string;
	readonly position: number;
}

/** Comparison operators with one constant on the right. */
export type ComparisonOperator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'LIKE';

/** The WHERE or HAVING tree; AND and OR never mix on one level. */
export type Condition =
	| { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
	| { readonly kind: 'not'; readonly term: Condition }
	| {
			readonly kind: 'comparison';
			readonly operand: Operand;
			readonly operator: ComparisonOperator;
			readonly value: Literal;
			readonly position: number;
	  }
	| {
			readonly kind: 'list';
			readonly operand: Operand;
			readonly operator: 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';
			readonly values: readonly Literal[];
	  }
	| { readonly kind: 'semiJoin'; readonly operand: Operand; readonly isAnti: boolean; readonly query: SelectQuery };

/** One thing between SELECT and FROM. */
export type SelectItem =
	| { readonly kind: 'operand'; readonly operand: Operand; readonly alias: string | undefined }
	| { readonly kind: 'fields'; readonly group: 'ALL' | 'STANDARD' | 'CUSTOM'; readonly position: number }
	| { readonly kind: 'children'; readonly query: SelectQuery };

/** One sort key; nulls come first unless said otherwise, in both directions. */
export interface OrderKey {
	readonly operand: Operand;
	readonly isDescending: boolean;
	readonly areNullsLast: boolean;
}

/** A whole statement, or the inner one of a subquery or semi-join. */
export interface SelectQuery {
	readonly select: readonly SelectItem[];
	readonly from: { readonly name: string; readonly alias: string | undefined; readonly position: number };
	readonly where: Condition | undefined;
	readonly groupBy: readonly Operand[];
	readonly having: Condition | undefined;
	readonly orderBy: readonly OrderKey[];
	readonly limit: number | undefined;
	readonly offset: number | undefined;
	readonly position: number;
}
