import { EnrichmentError } from '../errors';
import type { ColumnValue } from './rows/row-values';
import type { StoreTable } from './tables';

/** A row by column name, alike in every store: flags are booleans. */
export type TableRow = Readonly<Record<string, ColumnValue>>;

/** Rows of one table, at most 1,000. */
export interface TablePage {
	readonly table: StoreTable;
	readonly rows: readonly TableRow[];
}

/** A store seen as rows of tables, over a connection of its own; what a backup is made of and restored into. */
export interface TableStore {
	/** Safe to print. */
	readonly location: string;
	/** Gives `take` every row as it was at one moment, in the order of `storeTables`. */
	readAll(take: (page: TablePage) => Promise<void>): Promise<void>;
	/**
	 * Puts all rows in, or none of them when anything fails. Throws `invalid_parameter` for a store
	 * that is not empty, unless `replace`, which removes what was there.
	 */
	loadAll(pages: AsyncIterable<TablePage>, replace: boolean): Promise<void>;
	close(): Promise<void>;
}

/** The failure of loading into a store that has rows already. */
export function storeNotEmpty(location: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `The store ${location} is not empty.`, {
		remedy: 'Restore into a new store, or add --replace to remove what is in this one.',
	});
}
