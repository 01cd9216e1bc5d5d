import { createOldTables } from '../old-tables';
import { pageSize } from '../rows/pages';
import type { Row } from '../rows/row-values';
import { storeNotEmpty, type TablePage, type TableRow, type TableStore } from '../table-store';
import { columnType, type StoreTable, storeTables } from '../tables';
import { typeState } from '../typed-state';
import { columnsOf } from './columns';
import type { PostgresQueries } from './connection';
import { connectPostgres } from './postgres-store';
import { moveRows } from './schema-by-run';

const allTables = storeTables.map(({ name }) => `{schema}.${name}`).join(', ');

/** Opens the store at this `postgres://` address as rows of tables. */
export async function openPostgresTables(address: string): Promise<TableStore> {
	const db = await connectPostgres(address);
	return {
		location: db.location,
		async readAll(take) {
			await db.transactionOnce('snapshot', async (tx) => {
				for (const table of storeTables) await readTable(tx, table, take);
			});
		},
		async loadAll(pages, replace) {
			await db.transactionOnce('write', async (tx) => {
				await tx.run(`LOCK TABLE ${allTables} IN ACCESS EXCLUSIVE MODE`);
				if (replace) await tx.run(`TRUNCATE ${allTables}`);
				else if (!(await isEmpty(tx))) throw storeNotEmpty(db.location);
				await tx.run(createOldTables);
				for await (const page of pages) await insertPage(tx, page);
				await tx.run(moveRows);
				await tx.run(typeState);
				for (const table of storeTables) await continueSequence(tx, table);
			});
		},
		async close() {
			await db.close();
		},
	};
}

async function readTable(
	tx: PostgresQueries,
	table: StoreTable,
	take: (page: TablePage) => Promise<void>,
): Promise<void> {
	await tx.run(`DECLARE rows CURSOR FOR SELECT * FROM {schema}.${table.name}`);
	for (;;) {
		const rows = await tx.all(`FETCH ${pageSize} FROM rows`);
		if (rows.length === 0) break;
		await take({ table, rows: rows.map((row) => toTableRow(table, row)) });
	}
	await tx.run('CLOSE rows');
}

function toTableRow(table: StoreTable, row: Row): TableRow {
	return Object.fromEntries(
		Object.entries(table.columns).map(([name, kind]) => {
			const value = row[name] as string | number | boolean | null;
			// pg gives a bigint as text; ours are times and counts, which a number holds.
			return [name, kind === 'integer' && value !== null ? Number(value) : value];
		}),
	);
}

async function insertPage(tx: PostgresQueries, { table, rows }: TablePage): Promise<void> {
	const columns = Object.entries(table.columns);
	const names = columns.map(([name]) => name).join(', ');
	const lists = columns.map(([name, kind]) => `:${name}::${columnType[kind]}[]`).join(', ');
	await tx.run(`INSERT INTO {schema}.${table.name} (${names}) SELECT * FROM unnest(${lists})`, columnsOf(rows));
}

async function isEmpty(tx: PostgresQueries): Promise<boolean> {
	const exists = storeTables.map(({ name }) => `EXISTS (SELECT 1 FROM {schema}.${name})`);
	return (await tx.get(`SELECT ${exists.join(' OR ')} AS has_rows`))?.has_rows === false;
}

/** Rows that are added later come behind those that were loaded. */
async function continueSequence(tx: PostgresQueries, { name, columns }: StoreTable): Promise<void> {
	if (columns.sequence === undefined) return;
	await tx.get(`SELECT setval(pg_get_serial_sequence('{schema}.${name}', 'sequence'),
		coalesce(max(sequence), 0) + 1, false) FROM {schema}.${name}`);
}
