import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { EnrichmentError } from '../../../../errors';
import { columnLabel } from './columns';
import type { ReferenceText } from './file-text';
import { faultIn, type ReferenceOrigin } from './origin';

/** One company of the file: its values by column name in lower case, and the line it starts on, from 1. */
export interface ReferenceRow {
	readonly line: number;
	readonly values: Readonly<Record<string, unknown>>;
}

interface FileStart {
	readonly format: 'csv' | 'ndjson';
	readonly delimiter: ',' | ';';
}

/** A file with more is no table of companies. */
const maxColumns = 1_000;

/** Characters of one row. */
const maxRowLength = 1_000_000;

/** The rows of a CSV file with a header line, or of an NDJSON file, one at a time; throws `invalid_parameter` naming origin, line and column. */
export async function* readReferenceRows(origin: ReferenceOrigin, data: ReferenceText): AsyncGenerator<ReferenceRow> {
	const head = await firstText(origin, data);
	const { format, delimiter } = startOf(head);
	const text = withHead(head, data.text);
	yield* format === 'csv' ? readCsv(origin, text, delimiter) : readNdjson(origin, text);
}

/** Up to the first piece with something in it. */
async function firstText(origin: ReferenceOrigin, data: ReferenceText): Promise<string> {
	let head = '';
	for (;;) {
		const { value, done } = await data.text.next();
		if (done) throw faultIn(origin, {}, `the ${origin.whole} is empty.`);
		head += value;
		if (head.replace(/^\uFEFF/, '').trim() !== '') return head;
	}
}

function startOf(head: string): FileStart {
	const text = head.replace(/^\uFEFF/, '').trimStart();
	const header = text.split(/\r?\n/, 1)[0].replace(/"[^"]*"/g, '');
	const isSemicolon = header.split(';').length > header.split(',').length;
	return { format: text.startsWith('{') ? 'ndjson' : 'csv', delimiter: isSemicolon ? ';' : ',' };
}

async function* withHead(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
	yield head;
	yield* rest;
}

async function* readCsv(
	origin: ReferenceOrigin,
	text: AsyncGenerator<string>,
	delimiter: string,
): AsyncGenerator<ReferenceRow> {
	let columns: readonly string[] = [];
	const input = Readable.from(text);
	const parser = input.pipe(
		parse({
			bom: true,
			delimiter,
			info: true,
			skip_empty_lines: true,
			trim: true,
			max_record_size: maxRowLength,
			columns: (header: string[]) => (columns = checkedHeader(origin, header)) as string[],
		}),
	);
	input.on('error', (error) => parser.destroy(error));
	let endOfLast = 1;
	try {
		for await (const { record, info } of parser) {
			// csv-parse tells where a record ends; a quoted value may have started it lines before.
			yield { line: endOfLast + 1, values: record as Record<string, unknown> };
			endOfLast = (info as { lines: number }).lines;
		}
	} catch (error) {
		throw error instanceof CsvError ? csvFault(origin, error, columns) : error;
	} finally {
		input.destroy();
	}
}

function checkedHeader(origin: ReferenceOrigin, header: readonly string[]): string[] {
	if (header.length > maxColumns)
		throw faultIn(origin, { line: 1 }, `the header has ${header.length} columns, and at most ${maxColumns} are read.`);
	const names = header.map((name) => name.trim().toLowerCase());
	const seen = new Set<string>();
	for (const [index, name] of names.entries()) {
		if (name === '') throw faultIn(origin, { line: 1, column: index + 1 }, 'the column has no name.');
		if (seen.has(name))
			throw faultIn(origin, { line: 1, column: columnLabel(name, index) }, 'the column is there twice.');
		seen.add(name);
	}
	return names;
}

/** What went wrong, by csv-parse's code: its own words quote cells and headings. */
const faultByCode: Readonly<Record<string, string>> = {
	CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed.',
	CSV_INVALID_CLOSING_QUOTE: 'something stands behind a closing quote.',
	INVALID_OPENING_QUOTE: 'a quote opens in the middle of a value.',
	CSV_MAX_RECORD_SIZE: `the row is longer than ${maxRowLength} characters.`,
};

function csvFault(origin: ReferenceOrigin, error: CsvError, columns: readonly string[]): EnrichmentError {
	const { lines, column, record } = error as unknown as {
		lines?: number;
		column?: number | string;
		record?: unknown[];
	};
	if (error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && record) {
		return faultIn(
			origin,
			{ line: lines, column: Math.min(record.length, columns.length) + 1 },
			`the row has ${record.length} values, the header has ${columns.length}.`,
		);
	}
	const index = typeof column === 'number' ? column : columns.indexOf(String(column));
	const at = index < 0 ? undefined : columnLabel(columns[index] ?? '', index);
	return faultIn(origin, { line: lines, column: at }, faultByCode[error.code] ?? 'the row cannot be read as CSV.');
}

async function* readNdjson(origin: ReferenceOrigin, text: AsyncGenerator<string>): AsyncGenerator<ReferenceRow> {
	let line = 0;
	let rest = '';
	for await (const piece of text) {
		const lines = (rest + piece).split('\n');
		rest = lines.pop() ?? '';
		for (const each of lines) {
			line += 1;
			yield* rowOf(origin, line, each);
		}
	}
	yield* rowOf(origin, line + 1, rest);
}

function* rowOf(origin: ReferenceOrigin, line: number, text: string): Generator<ReferenceRow> {
	const json = text.replace(/^\uFEFF/, '').trim();
	if (json.length > maxRowLength) throw faultIn(origin, { line }, `the row is longer than ${maxRowLength} characters.`);
	if (json !== '') yield { line, values: parsedObject(origin, line, json) };
}

function parsedObject(origin: ReferenceOrigin, line: number, json: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch (error) {
		const position = /position (\d+)/.exec((error as Error).message)?.[1];
		const column = position === undefined ? json.length : Number(position) + 1;
		throw faultIn(origin, { line, column }, 'the line is not JSON.');
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw faultIn(origin, { line, column: 1 }, 'the line is not a JSON object.');
	}
	const entries = Object.entries(value);
	if (entries.length > maxColumns)
		throw faultIn(origin, { line }, `the row has ${entries.length} columns, and at most ${maxColumns} are read.`);
	return Object.fromEntries(entries.map(([name, entry]) => [name.trim().toLowerCase(), entry]));
}
