import type { SQLOutputValue } from 'node:sqlite';
import { ApiError } from '../api-error';
import { isNumberType } from '../schema/field';
import type { RecordStore } from '../storage/record-store';
import { lineEndings, quoted } from './csv-dialect';
import { delimiterOf } from './job-info';
import type { QueryJob, QueryResult, ResultColumn } from './job';
import { nextTurn } from './next-turn';

const rowsPerPiece = 2_000;

/** One page of a result: which rows it holds, and the locator of the page behind it. */
export interface ResultPage {
	readonly from: number;
	readonly until: number;
	readonly nextLocator: string | undefined;
}

/** The page that starts at a locator (the first without one); throws when there is no such place. */
export function findPage({ rowCount }: QueryResult, locator: string | null, pageRows: number): ResultPage {
	const from = locator === null ? 0 : readLocator(locator);
	if (from === undefined || (from >= rowCount && from > 0)) {
		throw new ApiError(400, 'INVALID_QUERY_LOCATOR', `invalid query locator: ${locator}`);
	}
	const until = Math.min(rowCount, from + pageRows);
	return { from, until, nextLocator: until < rowCount ? makeLocator(until) : undefined };
}

/** A page as pieces of CSV; every page repeats the header. */
export async function* pageText(
	store: RecordStore,
	job: QueryJob,
	result: QueryResult,
	{ from, until }: ResultPage,
): AsyncIterable<string> {
	const delimiter = delimiterOf(job);
	const end = lineEndings[job.lineEnding];
	yield result.columns.map(({ header }) => quoted(header)).join(delimiter) + end;
	for (let start = from; start < until; start += rowsPerPiece) {
		const rows = readRows(store, result, start, Math.min(until, start + rowsPerPiece));
		yield rows
			.map((row) => result.columns.map((column) => quoted(csvValue(column, row[column.index]))).join(delimiter) + end)
			.join('');
		await nextTurn();
	}
}

/** The locator of a result's first page, which is answered without one too. */
export const firstLocator = makeLocator(0);

/** A locator looks like noise, and is the number of rows in front of it. */
function makeLocator(offset: number): string {
	return Buffer.from(String(offset)).toString('base64url');
}

function readLocator(locator: string): number | undefined {
	const text = Buffer.from(locator, 'base64url').toString('latin1');
	return /^\d{1,10}$/.test(text) && makeLocator(Number(text)) === locator ? Number(text) : undefined;
}

function readRows(store: RecordStore, { table }: QueryResult, from: number, until: number): SQLOutputValue[][] {
	const statement = store.database.prepare(`SELECT * FROM temp.${table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`);
	statement.setReturnArrays(true);
	return statement.all(from, until) as unknown as SQLOutputValue[][];
}

function csvValue({ type }: ResultColumn, value: SQLOutputValue): string {
	if (value === null) return '';
	if (type === 'boolean') return value === 1 ? 'true' : 'false';
	return isNumberType(type) && type !== 'int' ? javaDouble(Number(value)) : String(value);
}

/** Salesforce writes doubles as Java does: `5.0`, and `1.39E8` from ten million on. */
function javaDouble(value: number): string {
	const size = Math.abs(value);
	if (value !== 0 && (size >= 1e7 || size < 1e-3)) {
		const [digits, exponent] = value.toExponential().split('e');
		return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
	}
	return Number.isInteger(value) ? `${value}.0` : String(value);
}
