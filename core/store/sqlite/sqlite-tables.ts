import { setImmediate } from 'node:timers/promises';
import { createOldTables } from '../old-tables';
import { pageSize } from '../rows/pages';
import type { Row } from '../rows/row-values';
import { storeNotEmpty, type TablePage, type TableRow, type TableStore } from '../table-store';
import { type StoreTable, storeTables } from '../tables';
import { typeState } from '../typed-state';
import type { SqliteConnection } from './connection';
import { moveRows } from './schema-by-run';
import { connectSqlite } from './sqlite-store';
import { sqliteStatement } from './statement';

/** Opens the store in this file as rows of tables. */
export async function openSqliteTables(path: string): Promise<TableStore> {
	const db = await connectSqlite(path);
	return {
		location: path,
		async readAll(take) {
			await db.exclusively('BEGIN', async () => {
				for (const table of storeTables) await readTable(db, table, take);
			});
		},
		async loadAll(pages, replace) {
			await db.exclusively('BEGIN IMMEDIATE', async () => {
				if (replace) removeAll(db);
				else if (!isEmpty(db)) throw storeNotEmpty(path);
				db.execute(sqliteStatement(createOldTables));
				for await (const page of pages) insertPage(db, page);
				db.execute(moveRows);
				db.execute(sqliteStatement(typeState));
			});
		},
		async close() {
			db.close();
		},
	};
}

/** Writes the store in `path` to `target`, a new file of mode 0600, as one complete database without free space. */
export async function copySqliteStore(path: string, target: string): Promise<void> {
	const db = await connectSqlite(path);
	try {
		db.run('VACUUM INTO :target', { target });
	} finally {
		db.close();
	}
}

async function readTable(
	db: SqliteConnection,
	table: StoreTable,
	take: (page: TablePage) => Promise<void>,
): Promise<void> {
	let rows: TableRow[] = [];
	for (const row of db.iterate(`SELECT * FROM ${table.name}`)) {
		rows.push(toTableRow(table, row));
		if (rows.length < pageSize) continue;
		await take({ table, rows });
		rows = [];
		// SQLite answers without waiting, so only this lets anybody else have the event loop.
		await setImmediate();
	}
	if (rows.length > 0) await take({ table, rows });
}

function toTableRow(table: StoreTable, row: Row): TableRow {
	return Object.fromEntries(
		Object.entries(table.columns).map(([name, kind]) => {
			const value = row[name] as string | number | null;
			return [name, kind === 'flag' && value !== null ? value === 1 : value];
		}),
	);
}

function insertPage(db: SqliteConnection, { table, rows }: TablePage): void {
	const names = Object.keys(table.columns);
	const sql = `INSERT INTO ${table.name} (${names.join(', ')})
		VALUES (${names.map((name) => `:${name}`).join(', ')})`;
	for (const row of rows) db.run(sql, row);
}

function isEmpty(db: SqliteConnection): boolean {
	return storeTables.every(({ name }) => db.get(`SELECT 1 FROM ${name} LIMIT 1`) === undefined);
}

function removeAll(db: SqliteConnection): void {
	for (const { name } of storeTables.toReversed()) db.execute(`DELETE FROM ${name}`);
}
