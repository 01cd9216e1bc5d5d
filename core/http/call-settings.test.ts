import { spreadPause } from './call-settings';

describe('spreadPause', () => {
	it.each([
		[undefined, 2_000],
		[0, 2_000],
		[0.5, 1_500],
		[1, 1_000],
	])('makes, drawing %p, %i ms of 2,000', (drawn, ms) => {
		expect(spreadPause(2_000, drawn === undefined ? {} : { random: () => drawn })).toBe(ms);
	});
});
