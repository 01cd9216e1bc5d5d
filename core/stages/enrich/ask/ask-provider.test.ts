import { EnrichmentError } from '../../../errors';
import { noon } from '../../../store/contract/store.builders';
import { openSqliteStore } from '../../../store/sqlite/sqlite-store';
import type { Store } from '../../../store/store';
import { askProvider } from './ask-provider';
import {
	aMatch,
	aVendor,
	credit,
	lost,
	matchAll,
	perMatch,
	questionsFor,
	refusal,
	type Said,
	Scene,
} from './asking.builders';

describe('askProvider', () => {
	let store: Store;
	let scene: Scene;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => {
		await store.close();
	});

	beforeEach(async () => {
		scene = await Scene.open(store);
	});

	it('settles what the answers cost, and pays nothing for the same again', async () => {
		const { provider, asked } = aVendor([matchAll]);
		expect(await scene.ask(provider, ['a.com', 'b.com', 'c.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toEqual([['a.com', 'b.com'], ['c.com']]);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 3 * credit, unknown: 0 });
		expect(await scene.ask(provider, ['c.com', 'b.com', 'a.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toHaveLength(2);
		expect(await scene.credits()).toMatchObject({ settled: 3 * credit });
	});

	it('asks once what several records ask alike', async () => {
		const { provider, asked } = aVendor([matchAll]);
		expect(await scene.ask(provider, ['a.com', 'a.com', 'a.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toEqual([['a.com']]);
		expect(await scene.credits()).toMatchObject({ settled: credit });
	});

	it('asks a stranger once too who answers for nothing', async () => {
		const nothing = { ...perMatch, pools: [], worstCase: () => ({}), costOf: () => ({}) };
		const { provider, asked } = aVendor([matchAll], { billing: nothing });
		expect(await scene.ask(provider, ['a.com', 'b.com', 'a.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toEqual([['a.com', 'b.com']]);
	});

	it.each([null, 'a run'])('asks as many as the ceiling allows, with %s', async (kind) => {
		const { provider, asked } = aVendor([matchAll]);
		const money = { ceilings: [{ scope: 'run', most: 3 * credit } as const] };
		const outcomes = await scene.ask(provider, ['a', 'b', 'c', 'd', 'e'], { money, context: kind ? scene.run : null });
		expect(outcomes).toEqual(['matched', 'matched', 'matched', 'over_ceiling', 'over_ceiling']);
		expect(asked.flat()).toEqual(['a', 'b', 'c']);
	});

	it('spends nothing where it may not, and asks what is free', async () => {
		const money = { maySpend: false };
		const paid = aVendor([matchAll]);
		expect(await scene.ask(paid.provider, ['a'], { money })).toEqual(['over_ceiling']);
		expect(paid.asked).toEqual([]);
		const free = aVendor([matchAll], {
			billing: { ...perMatch, pools: [], worstCase: () => ({}), costOf: () => ({}) },
		});
		expect(await scene.ask(free.provider, ['b'], { money })).toEqual(['matched']);
	});

	it.each([
		['with Retry-After', refusal({ outcome: 'rate_limited', retryAt: new Date(noon.getTime() + 5_000) }), 5_000],
		['without Retry-After', refusal({ outcome: 'rate_limited' }), 1_000],
		['for a 5xx', refusal({ retryable: true }), 1_000],
	])('waits shortly and asks again, %s', async (_name, refuse, waitedMs) => {
		const { provider, asked } = aVendor([refuse, matchAll]);
		expect(await scene.ask(provider, ['a'])).toEqual(['matched']);
		expect(scene.now - noon.getTime()).toBe(waitedMs);
		expect(asked).toHaveLength(2);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: credit });
	});

	it('does not sleep through a long limit, and asks nobody else', async () => {
		const { provider, asked } = aVendor([
			refusal({ outcome: 'rate_limited', retryAt: new Date(noon.getTime() + 3_600_000) }),
		]);
		expect(await scene.ask(provider, ['a', 'b', 'c'])).toEqual(['rate_limited', 'rate_limited', 'rate_limited']);
		expect([asked.length, scene.now]).toEqual([1, noon.getTime()]);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 0, unknown: 0 });
	});

	it('gives up on a 5xx that lasts, and gives back what was reserved', async () => {
		const { provider, asked } = aVendor([refusal({ retryable: true })]);
		expect(await scene.ask(provider, ['a'])).toEqual(['provider_failed']);
		expect(asked).toHaveLength(5);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 0, unknown: 0 });
	});

	it.each(['out_of_credits', 'auth', 'not_entitled'] as const)('asks nothing more after %s', async (outcome) => {
		const { provider, asked } = aVendor([matchAll, refusal({ outcome })]);
		const outcomes = await scene.ask(provider, ['a', 'b', 'c', 'd', 'e', 'f']);
		expect(outcomes).toEqual(['matched', 'matched', outcome, outcome, outcome, outcome]);
		expect(asked).toHaveLength(2);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
	});

	it('tells how many calls were sent, what was charged, and what was answered from memory', async () => {
		const { provider } = aVendor([refusal({ retryable: true }), matchAll]);
		const told: unknown[] = [];
		const tellCost = (cost: unknown) => void told.push(cost);
		await scene.ask(provider, ['a', 'b', 'c'], { tellCost });
		await scene.ask(provider, ['a', 'd'], { tellCost });
		expect(told).toEqual([
			{ calls: 3, charged: { credits: 3 * credit }, kept: 0 },
			{ calls: 1, charged: { credits: credit }, kept: 1 },
		]);
	});

	it('counts for the summary what it was not paid for, also when nobody could be asked', async () => {
		const { provider } = aVendor([matchAll, refusal({ outcome: 'auth', message: 'Wrong key.' })]);
		await scene.ask(provider, ['a', 'b', 'c']);
		await scene.ask(provider, ['a', 'b']);
		const broken = aVendor([
			() => {
				throw new EnrichmentError('provider_failed', 'It answers in another form than documented.');
			},
		]);
		await expect(scene.ask(broken.provider, ['d', 'd'])).rejects.toThrow('another form');
		expect(await store.readUnpaid(scene.run.orgId, scene.run.runId)).toEqual([
			{ provider: 'vendor', word: 'auth', records: 1, message: 'Wrong key.' },
			{ provider: 'vendor', word: 'kept', records: 2 },
			{
				...{ provider: 'vendor', word: 'provider_failed', records: 2 },
				message: 'vendor could not answer: It answers in another form than documented.',
			},
		]);
	});

	it('does not send a lost call again until somebody has resolved it', async () => {
		const { provider, asked } = aVendor([lost, matchAll]);
		expect(await scene.ask(provider, ['a'])).toEqual(['unknown_charged']);
		expect(await scene.ask(provider, ['a', 'b'])).toEqual(['unknown_charged', 'matched']);
		expect(asked).toEqual([['a'], ['b']]);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: credit, unknown: credit });
		const [call] = await store.listUnknown(scene.run.orgId);
		await store.resolveCall(scene.run.orgId, call.callId, { credits: credit });
		expect(await scene.ask(provider, ['a'])).toEqual(['matched']);
		expect(await scene.credits()).toMatchObject({ settled: 3 * credit, unknown: 0 });
	});

	it('sends a lost call again while that is free, and books once what it cost', async () => {
		const free: Said = (queries) => ({ kind: 'answered', answers: queries.map(aMatch), charged: { credits: 0 } });
		const { provider, asked } = aVendor([lost, free], { freeRepeatMs: 60_000 });
		expect(await scene.ask(provider, ['a'])).toEqual(['unknown_charged']);
		expect(await scene.ask(provider, ['a'])).toEqual(['matched']);
		expect(asked).toEqual([['a'], ['a']]);
		expect(await scene.credits()).toMatchObject({ reserved: 0, settled: credit, unknown: 0 });
	});

	it('takes a reservation whose process died for unknown, but not one that may be alive', async () => {
		const dying = aVendor([
			() => {
				throw new Error('killed');
			},
		]);
		const broken = { ...store, markUnknown: async () => await Promise.reject(new Error('the process is gone')) };
		const context = { run: scene.run, store: broken, keepLease: async () => {} };
		const asking = askProvider(dying.provider, questionsFor('a'), context, {
			wanted: ['industry'],
			now: () => new Date(scene.now),
		});
		await expect(asking).rejects.toThrow('the process is gone');
		const { provider, asked } = aVendor([matchAll]);
		expect(await scene.ask(provider, ['a'])).toEqual(['pending']);
		scene.now += scene.run.leaseMs + 1;
		expect(await scene.ask(provider, ['a'])).toEqual(['unknown_charged']);
		expect(asked).toEqual([]);
		expect(await scene.credits()).toMatchObject({ reserved: 0, unknown: credit });
	});

	it('takes the first of several answers under one key, and says of a missing one that it failed', async () => {
		const { provider } = aVendor([
			([first]) => ({ kind: 'answered', answers: [aMatch(first), { key: first.key, outcome: 'no_match' }] }),
		]);
		expect(await scene.ask(provider, ['a', 'b'])).toEqual(['matched', 'provider_failed']);
		expect(await scene.credits()).toMatchObject({ settled: credit });
	});

	it('sends no more requests than the window lets through, and parks what would wait too long', async () => {
		const rate = { scope: 'key', windows: [{ requests: 2, perMs: 15_000 }] } as const;
		const { provider, asked } = aVendor([matchAll], { batchSize: 1, rate });
		expect(await scene.ask(provider, ['a', 'b', 'c', 'd', 'e'])).toEqual(Array(5).fill('matched'));
		expect([asked.length, scene.now - noon.getTime()]).toEqual([5, 30_000]);
		const daily = { scope: 'key', windows: [{ requests: 1, perMs: 86_400_000 }] } as const;
		const slow = aVendor([matchAll], { batchSize: 1, rate: daily });
		expect(await scene.ask(slow.provider, ['x', 'y'])).toEqual(['matched', 'rate_limited']);
	});

	it('keeps a batch below the bytes of a request', async () => {
		const { provider, asked } = aVendor([matchAll], { batchSize: 100, maxRequestBytes: 1_500 });
		await scene.ask(
			provider,
			Array.from({ length: 30 }, (_, index) => `company-number-${index}.example`),
		);
		expect(asked.length).toBeGreaterThan(2);
		expect(Math.max(...asked.map((each) => Buffer.byteLength(JSON.stringify(each))))).toBeLessThan(1_500);
	});
});
