import { adviseOrder, type AdviceSettings } from './order-advice';
import type { SeenLookUp } from './order-advice-episodes';

const now = new Date('2026-11-01T00:00:00Z');
const day = 86_400_000;

/** Numbers in [0, 1), the same in every run. */
function steps(): () => number {
	let state = 1;
	return () => {
		state = (state * 16_807) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

function aLookUp(change: Partial<SeenLookUp>): SeenLookUp {
	return {
		provider: 'amber',
		at: now,
		inputHash: 'hash',
		outcome: 'matched',
		asked: ['Industry'],
		filled: ['Industry'],
		charged: { credits: 1_000 },
		...change,
	};
}

const miss = { outcome: 'no_match', filled: [], charged: {} } as const;

/** A chain amber → birch: what amber does not know, birch is asked for. */
function chainOf(records: number, amberKnows: number, birchKnows: number, price: number, at = now): SeenLookUp[] {
	const lookUps: SeenLookUp[] = [];
	for (let index = 0; index < records; index += 1) {
		const recordId = `${at.getTime()}-${index}`;
		const isKnown = index % 10 < amberKnows;
		lookUps.push(aLookUp({ recordId, at, charged: { credits: price }, ...(!isKnown && miss) }));
		if (isKnown) continue;
		const isKnownNext = (index * 7) % 10 < birchKnows;
		lookUps.push(aLookUp({ provider: 'birch', recordId, at: new Date(at.getTime() + 1), ...(!isKnownNext && miss) }));
	}
	return lookUps;
}

function advise(lookUps: readonly SeenLookUp[], change: Partial<AdviceSettings> = {}) {
	return adviseOrder(lookUps, { order: ['amber', 'birch'], now, random: steps(), ...change });
}

describe('adviseOrder', () => {
	it('puts the cheap one first where both know as much', () => {
		const advice = advise(chainOf(200, 5, 5, 4_000));
		expect(advice?.order).toEqual(['birch', 'amber']);
		expect(advice?.certainty).toBeGreaterThan(0.9);
		expect(advice?.advised.fillsPerCredit).toBeGreaterThan((advice?.present.fillsPerCredit ?? 0) * 1.25);
		expect(advice?.sentence).toMatch(
			/^birch → amber would give \d\.\d\d values per credit and not \d\.\d\d values per credit, \d+ % sure by 300 look-ups\./,
		);
	});

	it('leaves the order that is as good as any', () => {
		const advice = advise(chainOf(200, 5, 5, 250));
		expect(advice?.order).toEqual(['amber', 'birch']);
		expect(advice?.sentence).toContain('is as good as any');
	});

	it('gives what is asked last as many fills as first: only the price differs', () => {
		const advice = advise(chainOf(200, 5, 5, 4_000));
		expect(advice?.advised.fills).toBeCloseTo(advice?.present.fills ?? 0, 6);
	});

	it('weighs what was seen lately more', () => {
		const old = chainOf(300, 5, 5, 250, new Date(now.getTime() - 300 * day));
		const advice = advise([...old, ...chainOf(100, 5, 5, 4_000)]);
		expect(advice?.order).toEqual(['birch', 'amber']);
		expect(advise([...old, ...chainOf(100, 5, 5, 4_000)], { halfLifeDays: 1e6 })?.present.credits).toBeLessThan(
			advice?.present.credits ?? 0,
		);
	});

	it('counts what a credit of each provider is worth', () => {
		const priceOf = (provider: string) => (provider === 'birch' ? 20 : 1);
		expect(advise(chainOf(200, 5, 5, 4_000), { priceOf })?.order).toEqual(['amber', 'birch']);
	});

	it('asks the free one first', () => {
		const free = chainOf(200, 5, 5, 1_000).map((each) => (each.provider === 'birch' ? { ...each, charged: {} } : each));
		expect(advise(free)?.order).toEqual(['birch', 'amber']);
	});

	it('wants to know more of a provider that was hardly asked', () => {
		const paidByLookUp = chainOf(30, 6, 5, 1_000).map((each) => ({ ...each, charged: { credits: 1_000 } }));
		const advice = advise(paidByLookUp);
		expect(advice?.explore).toEqual({ provider: 'birch', records: 50 });
		expect(advice?.sentence).toContain('To be surer, ask birch first for 50 records.');
		expect(advise(chainOf(2_000, 5, 5, 4_000))?.explore).toBeUndefined();
	});

	it('learns nothing from calls that never reached the provider', () => {
		const failed = chainOf(200, 5, 5, 4_000).map((each) => ({ ...each, outcome: 'provider_failed' as const }));
		expect(advise([...chainOf(200, 5, 5, 4_000), ...failed])?.advised).toEqual(
			advise(chainOf(200, 5, 5, 4_000))?.advised,
		);
	});

	it.each<[string, readonly SeenLookUp[], Partial<AdviceSettings>]>([
		['a chain of one', chainOf(200, 5, 5, 1_000), { order: ['amber'] }],
		['fewer than 30 look-ups', chainOf(19, 5, 5, 1_000).slice(0, 29), {}],
		['providers that are not in the chain', chainOf(200, 5, 5, 1_000), { order: ['cedar', 'dune'] }],
	])('gives no advice by %s', (_what, lookUps, change) => {
		expect(advise(lookUps, change)).toBeUndefined();
	});

	it('orders more providers than can be tried in every order', () => {
		const order = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
		const lookUps = Array.from({ length: 80 }, (_, index) =>
			order.map((provider, place) =>
				aLookUp({
					provider,
					recordId: `r${index}`,
					at: new Date(now.getTime() + place),
					charged: { credits: 1_000 * (7 - place) },
					...((index + place) % 3 > 0 && miss),
				}),
			),
		).flat();
		expect(advise(lookUps, { order })?.order[0]).toBe('g');
	});
});
