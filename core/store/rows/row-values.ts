/** A row as a database gives it, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** What is kept in a column. */
export type ColumnValue = string | number | boolean | null;

/** Values by the names that a statement calls `:name`. */
export type NamedValues = Readonly<Record<string, ColumnValue>>;

/** A column that may be NULL as text; NULL is `undefined`. */
export function optionalText(value: unknown): string | undefined {
	return value === null || value === undefined ? undefined : String(value);
}

/** A column that may be NULL as a number; NULL is `undefined`. */
export function optionalNumber(value: unknown): number | undefined {
	return value === null || value === undefined ? undefined : Number(value);
}

/** Milliseconds since 1970 as a moment; NULL is `undefined`. */
export function optionalDate(value: unknown): Date | undefined {
	return value === null || value === undefined ? undefined : new Date(Number(value));
}

/** A yes/no column, which SQLite keeps as 0 or 1. */
export function flag(value: unknown): boolean {
	return value === true || value === 1;
}

/** A yes/no column that may be NULL; NULL is `undefined`. */
export function optionalFlag(value: unknown): boolean | undefined {
	return value === null || value === undefined ? undefined : flag(value);
}
