import type { CsvDialect } from './csv-dialect';
import { headerText, indexRows, rowText } from './csv-rows';

async function read(text: string, dialect: Partial<CsvDialect> = {}) {
	const rows = await indexRows(Buffer.from(text), { columnDelimiter: 'COMMA', lineEnding: 'LF', ...dialect });
	return {
		header: headerText(rows),
		rows: rows.starts.map((_, row) => rowText(rows, row)),
		isRight: rows.hasRightEndings,
	};
}

describe('indexRows', () => {
	it.each([
		['Id,Name\n1,a\n2,b\n', ['1,a', '2,b']],
		['Id,Name\n1,a\n2,b', ['1,a', '2,b']],
		['Id,Name\n1,a\n\n2,b\n\n', ['1,a', '2,b']],
		['Id,Name\n1,"two\nlines"\n2,"a ""b""\n"\n', ['1,"two\nlines"', '2,"a ""b""\n"']],
		['Id,Name\n1,not "quoted\n2,b\n', ['1,not "quoted', '2,b']],
		['Id,Name\n1,"never closed\n2,b\n', ['1,"never closed\n2,b\n']],
		['Id,Name\n"1" ,x\n2,é\n', ['"1" ,x', '2,é']],
	])('finds the rows of %j', async (text, rows) => {
		expect(await read(text)).toEqual({ header: 'Id,Name', rows, isRight: true });
	});

	it('knows a quoted value by the delimiter in front of it', async () => {
		const { rows } = await read('Id|Name\n1|"a\nb"\n2,"a\n', { columnDelimiter: 'PIPE' });
		expect(rows).toEqual(['1|"a\nb"', '2,"a']);
	});

	it.each([
		['Id\n1\n', 'CRLF', false],
		['Id\r\n1\r\n', 'LF', false],
		['Id\r\n1\r\n', 'CRLF', true],
		['Id\r\n"a\nb"\r\n2', 'CRLF', true],
		['Id\r\n1\n', 'CRLF', false],
	] as const)('says whether %j ends its rows with %s', async (text, lineEnding, isRight) => {
		expect((await read(text, { lineEnding })).isRight).toBe(isRight);
	});

	it('finds nothing in an empty upload', async () => {
		expect(await read('')).toEqual({ header: '', rows: [], isRight: true });
	});
});
