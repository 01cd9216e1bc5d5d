import type { ColumnValue, NamedValues } from '../rows/row-values';

/** How many rows one statement takes at most: what its parameters need in memory follows from it. */
const rowsPerStatement = 10_000;

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
