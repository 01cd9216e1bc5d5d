import { tryAdvice } from './order-trial';

describe('tryAdvice', () => {
	it.each([101])('advises nearly the best order after 500 records of a drifting chain, seed %i', (seed) => {
		const { advised, best, worst } = tryAdvice(seed, 500, 300);
		expect(advised / best).toBeGreaterThanOrEqual(0.97);
		expect(advised / worst).toBeGreaterThanOrEqual(1.25);
	});
});
