import { EnrichmentError } from '../errors';
import { oldTables } from './old-tables';
import { pageSize } from './rows/pages';
import type { ColumnValue } from './rows/row-values';
import type { TablePage, TableRow } from './table-store';
import { type ColumnKind, type StoreTable, storeTables } from './tables';

const format = 'n8n-nodes-salesforce-enrichment store';
const version = 1;
/** Raised when rows change so that a table of old rows has to be moved; a backup that names none has the first. */
const layout = 2;

// https://www.sqlite.org/fileformat.html
const sqliteHeader = 'SQLite format 3\0';

/** The first line of a backup. */
export function formatHeader(): string {
	return `${JSON.stringify({ format, layout, version })}\n`;
}

/** A page as lines, one for each row. */
export function formatPage({ table, rows }: TablePage): string {
	return rows.map((row) => `${JSON.stringify({ table: table.name, row })}\n`).join('');
}

/** The last line, without which a backup is incomplete. */
export function formatEnd(rows: number): string {
	return `${JSON.stringify({ end: true, rows })}\n`;
}

/** The pages of a backup from its lines; throws `invalid_input` when it is no backup, not complete, or of a newer version. */
export async function* parseBackup(lines: AsyncIterable<string>): AsyncGenerator<TablePage> {
	let number = 0;
	let count = 0;
	let isComplete = false;
	let tables = storeTables;
	let page: { readonly table: StoreTable; readonly rows: TableRow[] } | undefined;
	for await (const line of lines) {
		number += 1;
		if (line.startsWith(sqliteHeader)) throw copiedDatabase();
		const content = parseLine(line, number);
		if (number === 1) tables = tablesOf(content);
		else if (isComplete) throw unreadable(`goes on after its end, in line ${number}`);
		else if (content.end === true) isComplete = content.rows === count;
		else {
			const { table, row } = parseRow(content, number, tables);
			if (page && (page.table !== table || page.rows.length === pageSize)) {
				yield page;
				page = undefined;
			}
			page ??= { table, rows: [] };
			page.rows.push(row);
			count += 1;
		}
	}
	if (!isComplete) throw unreadable('is cut off');
	if (page) yield page;
}

function parseLine(line: string, number: number): Record<string, unknown> {
	try {
		const content: unknown = JSON.parse(line);
		if (typeof content === 'object' && content !== null) return content as Record<string, unknown>;
	} catch {
		// Said below, without the line, which may hold somebody's data.
	}
	throw unreadable(`has no valid line ${number}`);
}

/** The tables that the backup's rows are of, from its header. */
function tablesOf(header: Record<string, unknown>): readonly StoreTable[] {
	if (header.format !== format) throw unreadable('is no backup of a store');
	if (header.version !== version) {
		throw unreadable(`has version ${String(header.version)}, and this pack reads version ${version}`);
	}
	if (header.layout === layout) return storeTables;
	if (header.layout !== undefined)
		throw unreadable(`has layout ${String(header.layout)}, and this pack reads layouts up to ${layout}`);
	return storeTables.map((table) => oldTables.find(({ name }) => name === `old_${table.name}`) ?? table);
}

function parseRow(
	content: Record<string, unknown>,
	number: number,
	tables: readonly StoreTable[],
): { readonly table: StoreTable; readonly row: TableRow } {
	const table = tables.find(({ name }) => name === content.table || name === `old_${String(content.table)}`);
	if (!table) throw unreadable(`has an unknown table in line ${number}`);
	const given = (content.row ?? {}) as Record<string, unknown>;
	const unknown = Object.keys(given).find((name) => !(name in table.columns));
	if (unknown !== undefined) throw unreadable(`has an unknown column ${table.name}.${unknown}`);
	const row = Object.fromEntries(
		Object.entries(table.columns).map(([name, kind]) => {
			// A column that this version has and the backup's had not.
			const value = given[name] ?? null;
			if (!isOfKind(value, kind)) throw unreadable(`has no ${kind} in ${table.name}.${name}, line ${number}`);
			return [name, value];
		}),
	);
	return { table, row };
}

function isOfKind(value: unknown, kind: ColumnKind): value is ColumnValue {
	if (value === null) return true;
	if (kind === 'integer') return Number.isSafeInteger(value);
	return typeof value === { text: 'string', real: 'number', flag: 'boolean' }[kind];
}

function unreadable(why: string): EnrichmentError {
	return new EnrichmentError('invalid_input', `The backup ${why}.`, {
		remedy: 'Use a complete file that `backup` of this version or an older one has written.',
	});
}

function copiedDatabase(): EnrichmentError {
	return new EnrichmentError('invalid_input', 'The backup is a copied SQLite database.', {
		remedy: 'Stop n8n and put it in the place of the store, whose -wal and -shm files have to go.',
	});
}
