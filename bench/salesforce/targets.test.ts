import { extrapolate, type Figures } from './figures';
import { judge, type Conditions } from './targets';

const conditions: Conditions = { rows: 50_000, largeRows: 400_000, latencyMs: 20 };
const megabyte = 1024 ** 2;

function aFigure(name: string, changes: Partial<Figures> = {}): Figures {
	return {
		name,
		rows: 50_000,
		calls: 10,
		seconds: 10,
		cpuSeconds: 5,
		peakRssBytes: 200 * megabyte,
		emulatorSeconds: 2,
		...changes,
	};
}

function verdictOn(words: string, figures: readonly Figures[], changes: Partial<Conditions> = {}): boolean | undefined {
	const found = judge(figures, { ...conditions, ...changes }).filter(({ target }) => target.includes(words));
	expect(found).toHaveLength(1);
	return found[0].isMet;
}

describe('judge', () => {
	it.each([
		['at-finish: at most 20 calls', 'at-finish', 20, true],
		['at-finish: at most 20 calls', 'at-finish', 21, false],
		['immediate: at most 110 calls', 'immediate', 110, true],
		['immediate: at most 110 calls', 'immediate', 111, false],
	])('%s for 50,000: %s with %i is %p', (words, name, calls, isMet) => {
		expect(verdictOn(words, [aFigure(name, { calls })])).toBe(isMet);
	});

	it.each([
		[500, true],
		[499, false],
	])('compares seconds with the built-in node: %i against 10', (seconds, isMet) => {
		expect(verdictOn('at-finish: at least 50 times', [aFigure('at-finish'), aFigure('built-in', { seconds })])).toBe(
			isMet,
		);
	});

	it.each<[string, Partial<Figures>, boolean]>([
		['not slower', { seconds: 10 }, true],
		['not slower', { seconds: 10.1 }, false],
		['not larger', { peakRssBytes: 200 * megabyte }, true],
		['not larger', { peakRssBytes: 201 * megabyte }, false],
	])('compares the write alone with sf: %s, %j', (words, ours, isMet) => {
		expect(verdictOn(words, [aFigure('our-write', ours), aFigure('sf')])).toBe(isMet);
	});

	it.each([
		[260, true],
		[261, false],
	])('compares the memory of both sizes: %i MB against 200', (large, isMet) => {
		const figures = [aFigure('immediate'), aFigure('immediate', { rows: 400_000, peakRssBytes: large * megabyte })];
		expect(verdictOn('immediate: peak memory', figures)).toBe(isMet);
	});

	it('says nothing where a figure is missing or was taken under other conditions', () => {
		expect(judge([], conditions).every(({ isMet }) => isMet === undefined)).toBe(true);
		const small = [
			aFigure('at-finish', { rows: 1_000 }),
			aFigure('our-write', { rows: 1_000 }),
			aFigure('sf', { rows: 1_000 }),
		];
		expect(judge(small, { ...conditions, rows: 1_000 }).every(({ isMet }) => isMet === undefined)).toBe(true);
		const figures = [aFigure('at-finish'), aFigure('built-in', { seconds: 10_000 })];
		expect(verdictOn('at-finish: at least 50 times', figures, { latencyMs: 0 })).toBeUndefined();
	});
});

describe('extrapolate', () => {
	it('multiplies what grows with the records, and says from how many', () => {
		const figures = aFigure('built-in', { rows: 2_000, calls: 2_000, seconds: 60 });
		expect(extrapolate(figures, 50_000)).toMatchObject({
			rows: 50_000,
			measuredRows: 2_000,
			calls: 50_000,
			seconds: 1_500,
			peakRssBytes: figures.peakRssBytes,
		});
	});

	it('leaves figures of the right size as they are', () => {
		const figures = aFigure('sf');
		expect(extrapolate(figures, 50_000)).toBe(figures);
	});
});
