import { openPostgresStore } from './postgres/postgres-store';
import { openPostgresTables } from './postgres/postgres-tables';
import { openSqliteStore } from './sqlite/sqlite-store';
import { openSqliteTables } from './sqlite/sqlite-tables';
import type { Store } from './store';
import type { StoreLocation } from './store-location';
import type { TableStore } from './table-store';

/** Opens the store that was planned, creating it when it is not there yet; throws `store_unavailable` when it cannot be used. */
export async function openStore(location: StoreLocation): Promise<Store> {
	if (location.kind === 'sqlite') return await openSqliteStore(location.path);
	return await openPostgresStore(location.url);
}

/** Opens the store as rows of tables, for backup and restore; otherwise like `openStore`. */
export async function openTables(location: StoreLocation): Promise<TableStore> {
	if (location.kind === 'sqlite') return await openSqliteTables(location.path);
	return await openPostgresTables(location.url);
}
