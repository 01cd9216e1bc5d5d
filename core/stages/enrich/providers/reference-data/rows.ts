import { createReadStream, promises, type ReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CsvError, parse } from 'csv-parse';
import { EnrichmentError } from '../../../../errors';

/** One company of the file: its values by column name in lower case, and the line it starts on, from 1. */
export interface ReferenceRow {
	readonly line: number;
	readonly values: Readonly<Record<string, unknown>>;
}

interface FileStart {
	readonly format: 'csv' | 'ndjson';
	readonly delimiter: ',' | ';';
}

const headBytes = 64 * 1024;

/** The rows of a CSV file with a header line, or of an NDJSON file, one at a time; throws `invalid_parameter` naming file, line and column. */
export async function* readReferenceRows(path: string): AsyncGenerator<ReferenceRow> {
	const { format, delimiter } = await inspect(path);
	const input = createReadStream(path);
	try {
		yield* format === 'csv' ? readCsv(path, input, delimiter) : readNdjson(path, input);
	} finally {
		input.destroy();
	}
}

/** A fault of the file, at a place that a person can go to. */
export function faultIn(path: string, place: { line?: number; column?: string | number }, what: string): EnrichmentError {
	const line = place.line === undefined ? '' : `, line ${place.line}`;
	const column = place.column === undefined ? '' : `, column ${place.column}`;
	return new EnrichmentError('invalid_parameter', `Reference data "${path}"${line}${column}: ${what}`, {
		remedy: 'Correct the file, or point the provider at another one.',
		details: { path, ...place },
	});
}

async function inspect(path: string): Promise<FileStart> {
	const head = (await readHead(path)).replace(/^\uFEFF/, '').trimStart();
	if (head === '') throw faultIn(path, {}, 'the file is empty.');
	const header = head.split(/\r?\n/, 1)[0].replace(/"[^"]*"/g, '');
	const isSemicolon = header.split(';').length > header.split(',').length;
	return { format: head.startsWith('{') ? 'ndjson' : 'csv', delimiter: isSemicolon ? ';' : ',' };
}

async function readHead(path: string): Promise<string> {
	try {
		const file = await promises.open(path);
		try {
			const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
			return buffer.toString('utf8', 0, bytesRead);
		} finally {
			await file.close();
		}
	} catch (error) {
		throw faultIn(path, {}, `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
	}
}

async function* readCsv(path: string, input: ReadStream, delimiter: string): AsyncGenerator<ReferenceRow> {
	const parser = input.pipe(
		parse({
			bom: true,
			delimiter,
			info: true,
			skip_empty_lines: true,
			trim: true,
			columns: (header: string[]) => checkedHeader(path, header),
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
		throw error instanceof CsvError ? csvFault(path, error) : error;
	}
}

function checkedHeader(path: string, header: readonly string[]): string[] {
	const names = header.map((name) => name.trim().toLowerCase());
	const unnamed = names.indexOf('');
	if (unnamed !== -1) throw faultIn(path, { line: 1, column: unnamed + 1 }, 'the column has no name.');
	const repeated = names.find((name, index) => names.indexOf(name) !== index);
	if (repeated !== undefined) throw faultIn(path, { line: 1, column: repeated }, 'the column is there twice.');
	return names;
}

function csvFault(path: string, error: CsvError): EnrichmentError {
	const { lines, column, record, columns } = error as unknown as {
		lines?: number;
		column?: number | string;
		record?: unknown[];
		columns?: Array<{ name: string }>;
	};
	if (error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && record && Array.isArray(columns)) {
		return faultIn(path, { line: lines, column: Math.min(record.length, columns.length) + 1 }, `the row has ${record.length} values, the header has ${columns.length}.`);
	}
	return faultIn(path, { line: lines, column }, `${error.message}.`);
}

async function* readNdjson(path: string, input: ReadStream): AsyncGenerator<ReferenceRow> {
	let line = 0;
	for await (const text of createInterface({ input, crlfDelay: Infinity })) {
		line += 1;
		const json = text.replace(/^\uFEFF/, '').trim();
		if (json !== '') yield { line, values: parsedObject(path, line, json) };
	}
}

function parsedObject(path: string, line: number, json: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch (error) {
		const position = /position (\d+)/.exec((error as Error).message)?.[1];
		const column = position === undefined ? json.length : Number(position) + 1;
		throw faultIn(path, { line, column }, 'the line is not JSON.');
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw faultIn(path, { line, column: 1 }, 'the line is not a JSON object.');
	}
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name.trim().toLowerCase(), entry]));
}
