import { parse } from 'csv-parse/sync';
import { csvHeader, csvLine, readsAsNull } from './csv-lines';

describe('csvLine', () => {
	it.each([
		['text', 'Energy', 'Energy'],
		['a comma', 'a,b', '"a,b"'],
		['a quote', 'a"b', '"a""b"'],
		['a line break', 'a\r\nb', '"a\r\nb"'],
		['a blank at an edge', ' a', '" a"'],
		['zero', 0, '0'],
		['false', false, 'false'],
		['null', null, '#N/A'],
		['empty text, which must not be read as unchanged', '', '#N/A'],
		['nothing, which leaves the field unchanged', undefined, ''],
		['a date', new Date('2026-11-21T16:29:17Z'), '2026-11-21T16:29:17.000Z'],
	])('writes %s', (_name, value, cell) => {
		expect(csvLine(['Id', 'F'], { Id: '1', F: value })).toBe(`1,${cell}\n`);
	});

	it('writes only its columns, in their order', () => {
		expect(csvLine(['B', 'A'], { A: 1, B: 2, C: 3 })).toBe('2,1\n');
	});

	it('is read by others as it was meant', () => {
		const row = { Id: '1', Text: 'a "b",\nc;\td', Other: '=1+1' };
		const columns = Object.keys(row);
		expect(parse(csvHeader(columns) + csvLine(columns, row), { columns: true })).toEqual([row]);
	});
});

describe('readsAsNull', () => {
	it.each([
		['#N/A', true],
		['#n/a', false],
		[null, false],
	])('%p: %p', (value, expected) => {
		expect(readsAsNull(value)).toBe(expected);
	});
});
