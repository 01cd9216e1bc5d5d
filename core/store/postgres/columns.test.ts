import { columnsOf, portionsOf } from './columns';

describe('columnsOf', () => {
	it('turns rows into one list per column', () => {
		const rows = [
			{ id: 'a', size: 1 },
			{ id: 'b', size: null },
		];
		expect(columnsOf(rows)).toEqual({ id: ['a', 'b'], size: [1, null] });
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
