import { pickCases, pickSeries, type Trace } from './crash-point';

const trace: Trace = {
	requests: 20,
	writes: [8, 10, 12],
	storeCalls: { acquireLease: 2, readWork: 9, countBatches: 5, findRun: 4, journal: 6, settleWork: 3, close: 1 },
};
const traces = {
	'batches, immediate': trace,
	'batches, at finish': trace,
	'one go, immediate': trace,
	'one go, at finish': trace,
};
const cases = (seed: number) => pickCases(200, seed, traces);
const places = (kinds: readonly string[]) =>
	cases(1).flatMap(({ point }) => (kinds.includes(point.kind) ? [point] : []));

describe('pickCases', () => {
	it('picks the same for the same seed, and others for another', () => {
		expect(cases(1)).toEqual(cases(1));
		expect(cases(2)).not.toEqual(cases(1));
	});

	it('has each kind on each way in twenty cases, and both sides of a reply in three', () => {
		expect(
			new Set(
				cases(1)
					.slice(0, 20)
					.map(({ way, point }) => `${way} ${point.kind}`),
			).size,
		).toBe(20);
		expect(
			cases(1)
				.slice(0, 3)
				.map(({ point }) => point.kind),
		).toEqual(['commit–reply', 'reply–journal', 'before store']);
	});

	it('kills around replies to writes only', () => {
		expect(new Set(places(['commit–reply', 'reply–journal']).map(({ count }) => count))).toEqual(new Set(trace.writes));
	});

	it('kills at calls that change the store, as often as they come', () => {
		const picked = places(['before store', 'after store']);
		expect(new Set(picked.map(({ method }) => method))).toEqual(new Set(['journal', 'acquireLease', 'settleWork']));
		expect(picked.every(({ method = '', count }) => count >= 1 && count <= trace.storeCalls[method])).toBe(true);
	});

	it('may kill at any request before it is carried out', () => {
		const counts = places(['before commit']).map(({ count }) => count);
		expect([Math.min(...counts) >= 1, Math.max(...counts) <= trace.requests, new Set(counts).size > 10]).toEqual([
			true,
			true,
			true,
		]);
	});
});

describe('pickSeries', () => {
	it('lets each process get somewhere', () => {
		expect(pickSeries(50, 1, trace).every(({ count }) => count >= 6 && count < 12)).toBe(true);
	});
});
