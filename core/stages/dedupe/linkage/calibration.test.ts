import { reliabilityOf } from './calibration';

it('compares what pairs were said to be with what they are', () => {
	const weightOf = (probability: number): number => Math.log2(probability / (1 - probability));
	const weights = [0.01, 0.01, 0.25, 0.25, 0.25, 0.25, 0.95, 0.95].map(weightOf);
	const reliability = reliabilityOf(weights, (pair) => pair === 2 || pair >= 6, 0.05);
	expect(reliability.pairs).toBe(6);
	expect(reliability.bins.map(({ from, pairs, right }) => [from, pairs, right])).toEqual([
		[0.2, 4, 0.25],
		[0.9, 2, 1],
	]);
	expect(reliability.error).toBeCloseTo((4 * 0 + 2 * 0.05) / 6, 9);
});

it('has no error where nothing is likely', () => {
	expect(reliabilityOf([-20, -9], () => false, 0.05)).toEqual({ bins: [], error: 0, pairs: 0 });
});
