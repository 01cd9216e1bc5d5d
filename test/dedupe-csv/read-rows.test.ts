import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRows } from '../../demo/dedupe/read-rows';

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string, encoding: BufferEncoding = 'utf8'): string {
	const file = join(folder, 'file.csv');
	writeFileSync(file, text, encoding);
	return file;
}

const two = [
	{ name: 'Ann', city: 'Köln' },
	{ name: 'Bo, Jr.', city: '' },
];

it.each([
	['commas', 'name,city\nAnn,Köln\n"Bo, Jr.",\n'],
	['semicolons', 'name;city\nAnn;Köln\nBo, Jr.;\n'],
	['tabs', 'name\tcity\nAnn\tKöln\nBo, Jr.\t\n'],
	['bars', 'name|city\nAnn|Köln\nBo, Jr.|\n'],
	['a byte order mark and CRLF', '\uFEFFname,city\r\nAnn,Köln\r\n"Bo, Jr.",\r\n'],
	['CR alone', 'name,city\rAnn,Köln\r"Bo, Jr.",'],
	['a quoted header with commas in it', '"name";"city"\n"Ann";"Köln"\n"Bo, Jr.";\n'],
	['blank lines, and lines too short or too long', 'name,city\n\nAnn,Köln,more\n"Bo, Jr."\n'],
])('%s', async (_what, text) => {
	expect((await readRows(fileOf(text))).rows).toEqual(two);
});

it('Latin-1', async () => {
	expect((await readRows(fileOf('name,city\nAnn,Köln\n"Bo, Jr.",\n', 'latin1'))).rows).toEqual(two);
});

it('columns without a name are dropped, and a name that stands there twice is told apart', async () => {
	const { columns, rows } = await readRows(fileOf(',name,name\n1,Ann,Bo\n'));
	expect(columns).toEqual(['name', 'name (2)']);
	expect(rows).toEqual([{ name: 'Ann', 'name (2)': 'Bo' }]);
});

it.each([
	['nothing', '', 'has no records'],
	['a header alone', 'name,city\n', 'has no records'],
	['a quote that never ends', 'name,city\n"Ann,Köln\n', 'Quote Not Closed'],
])('%s is refused', async (_what, text, reason) => {
	await expect(readRows(fileOf(text))).rejects.toThrow(reason);
});
