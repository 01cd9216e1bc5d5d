import { progressTo } from '../../demo/dedupe/progress-line';

function written(isTTY: boolean, steps: ReadonlyArray<readonly [ms: number, share: number]>): string[] {
	const lines: string[] = [];
	let now = 0;
	const { tell, end } = progressTo({ isTTY, write: (text: string) => lines.push(text) }, () => now);
	for (const [ms, share] of steps) {
		now = ms;
		tell('comparing', share);
	}
	end();
	return lines;
}

it('says nothing of a short run', () => {
	expect(
		written(true, [
			[100, 0],
			[1_900, 0.9],
		]),
	).toEqual([]);
});

it('writes one line over on a screen, and not too often', () => {
	const lines = written(true, [
		[2_500, 0.125],
		[2_600, 0.2],
		[2_800, 0.509],
	]);
	expect(lines.map((line) => line.trim())).toEqual(['3 s: comparing, 12 %', '3 s: comparing, 50 %', '']);
	expect(lines.every((line) => line.startsWith('\r'))).toBe(true);
});

it('writes a line for each phase to a file', () => {
	expect(
		written(false, [
			[2_500, 0.125],
			[9_000, 0.5],
		]),
	).toEqual(['3 s: comparing, 12 %\n']);
});
