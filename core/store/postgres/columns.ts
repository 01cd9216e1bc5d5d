import type { ColumnValue, NamedValues } from '../rows/row-values';
import { columnType, kindOfColumn } from '../tables';

/** How many rows one statement takes at most: what its parameters need in memory follows from it. */
const rowsPerStatement = 10_000;

/** A table `given` of rows by the names of their columns, in their order, to put before a statement; and its values. */
export function givenRows(rows: readonly NamedValues[]): {
	readonly table: string;
	readonly columns: Record<string, ColumnValue[]>;
} {
	const names = Object.keys(rows[0]);
	const lists = names.map((name) => `:given_${name}::${columnType[kindOfColumn(name)]}[]`);
	// Ids are compared by their bytes, here as in the tables.
	const columns = names.map((name) =>
		kindOfColumn(name) === 'text' ? `"${name}" COLLATE "C" AS "${name}"` : `"${name}"`,
	);
	const table = `WITH given AS (SELECT ${columns.join(', ')}
		FROM unnest(${lists.join(', ')}) WITH ORDINALITY AS given (${names.map((name) => `"${name}"`).join(', ')}, place) ORDER BY place)`;
	return { table, columns: Object.fromEntries(names.map((name) => [`given_${name}`, rows.map((row) => row[name])])) };
}

/** The rows as one list per column, for `unnest`; all rows have the same columns. */
export function columnsOf(rows: readonly NamedValues[]): Record<string, ColumnValue[]> {
	const names = Object.keys(rows[0] ?? {});
	return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}

/**
 * The rows in order, in portions for one statement each: at most 10,000 rows, and no key twice,
 * because a statement of PostgreSQL refuses to change a row a second time.
 */
export function* portionsOf<T>(
	rows: readonly T[],
	keyOf: (row: T) => string,
): Generator<readonly T[], void, undefined> {
	let portion = new Map<string, T>();
	for (const row of rows) {
		const key = keyOf(row);
		if (portion.size === rowsPerStatement || portion.has(key)) {
			yield [...portion.values()];
			portion = new Map();
		}
		portion.set(key, row);
	}
	if (portion.size > 0) yield [...portion.values()];
}
