import type { SQLInputValue } from 'node:sqlite';
import type { NamedValues } from '../rows/row-values';
import type { StatementValues } from '../sql/statement';

/** A statement of the shared SQL as SQLite takes it: it has one schema, one writer at a time, and lists as JSON. */
export function sqliteStatement(sql: string): string {
	return sql
		.replaceAll('{schema}.', '')
		.replaceAll('{lock named}', ':name')
		.replace(/\{lock (rows|unlocked)\}/g, '')
		.replace(/\{isOneOf (\w+)\}/g, 'IN (SELECT value FROM json_each(:$1))');
}

/** The statement behind a table `given` of so many rows. */
export function withGiven(columns: readonly string[], count: number, sql: string): string {
	const names = columns.map((name) => `"${name}"`).join(', ');
	const row = `(${columns.map(() => '?').join(', ')})`;
	return `WITH given (${names}) AS (VALUES ${Array(count).fill(row).join(', ')}) ${sql}`;
}

/** The values of all rows, one row behind the other. */
export function valuesOf(rows: readonly NamedValues[]): SQLInputValue[] {
	const values: SQLInputValue[] = [];
	for (const row of rows) for (const name in row) values.push(bindableValue(row[name]));
	return values;
}

/** Named values as SQLite takes them. */
export function bindable(values: StatementValues): Record<string, SQLInputValue> {
	const bound: Record<string, SQLInputValue> = {};
	for (const name in values) bound[name] = bindableValue(values[name]);
	return bound;
}

/** SQLite has no booleans: they are 0 and 1; and no lists: they are JSON. */
function bindableValue(value: StatementValues[string]): SQLInputValue {
	if (typeof value === 'boolean') return Number(value);
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
