import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';

export type Row = Record<string, string>;

const delimiters = [',', ';', '\t', '|'];

/** The records of a CSV file, its delimiter told by the first line; throws when there are none. */
export async function readCsv(file: string): Promise<Row[]> {
	const rows: Row[] = [];
	const parser = createReadStream(file).pipe(
		parse({
			columns: true,
			delimiter: await delimiterOf(file),
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

async function delimiterOf(file: string): Promise<string> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
		const [head] = buffer
			.toString('utf8', 0, bytesRead)
			.replace(/"[^"]*"/g, '')
			.split('\n');
		const counts = delimiters.map((delimiter) => head.split(delimiter).length);
		return delimiters[counts.indexOf(Math.max(...counts))];
	} finally {
		await handle.close();
	}
}
