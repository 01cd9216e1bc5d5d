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
	readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'date' | 'datetime' | 'dateLiteral' | 'currency';
	readonly text: string;
	readonly position: number;
}

/** Comparison operators with one constant on the right. */
export type ComparisonOperator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'LIKE';

/** Operators with a list of constants on the right. */
export type ListOperator = 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

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
			readonly operator: ListOperator;
			readonly values: readonly Literal[];
	  }
	| {
			readonly kind: 'semiJoin';
			readonly operand: Operand;
			readonly isAnti: boolean;
			readonly query: SelectQuery;
			readonly position: number;
	  };

/** `TYPEOF What WHEN Account THEN Phone ELSE Name END`. */
export interface TypeOfItem {
	readonly kind: 'typeof';
	/** The polymorphic relationship, at the end of a path of parents. */
	readonly relationship: FieldPath;
	readonly branches: ReadonlyArray<{
		readonly typeName: string;
		readonly position: number;
		readonly fields: readonly FieldPath[];
	}>;
	readonly otherwise: readonly FieldPath[];
}

/** One thing between SELECT and FROM. */
export type SelectItem =
	| { readonly kind: 'operand'; readonly operand: Operand; readonly alias: string | undefined }
	| { readonly kind: 'fields'; readonly group: 'ALL' | 'STANDARD' | 'CUSTOM'; readonly position: number }
	| { readonly kind: 'children'; readonly query: SelectQuery }
	| TypeOfItem;

/** One sort key; nulls come first unless said otherwise, in both directions. */
export interface OrderKey {
	readonly operand: Operand;
	readonly isDescending: boolean;
	readonly areNullsLast: boolean;
}

/** The object, list of children (`Contacts`, `Account.Contacts`) or parent path (`c.Account a`) that a query names. */
export interface FromItem {
	readonly path: readonly string[];
	readonly alias: string | undefined;
	readonly position: number;
}

/** A whole statement, or the inner one of a subquery or semi-join. */
export interface SelectQuery {
	readonly select: readonly SelectItem[];
	readonly from: FromItem;
	/** Aliases for parents, as in `FROM Contact c, c.Account a`. */
	readonly parentAliases: readonly FromItem[];
	readonly scope: { readonly name: string; readonly position: number } | undefined;
	readonly where: Condition | undefined;
	readonly grouping: 'plain' | 'ROLLUP' | 'CUBE';
	readonly groupBy: readonly Operand[];
	readonly having: Condition | undefined;
	readonly orderBy: readonly OrderKey[];
	readonly limit: number | undefined;
	readonly offset: number | undefined;
	/** Where OFFSET's number stands. */
	readonly offsetPosition: number;
	/** `FOR UPDATE` and what it may not be combined with. */
	readonly isForUpdate: boolean;
	readonly position: number;
}
