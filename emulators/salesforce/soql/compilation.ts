import type { SQLInputValue } from 'node:sqlite';
import type { Schema } from '../schema/schema';
import { soqlError, type SoqlErrorCode } from './soql-error';

/** What a compilation depends on besides the statement. */
export interface CompileOptions {
	readonly now: Date;
	/** IANA name; date literals are read in it. */
	readonly timeZone: string;
	/** `queryAll`: deleted records are seen too. */
	readonly includesDeleted: boolean;
	/** Decides the order of what ORDER BY leaves open; `undefined` keeps the order of storage. */
	readonly shuffleSeed: number | undefined;
}

/** State shared by a statement and its inner queries: parameters, table aliases, error places. */
export class Compilation {
	readonly params: SQLInputValue[] = [];
	private aliases = 0;

	constructor(
		readonly schema: Schema,
		readonly source: string,
		readonly options: CompileOptions,
	) {}

	/** A numbered placeholder, so that clauses may be compiled in any order. */
	param(value: SQLInputValue): string {
		this.params.push(value);
		return `?${this.params.length}`;
	}

	nextAlias(): string {
		return `t${this.aliases++}`;
	}

	error(position: number, code: SoqlErrorCode, message: string): Error {
		return soqlError(this.source, position, code, message);
	}
}
