import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** A row of a file, by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** Enough of a file to see how it separates its columns. */
const firstBytes = 65_536;
const separators = [',', ';', '\t', '|'] as const;

/**
 * Rows of a file of values separated by commas, semicolons, tabs or bars, with or without quotes, in UTF-8 or Latin-1. Missing
 * cells are blank, those beyond the last column are dropped. Throws for a file without records, or with a quote that never ends.
 */
export async function readRows(file: string): Promise<{ readonly columns: readonly string[]; readonly rows: Row[] }> {
	const encoding = await encodingOf(file);
	const delimiter = separatorOf(await beginningOf(file, encoding));
	let columns: readonly string[] = [];
	const parser = createReadStream(file, { encoding }).pipe(
		parse({
			columns: (header: readonly string[]) => {
				const names = namedColumns(header);
				columns = names.filter((name) => name !== false);
				return names;
			},
			delimiter,
			trim: true,
			bom: true,
			relax_quotes: true,
			relax_column_count: true,
			skip_empty_lines: true,
		}),
	);
	const rows: Row[] = [];
	try {
		for await (const row of parser) rows.push(whole(row as Row, columns));
	} catch (error) {
		throw new Error(`${file} cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}`, {
			cause: error,
		});
	}
	if (rows.length === 0) throw new Error(`${file} has no records: a line with the names of the columns comes first`);
	return { columns, rows };
}

/** With a blank for each cell that the line is too short for. */
function whole(row: Row, columns: readonly string[]): Row {
	if (columns.at(-1)! in row) return row;
	return Object.fromEntries(columns.map((column) => [column, row[column] ?? '']));
}

/** Columns without a name are dropped; of two with one name the second is told apart. */
function namedColumns(header: readonly string[]): Array<string | false> {
	const seen = new Map<string, number>();
	return header.map((name) => {
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		if (name === '') return false;
		return count === 1 ? name : `${name} (${count})`;
	});
}

/** UTF-8 unless its bytes are none. */
async function encodingOf(file: string): Promise<'utf8' | 'latin1'> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const chunk of createReadStream(file)) decoder.decode(chunk as Buffer, { stream: true });
		decoder.decode();
		return 'utf8';
	} catch (error) {
		if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'latin1';
		throw error;
	}
}

async function beginningOf(file: string, encoding: 'utf8' | 'latin1'): Promise<string> {
	let text = '';
	for await (const chunk of createReadStream(file, { encoding, end: firstBytes - 1 })) text += chunk as string;
	return text;
}

/** What stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
	const line = text
		.replace(/^\uFEFF/, '')
		.replace(/"(?:[^"]|"")*"/g, '')
		.split(/\r\n|\r|\n/, 1)[0];
	const counts = separators.map((each) => line.split(each).length);
	return separators[counts.indexOf(Math.max(...counts))];
}
