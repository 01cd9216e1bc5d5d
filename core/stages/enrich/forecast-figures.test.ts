import {
	callsFor,
	durationMs,
	expectedCredits,
	expectedMatches,
	hitHistoryOf,
	usualAssumptions,
	worstCredits,
} from './forecast-figures';
import type { SeenLookUp } from './order-advice-episodes';
import { someFacts } from './provider.builders';
import type { Billing } from './provider';

const byMatch: Billing = {
	rule: '1 credit per match',
	pools: ['credits'],
	worstCase: () => ({ credits: 1_000 }),
	costOf: () => ({}),
};

function lookUps(matches: number, misses: number): SeenLookUp[] {
	const common = { provider: 'fake', at: new Date(0), inputHash: 'h', asked: ['Industry'], filled: [] };
	return [
		...Array.from({ length: matches }, () => ({ ...common, outcome: 'matched' as const, charged: { credits: 1_000 } })),
		...Array.from({ length: misses }, () => ({ ...common, outcome: 'no_match' as const, charged: {} })),
	];
}

describe('hitHistoryOf', () => {
	it('counts what reached the provider', () => {
		const failed = { ...lookUps(0, 1)[0], outcome: 'rate_limited' as const };
		expect(hitHistoryOf([...lookUps(30, 10), failed])).toEqual({
			lookUps: 40,
			matchRate: 0.75,
			perLookUp: { credits: expect.closeTo(750, 6) },
		});
		expect(hitHistoryOf([failed])).toBeUndefined();
	});
});

describe('callsFor', () => {
	it.each([
		[0, 100, undefined, 0, 0],
		[1, 100, undefined, 0, 1],
		[2_000, 100, undefined, 0, 20],
		[2_001, 100, undefined, 0, 21],
		[2_000, 100, 10_000, 200, 40],
		[3, 100, 100, 500, 3],
	])(
		'%i queries, %i a call, of at most %p bytes, %i bytes each: %i',
		(queries, batchSize, maxRequestBytes, bytes, calls) => {
			expect(callsFor(queries, someFacts({ batchSize, maxRequestBytes }), bytes)).toBe(calls);
		},
	);
});

describe('worstCredits', () => {
	it('adds what a call costs to what each record may cost', () => {
		const billing = { ...byMatch, perCall: { credits: 500 } };
		expect(worstCredits(10, 2, someFacts({ billing }), [])).toEqual({ credits: 11_000 });
	});

	it('is nothing where nothing is charged', () => {
		expect(worstCredits(10, 1, someFacts(), [])).toEqual({});
	});
});

describe('expectedCredits', () => {
	it('goes by the rule and what is assumed while nothing was seen', () => {
		expect(expectedCredits(100, { credits: 100_000 }, undefined, usualAssumptions)).toEqual({ credits: 60_000 });
	});

	it('goes by what was seen, the more of it the more', () => {
		const expected = (matches: number, misses: number) =>
			expectedCredits(100, { credits: 100_000 }, hitHistoryOf(lookUps(matches, misses)), usualAssumptions).credits;
		expect(expected(2, 8)).toBe(46_667);
		expect(expected(200, 800)).toBe(20_784);
	});

	it('never passes the worst case', () => {
		const dear = lookUps(50, 0).map((each) => ({ ...each, charged: { credits: 9_000 } }));
		expect(expectedCredits(10, { credits: 10_000 }, hitHistoryOf(dear), usualAssumptions)).toEqual({ credits: 10_000 });
	});
});

describe('expectedMatches', () => {
	it.each([
		[undefined, 60],
		[hitHistoryOf(lookUps(200, 800)), 21],
	])('of 100 records', (history, matches) => {
		expect(expectedMatches(100, history, usualAssumptions)).toBe(matches);
	});
});

describe('durationMs', () => {
	const perMinute = { scope: 'key', windows: [{ requests: 60, perMs: 60_000 }] } as const;
	it.each([
		['no calls take none', 0, {}, 0],
		['one after another', 10, {}, 10_000],
		['several at once', 10, { concurrency: 5 }, 2_000],
		['within the limit', 60, { concurrency: 60, rate: perMinute }, 1_000],
		['beyond the limit', 61, { concurrency: 60, rate: perMinute }, 61_000],
		['a job', 1, { mode: 'job' as const }, 90_000],
	])('%s', (_what, calls, facts, ms) => {
		expect(durationMs(calls, someFacts(facts), usualAssumptions)).toBe(ms);
	});
});
