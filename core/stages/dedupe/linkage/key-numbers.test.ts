import { KeyNumbers } from './key-numbers';

it('numbers and counts keys of two numbers, however often it has to grow', () => {
	const numbers = new KeyNumbers();
	const expected = new Map<string, number>();
	for (let index = 0; index < 30_000; index += 1) {
		const [one, other] = [index % 170, (index * 31) % 113];
		const key = `${one} ${other}`;
		if (!expected.has(key)) expected.set(key, expected.size);
		expect(numbers.add(one, other)).toBe(expected.get(key));
	}
	expect(numbers.size).toBe(expected.size);
	const total = numbers.counts.subarray(0, numbers.size).reduce((sum, count) => sum + count, 0);
	expect(total).toBe(30_000);
});

it('tells the two numbers of a key apart', () => {
	const numbers = new KeyNumbers();
	expect([numbers.add(1, 2), numbers.add(2, 1), numbers.add(0, 0), numbers.add(1, 2)]).toEqual([0, 1, 2, 0]);
});
