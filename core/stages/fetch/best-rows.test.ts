import { BestRows } from './best-rows';

/** Numbers that look random and are the same each time. */
function numbers(count: number): number[] {
	let state = 42;
	return Array.from({ length: count }, () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648));
}

describe('BestRows', () => {
	it.each([0, 1, 2, 7, 999, 1_000, 5_000])('keeps the first %i of a thousand, in order', (most) => {
		const values = numbers(1_000);
		const best = new BestRows<number>(most, (a, b) => a - b);
		values.forEach((value) => best.add(value));
		expect(best.sorted()).toEqual([...values].sort((a, b) => a - b).slice(0, most));
	});

	it('compares each of 400,000 rows a few times and holds no more than it was told', () => {
		let comparisons = 0;
		const best = new BestRows<number>(500, (a, b) => {
			comparisons += 1;
			return a - b;
		});
		numbers(400_000).forEach((value) => best.add(value));
		expect(best.sorted()).toHaveLength(500);
		expect(comparisons).toBeLessThan(4 * 400_000);
	});
});
