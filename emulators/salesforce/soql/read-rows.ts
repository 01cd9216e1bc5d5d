import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { seededRandom, type Random } from '../seeded-random';
import type { RecordStore } from '../storage/record-store';
import type { RecordQuery } from './result-shape';

/** A row's columns; the last one is its number, or its place on the page. */
export type Row = SQLOutputValue[];

/** What a query finds: all row numbers, and the rows themselves at least of the first page. */
export interface FoundRows {
	readonly rowIds: Uint32Array;
	readonly rows: readonly Row[];
}

/** In a large table it is random where an unordered LIMIT starts to look, but not so far in that looking costs time. */
const farthestStart = 5_000;

/** Runs a query; `extraParams` follow the statement's own. */
export function findRows(
	store: RecordStore,
	query: RecordQuery,
	extraParams: readonly SQLInputValue[],
	pageSize: number,
): FoundRows {
	const params = [...query.params, ...extraParams];
	return query.isOrdered ? findOrdered(store, query, params, pageSize) : findShuffled(store, query, params, pageSize);
}

/** The rows with these numbers in this order; rows deleted since are left out. */
export function rowsById(store: RecordStore, query: RecordQuery, rowIds: Uint32Array): Row[] {
	return all(store, query.rowsSql, [`[${rowIds.join(',')}]`]);
}

function findOrdered(
	store: RecordStore,
	query: RecordQuery,
	params: readonly SQLInputValue[],
	pageSize: number,
): FoundRows {
	const most = Math.min(query.limit ?? Infinity, pageSize + 1);
	const rows = all(store, rowsSql(query, limitSql(most, query.offset)), params);
	if (rows.length <= pageSize) return { rows, rowIds: Uint32Array.from(rows, rowNumber) };
	return {
		rows: rows.slice(0, pageSize),
		rowIds: allRowIds(store, query, params, limitSql(query.limit, query.offset)),
	};
}

/** Salesforce promises no order without ORDER BY, and no choice of rows under LIMIT, so a strict org shows neither. */
function findShuffled(
	store: RecordStore,
	query: RecordQuery,
	params: readonly SQLInputValue[],
	pageSize: number,
): FoundRows {
	const random = seededRandom(query.shuffleSeed ?? 0);
	const until = query.offset + (query.limit ?? Infinity);
	const few =
		until <= pageSize
			? rotated(store, query, params, until, random)
			: all(store, rowsSql(query, limitSql(pageSize + 1, 0)), params);
	if (few.length <= pageSize) {
		const rows = shuffle(few, random).slice(query.offset, until);
		return { rows, rowIds: Uint32Array.from(rows, rowNumber) };
	}
	const rowIds = shuffle(allRowIds(store, query, params, ''), random).subarray(query.offset, until);
	return { rowIds, rows: rowsById(store, query, rowIds.subarray(0, pageSize)) };
}

/** The first rows from a random place on, going round. */
function rotated(
	store: RecordStore,
	query: RecordQuery,
	params: readonly SQLInputValue[],
	count: number,
	random: Random,
): Row[] {
	const last = Number(store.prepare(`SELECT MAX(rowid) AS last FROM ${query.tableSql}`).get()?.last ?? 0);
	const start = 1 + Math.floor(random() * Math.min(last, farthestStart));
	const part = (condition: string, most: number) =>
		all(store, rowsSql({ ...query, conditions: [...query.conditions, condition] }, limitSql(most, 0)), [
			...params,
			start,
		]);
	const place = `?${params.length + 1}`;
	// The plus keeps SQLite from walking the table by row number where an index finds the rows at once.
	const plus = query.hasWhere ? '+' : '';
	const rows = part(`${plus}${query.rootAlias}.rowid >= ${place}`, count);
	return rows.length < count
		? [...rows, ...part(`${plus}${query.rootAlias}.rowid < ${place}`, count - rows.length)]
		: rows;
}

function allRowIds(
	store: RecordStore,
	query: RecordQuery,
	params: readonly SQLInputValue[],
	limit: string,
): Uint32Array {
	// One long text is far cheaper to hand over than hundreds of thousands of rows.
	const inner = `SELECT ${query.rootAlias}.rowid AS r FROM ${query.fromSql}${whereSql(query)}${query.orderSql}${limit}`;
	const [[text]] = all(store, `SELECT group_concat(r) FROM (${inner})`, params);
	return parseRowIds(String(text ?? ''));
}

function parseRowIds(text: string): Uint32Array {
	const rowIds = new Uint32Array(Math.ceil(text.length / 2));
	let [count, value] = [0, 0];
	for (let index = 0; index <= text.length; index++) {
		const digit = text.charCodeAt(index) - 48;
		if (digit >= 0) {
			value = value * 10 + digit;
		} else if (text.length > 0) {
			rowIds[count++] = value;
			value = 0;
		}
	}
	return rowIds.slice(0, count);
}

function shuffle<T extends { [index: number]: unknown; length: number }>(list: T, random: Random): T {
	for (let last = list.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[list[last], list[other]] = [list[other], list[last]];
	}
	return list;
}

function rowsSql(query: RecordQuery, limit: string): string {
	return `SELECT ${query.columnsSql} FROM ${query.fromSql}${whereSql(query)}${query.orderSql}${limit}`;
}

function whereSql({ conditions }: RecordQuery): string {
	return conditions.length ? ` WHERE ${conditions.join(' AND ')}` : '';
}

function limitSql(limit: number | undefined, offset: number): string {
	return limit === undefined && offset === 0 ? '' : ` LIMIT ${limit ?? -1} OFFSET ${offset}`;
}

function rowNumber(row: Row): number {
	return Number(row[row.length - 1]);
}

function all(store: RecordStore, sql: string, params: readonly SQLInputValue[]): Row[] {
	const statement = store.prepare(sql);
	statement.setReturnArrays(true);
	return statement.all(...params) as unknown as Row[];
}
