import { pageSize, readPages } from './pages';

/** Numbers from 1 to `count`, read as a table is. */
function numbersUpTo(count: number, asked: Array<number | undefined>): AsyncIterable<readonly number[]> {
	return readPages<number>((last) => {
		asked.push(last);
		const rest = count - (last ?? 0);
		return Array.from({ length: Math.min(rest, pageSize) }, (_, index) => (last ?? 0) + index + 1);
	});
}

describe('readPages', () => {
	it.each([
		[0, [], [undefined]],
		[1, [1], [undefined]],
		[1000, [1000], [undefined, 1000]],
		[1001, [1000, 1], [undefined, 1000]],
	])('of %d rows has pages of %j', async (count, sizes, expectedAsks) => {
		const asked: Array<number | undefined> = [];
		const found: number[] = [];
		for await (const page of numbersUpTo(count, asked)) found.push(page.length);
		expect(found).toEqual(sizes);
		expect(asked).toEqual(expectedAsks);
	});
});
