import { columnsOf, givenRows, portionsOf } from './columns';

describe('columnsOf', () => {
	it('turns rows into one list per column', () => {
		const rows = [
			{ id: 'a', size: 1 },
			{ id: 'b', size: null },
		];
		expect(columnsOf(rows)).toEqual({ id: ['a', 'b'], size: [1, null] });
	});
});

describe('givenRows', () => {
	it('makes a table of columns with the types that the tables have, in order', () => {
		const { table, columns } = givenRows([
			{ record_id: 'a', confidence: null },
			{ record_id: 'b', confidence: 0.5 },
		]);
		expect(table.replace(/\s+/g, ' ')).toBe(
			'WITH given AS (SELECT "record_id" COLLATE "C" AS "record_id", "confidence" FROM unnest(:given_record_id::text[], :given_confidence::double precision[]) WITH ORDINALITY AS given ("record_id", "confidence", place) ORDER BY place)',
		);
		expect(columns).toEqual({ given_record_id: ['a', 'b'], given_confidence: [null, 0.5] });
	});

	it('refuses a column that no table has', () => {
		expect(() => givenRows([{ recordId: 'a' }])).toThrow('recordId');
	});
});

describe('portionsOf', () => {
	const portions = (rows: readonly string[]) => [...portionsOf(rows, (row) => row[0])];

	it('keeps the order, and never has a key twice in one portion', () => {
		expect(portions(['a1', 'b1', 'a2', 'a3', 'b2'])).toEqual([['a1', 'b1'], ['a2'], ['a3', 'b2']]);
	});

	it('has at most 10,000 rows in one portion', () => {
		const rows = Array.from({ length: 20_001 }, (_, index) => index);
		const sizes = [...portionsOf(rows, String)].map((portion) => portion.length);
		expect(sizes).toEqual([10_000, 10_000, 1]);
	});

	it('gives no portion of no rows', () => {
		expect(portions([])).toEqual([]);
	});
});
