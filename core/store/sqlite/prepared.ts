import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Row } from '../rows/row-values';

/**
 * A statement that was prepared once. Its rows are read as lists and made objects of one shape here: SQLite's own objects
 * are dictionaries, which cost twice the time and several times the memory.
 */
export class Prepared {
	private readonly statement: StatementSync;

	/** Known once there was a row; another process may have added columns since. */
	private columns: readonly string[] = [];

	constructor(database: DatabaseSync, sql: string) {
		this.statement = database.prepare(sql);
		this.statement.setReturnArrays(true);
	}

	/** The number of rows changed. */
	run(named: Record<string, SQLInputValue>): number {
		return Number(this.statement.run(named).changes);
	}

	get(named: Record<string, SQLInputValue>): Row | undefined {
		const row = this.statement.get(named) as unknown as unknown[] | undefined;
		return row && this.toRow(row);
	}

	all(named: Record<string, SQLInputValue>, ...values: SQLInputValue[]): Row[] {
		const rows = this.statement.all(named, ...values) as unknown as unknown[][];
		return rows.map((row) => this.toRow(row));
	}

	private toRow(values: readonly unknown[]): Row {
		if (this.columns.length !== values.length) this.columns = this.statement.columns().map(({ name }) => name);
		const row: Record<string, unknown> = {};
		for (let index = 0; index < values.length; index += 1) row[this.columns[index]] = values[index];
		return row;
	}
}
