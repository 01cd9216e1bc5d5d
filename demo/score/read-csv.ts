import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';

export type Row = Record<string, string>;

const delimiters = [',', ';', '\t', '|'];

/** The records of a CSV file, its delimiter told by the first line; throws when there are none. */
export async function readCsv(file: string): Promise<Row[]> {
	const rows: Row[] = [];
	const head = await headOf(file);
	const parser = createReadStream(file).pipe(
		parse({
			columns: true,
			encoding: encodingOf(head),
			delimiter: delimiterOf(head),
			bom: true,
			trim: true,
			relax_quotes: true,
			relax_column_count: true,
			skip_empty_lines: true,
		}),
	);
	for await (const row of parser) rows.push(row as Row);
	if (rows.length === 0) throw new Error(`${file} has no records`);
	return rows;
}

/** So much of a file tells how it is written. */
const headBytes = 1_048_576;

async function headOf(file: string): Promise<Buffer> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/** UTF-8 unless the bytes cannot be: then UTF-16 where they say so, and else Latin-1, as older programs export. */
function encodingOf(head: Buffer): 'utf8' | 'utf16le' | 'latin1' {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf16le';
	try {
		// A character may be cut off at the end.
		new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
		return 'utf8';
	} catch {
		return 'latin1';
	}
}

function delimiterOf(head: Buffer): string {
	const [line] = head
		.toString(encodingOf(head))
		.replace(/"[^"]*"/g, '')
		.split('\n');
	const counts = delimiters.map((delimiter) => line.split(delimiter).length);
	return delimiters[counts.indexOf(Math.max(...counts))];
}
