import type { ColumnValue, NamedValues, Row } from '../rows/row-values';

/** Values by the names that a statement calls `:name`; a list is what `{isOneOf name}` compares with. */
export type StatementValues = Readonly<Record<string, ColumnValue | readonly string[]>>;

/**
 * A statement in the SQL that SQLite and PostgreSQL share. `{schema}.` stands before every table, `column {isOneOf ids}`
 * for a comparison with a list. `{lock rows}` behind a SELECT keeps others from changing them until the transaction ends,
 * `{lock unlocked}` passes over those that somebody else keeps, and `SELECT {lock named}` waits for all who say the same `:name`.
 */
export interface Statement {
	readonly sql: string;
	readonly values: StatementValues;
	/** Rows that the statement reads from a table `given`, by the names of their columns; all have the same ones. */
	readonly given?: readonly NamedValues[];
	/** The columns of `given` that name the row to be changed. */
	readonly key?: readonly string[];
	/** Set when the number of changed rows is asked for instead of rows. */
	readonly changes?: true;
}

/** What a statement gives. */
export interface Reply {
	readonly rows: readonly Row[];
	/** How many rows were changed, where that was asked for. */
	readonly changes: number;
}

/** Statements one after another, each after the reply to the one before; a database sends them. */
export type Work<T> = Generator<Statement, T, Reply>;

/**
 * When a transaction outlives a power cut, or a server that goes down: before anybody hears of its end, or with whatever is kept
 * next, by whomever. The end of the process it outlives at once in both cases. To wait is needed only where something outside of the
 * store follows before anything else is kept: a tail that is lost then is as if it had never been begun.
 */
export type Keeping = 'at_once' | 'with_next';

/** What does work: all adapters are alike to it. */
export interface Database {
	/** All of the work or nothing of it, kept at once unless set; begun anew when it lost a race. Work waits for nothing but its statements. */
	transact<T>(work: () => Work<T>, keeping?: Keeping): Promise<T>;
	/** Each statement for itself. */
	perform<T>(work: () => Work<T>): Promise<T>;
}

/** All rows that the statement gives. */
export function* all(sql: string, values: StatementValues = {}): Work<readonly Row[]> {
	return (yield { sql, values }).rows;
}

/** The first row. */
export function* get(sql: string, values: StatementValues = {}): Work<Row | undefined> {
	return (yield { sql, values }).rows[0];
}

/** Changes rows and gives how many. */
export function* run(sql: string, values: StatementValues = {}): Work<number> {
	return (yield { sql, values, changes: true }).changes;
}

/** Runs a statement over many rows at once; gives what it returns, if anything. Belongs into a transaction. */
export function* runOnRows(
	sql: string,
	values: StatementValues,
	given: readonly NamedValues[],
	key: readonly string[],
): Work<readonly Row[]> {
	return given.length === 0 ? [] : (yield { sql, values, given, key }).rows;
}
