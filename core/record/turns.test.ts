import { mapInTurns } from './turns';

/** Does nothing else for so long. */
function hold(milliseconds: number): void {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
}

describe('mapInTurns', () => {
	it('gives what was made of each value, in order', async () => {
		await expect(mapInTurns(['a', 'b', 'c'], (value, index) => `${value}${index}`)).resolves.toEqual([
			'a0',
			'b1',
			'c2',
		]);
		await expect(mapInTurns([], () => 1)).resolves.toEqual([]);
	});

	it('lets other work in while it is long', async () => {
		let [turns, isDone] = [0, false];
		const countTurns = (): void => {
			turns += 1;
			if (!isDone) setImmediate(countTurns);
		};
		setImmediate(countTurns);
		// By the clock, so on a slow machine the turns are more.
		await mapInTurns(Array.from({ length: 20 }), () => hold(11));
		isDone = true;
		expect(turns).toBeGreaterThanOrEqual(19);
	});

	it('fails as its work does', async () => {
		const fail = (value: number) => {
			if (value === 2) throw new Error('two');
		};
		await expect(mapInTurns([1, 2, 3], fail)).rejects.toThrow('two');
	});
});
