import { aKeptRun, aPipeline, noon } from '../../../store/contract/store.builders';
import { EnrichmentError } from '../../../errors';
import { aCall, someQuestions } from '../../../store/contract/ledger.builders';
import { openSqliteStore } from '../../../store/sqlite/sqlite-store';
import type { Run } from '../../../store/contract/runs';
import type { Store } from '../../../store/store';
import type { FieldMapping } from '../enrich-request';
import { someFacts } from '../provider.builders';
import type {
	Billing,
	EnrichmentProvider,
	ProviderAnswer,
	ProviderFacts,
	ProviderQuery,
	ProviderReply,
} from '../provider';
import { askProvider } from './ask-provider';
import type { AskingOptions } from './asking';
import { type Question, questionHash } from './question';

const credit = 1000;
const mapping: FieldMapping = { source: 'industry', target: 'Industry', policy: 'always', minConfidence: 0.5 };

/** A credit for each match. */
const perMatch: Billing = {
	rule: '1 credit per match',
	pools: ['credits'],
	worstCase: () => ({ credits: credit }),
	costOf: (answers) => ({ credits: credit * answers.filter(({ outcome }) => outcome === 'matched').length }),
};

function aMatch({ key }: ProviderQuery): ProviderAnswer {
	const values = { industry: 'Energy' };
	return { key, outcome: 'matched', confidence: 0.9, values, matchedOn: 'domain', observedAt: noon.toISOString() };
}

type Said = (queries: readonly ProviderQuery[]) => ProviderReply;
const matchAll: Said = (queries) => ({ kind: 'answered', answers: queries.map(aMatch) });
const refusal = (change: Partial<Extract<ProviderReply, { kind: 'refused' }>>): Said => {
	return () => ({ kind: 'refused', outcome: 'provider_failed', message: 'no', ...change });
};

/** A provider that says these one after another, the last again and again. */
function aVendor(script: readonly Said[], facts: Partial<ProviderFacts> = {}, collected: readonly Said[] = []) {
	const asked: string[][] = [];
	let collects = 0;
	const provider: EnrichmentProvider = {
		id: 'vendor',
		facts: someFacts({ billing: perMatch, batchSize: 2, freeRepeatMs: undefined, uses: ['domain'], ...facts }),
		attributes: [{ name: 'industry', label: 'Industry', type: 'text' }],
		async ask(queries) {
			asked.push(queries.map(({ domain }) => domain ?? ''));
			return script[Math.min(asked.length, script.length) - 1](queries);
		},
		...(collected.length > 0 && {
			collect: async (_job: string, queries: readonly ProviderQuery[]) => {
				collects += 1;
				return collected[Math.min(collects, collected.length) - 1](queries);
			},
		}),
	};
	return { provider, asked };
}

describe('askProvider', () => {
	let store: Store;
	let run: Run;
	let now: number;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => {
		await store.close();
	});

	beforeEach(async () => {
		now = noon.getTime();
		run = await aKeptRun(store, aPipeline());
	});

	const questionsFor = (...domains: string[]): Question[] =>
		domains.map((domain, key) => ({ query: { key, domain }, recordId: `00Q-${domain}`, mappings: [mapping] }));

	const ask = async (
		provider: EnrichmentProvider,
		domains: readonly string[],
		{ money, context = run, ...options }: Partial<AskingOptions> & { context?: Run | null } = {},
	) => {
		const wait = async (ms: number) => {
			now += ms;
		};
		const answers = await askProvider(
			provider,
			questionsFor(...domains),
			context ? { run: context, store, keepLease: async () => {} } : undefined,
			{ wanted: ['industry'], now: () => new Date(now), wait, money, ...options },
		);
		return domains.map((_, key) => answers.get(key)?.outcome);
	};
	const credits = async () => (await store.creditsOf(run.orgId, run.runId))[0];

	it('settles what the answers cost, and pays nothing for the same again', async () => {
		const { provider, asked } = aVendor([matchAll]);
		expect(await ask(provider, ['a.com', 'b.com', 'c.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toEqual([['a.com', 'b.com'], ['c.com']]);
		expect(await credits()).toMatchObject({ reserved: 0, settled: 3 * credit, unknown: 0 });
		expect(await ask(provider, ['c.com', 'b.com', 'a.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toHaveLength(2);
		expect(await credits()).toMatchObject({ settled: 3 * credit });
	});

	it('asks once what several records ask alike', async () => {
		const { provider, asked } = aVendor([matchAll]);
		expect(await ask(provider, ['a.com', 'a.com', 'a.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toEqual([['a.com']]);
		expect(await credits()).toMatchObject({ settled: credit });
	});

	it('asks a stranger once too who answers for nothing', async () => {
		const nothing: Billing = { ...perMatch, pools: [], worstCase: () => ({}), costOf: () => ({}) };
		const { provider, asked } = aVendor([matchAll], { billing: nothing });
		expect(await ask(provider, ['a.com', 'b.com', 'a.com'])).toEqual(['matched', 'matched', 'matched']);
		expect(asked).toEqual([['a.com', 'b.com']]);
	});

	it.each([null, 'a run'])('asks as many as the ceiling allows, with %s', async (kind) => {
		const { provider, asked } = aVendor([matchAll]);
		const money = { ceilings: [{ scope: 'run', most: 3 * credit } as const] };
		const outcomes = await ask(provider, ['a', 'b', 'c', 'd', 'e'], { money, context: kind ? run : null });
		expect(outcomes).toEqual(['matched', 'matched', 'matched', 'over_ceiling', 'over_ceiling']);
		expect(asked.flat()).toEqual(['a', 'b', 'c']);
	});

	it('spends nothing where it may not, and asks what is free', async () => {
		const money = { maySpend: false };
		const paid = aVendor([matchAll]);
		expect(await ask(paid.provider, ['a'], { money })).toEqual(['over_ceiling']);
		expect(paid.asked).toEqual([]);
		const free = aVendor([matchAll], {
			billing: { ...perMatch, pools: [], worstCase: () => ({}), costOf: () => ({}) },
		});
		expect(await ask(free.provider, ['b'], { money })).toEqual(['matched']);
	});

	it.each([
		['with Retry-After', refusal({ outcome: 'rate_limited', retryAt: new Date(noon.getTime() + 5_000) }), 5_000],
		['without Retry-After', refusal({ outcome: 'rate_limited' }), 1_000],
		['for a 5xx', refusal({ retryable: true }), 1_000],
	])('waits shortly and asks again, %s', async (_name, refuse, waitedMs) => {
		const { provider, asked } = aVendor([refuse, matchAll]);
		expect(await ask(provider, ['a'])).toEqual(['matched']);
		expect(now - noon.getTime()).toBe(waitedMs);
		expect(asked).toHaveLength(2);
		expect(await credits()).toMatchObject({ reserved: 0, settled: credit });
	});

	it('does not sleep through a long limit, and asks nobody else', async () => {
		const { provider, asked } = aVendor([
			refusal({ outcome: 'rate_limited', retryAt: new Date(noon.getTime() + 3_600_000) }),
		]);
		expect(await ask(provider, ['a', 'b', 'c'])).toEqual(['rate_limited', 'rate_limited', 'rate_limited']);
		expect([asked.length, now]).toEqual([1, noon.getTime()]);
		expect(await credits()).toMatchObject({ reserved: 0, settled: 0, unknown: 0 });
	});

	it('gives up on a 5xx that lasts, and gives back what was reserved', async () => {
		const { provider, asked } = aVendor([refusal({ retryable: true })]);
		expect(await ask(provider, ['a'])).toEqual(['provider_failed']);
		expect(asked).toHaveLength(5);
		expect(await credits()).toMatchObject({ reserved: 0, settled: 0, unknown: 0 });
	});

	it.each(['out_of_credits', 'auth', 'not_entitled'] as const)('asks nothing more after %s', async (outcome) => {
		const { provider, asked } = aVendor([matchAll, refusal({ outcome })]);
		const outcomes = await ask(provider, ['a', 'b', 'c', 'd', 'e', 'f']);
		expect(outcomes).toEqual(['matched', 'matched', outcome, outcome, outcome, outcome]);
		expect(asked).toHaveLength(2);
		expect(await credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
	});

	it('tells how many calls were sent, what was charged, and what was answered from memory', async () => {
		const { provider } = aVendor([refusal({ retryable: true }), matchAll]);
		const told: unknown[] = [];
		const tellCost = (cost: unknown) => void told.push(cost);
		await ask(provider, ['a', 'b', 'c'], { tellCost });
		await ask(provider, ['a', 'd'], { tellCost });
		expect(told).toEqual([
			{ calls: 3, charged: { credits: 3 * credit }, kept: 0 },
			{ calls: 1, charged: { credits: credit }, kept: 1 },
		]);
	});

	it('counts for the summary what it was not paid for, also when nobody could be asked', async () => {
		const { provider } = aVendor([matchAll, refusal({ outcome: 'auth', message: 'Wrong key.' })]);
		await ask(provider, ['a', 'b', 'c']);
		await ask(provider, ['a', 'b']);
		const broken = aVendor([
			() => {
				throw new EnrichmentError('provider_failed', 'It answers in another form than documented.');
			},
		]);
		await expect(ask(broken.provider, ['d', 'd'])).rejects.toThrow('another form');
		expect(await store.readUnpaid(run.orgId, run.runId)).toEqual([
			{ provider: 'vendor', word: 'auth', records: 1, message: 'Wrong key.' },
			{ provider: 'vendor', word: 'kept', records: 2 },
			{
				...{ provider: 'vendor', word: 'provider_failed', records: 2 },
				message: 'vendor could not answer: It answers in another form than documented.',
			},
		]);
	});

	const lost: Said = () => ({ kind: 'lost', message: 'timed out' });

	it('does not send a lost call again until somebody has resolved it', async () => {
		const { provider, asked } = aVendor([lost, matchAll]);
		expect(await ask(provider, ['a'])).toEqual(['unknown_charged']);
		expect(await ask(provider, ['a', 'b'])).toEqual(['unknown_charged', 'matched']);
		expect(asked).toEqual([['a'], ['b']]);
		expect(await credits()).toMatchObject({ reserved: 0, settled: credit, unknown: credit });
		const [call] = await store.listUnknown(run.orgId);
		await store.resolveCall(run.orgId, call.callId, { credits: credit });
		expect(await ask(provider, ['a'])).toEqual(['matched']);
		expect(await credits()).toMatchObject({ settled: 3 * credit, unknown: 0 });
	});

	it('sends a lost call again while that is free, and books once what it cost', async () => {
		const free: Said = (queries) => ({ kind: 'answered', answers: queries.map(aMatch), charged: { credits: 0 } });
		const { provider, asked } = aVendor([lost, free], { freeRepeatMs: 60_000 });
		expect(await ask(provider, ['a'])).toEqual(['unknown_charged']);
		expect(await ask(provider, ['a'])).toEqual(['matched']);
		expect(asked).toEqual([['a'], ['a']]);
		expect(await credits()).toMatchObject({ reserved: 0, settled: credit, unknown: 0 });
	});

	it('takes a reservation whose process died for unknown, but not one that may be alive', async () => {
		const dying = aVendor([
			() => {
				throw new Error('killed');
			},
		]);
		const broken = { ...store, markUnknown: async () => await Promise.reject(new Error('the process is gone')) };
		const context = { run, store: broken, keepLease: async () => {} };
		const asking = askProvider(dying.provider, questionsFor('a'), context, {
			wanted: ['industry'],
			now: () => new Date(now),
		});
		await expect(asking).rejects.toThrow('the process is gone');
		const { provider, asked } = aVendor([matchAll]);
		expect(await ask(provider, ['a'])).toEqual(['pending']);
		now += run.leaseMs + 1;
		expect(await ask(provider, ['a'])).toEqual(['unknown_charged']);
		expect(asked).toEqual([]);
		expect(await credits()).toMatchObject({ reserved: 0, unknown: credit });
	});

	describe('beside another process', () => {
		/** Asks through `provider`, and while its call is under way through `other`, for these. */
		const askBeside = async (domains: readonly string[], others: readonly string[]) => {
			const { provider: other, asked: askedByOther } = aVendor([matchAll], { batchSize: 3 });
			let outcomes: unknown[] = [];
			const vendor = aVendor([matchAll], { batchSize: 3 });
			const provider: EnrichmentProvider = {
				...vendor.provider,
				ask: async (queries, options) => {
					outcomes = await ask(other, others, { context: otherRun });
					return await vendor.provider.ask(queries, options);
				},
			};
			return { first: await ask(provider, domains), second: outcomes, askedByOther };
		};
		let otherRun: Run;

		beforeEach(async () => {
			otherRun = await aKeptRun(store, { ...aPipeline(), orgId: run.orgId, pipeline: 'another' });
		});

		it('leaves what the other is asking to the answer that will be kept, and asks the rest', async () => {
			const { first, second, askedByOther } = await askBeside(['a', 'b'], ['b', 'c']);
			expect([first, second]).toEqual([
				['matched', 'matched'],
				['pending', 'matched'],
			]);
			expect(askedByOther).toEqual([['c']]);
			expect(await credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
			const { provider, asked } = aVendor([matchAll]);
			expect(await ask(provider, ['b'], { context: otherRun })).toEqual(['matched']);
			expect(asked).toEqual([]);
		});

		/** A store in which the other process acts just before we reserve for the first time. */
		const storeIn = (act: () => Promise<unknown>): Store => {
			let acts = 0;
			return {
				...store,
				reserveCredits: async (call, ceilings) => {
					acts += 1;
					if (acts === 1) await act();
					return await store.reserveCredits(call, ceilings);
				},
			};
		};
		const askIn = async (raced: Store, provider: EnrichmentProvider, ...domains: string[]) => {
			const context = { run: otherRun, store: raced, keepLease: async () => {} };
			const options = { wanted: ['industry'], now: () => new Date(now) };
			const answers = await askProvider(provider, questionsFor(...domains), context, options);
			return domains.map((_, key) => answers.get(key)?.outcome);
		};

		it('pays nothing for what the other reserves between our look and our reservation', async () => {
			const call = aCall({ orgId: run.orgId, provider: 'vendor', at: new Date(now) });
			const { provider, asked } = aVendor([matchAll]);
			const hash = questionHash(provider, { key: 0, domain: 'a' });
			const raced = storeIn(async () => {
				await store.reserveCredits({ ...call, records: someQuestions(1, { inputHash: hash }) }, []);
			});
			expect(await askIn(raced, provider, 'a', 'b')).toEqual(['pending', 'matched']);
			expect(asked).toEqual([['b']]);
		});

		it('pays nothing for what the other has settled between our look and our reservation', async () => {
			const { provider: other } = aVendor([matchAll]);
			const { provider, asked } = aVendor([matchAll]);
			expect(
				await askIn(
					storeIn(() => ask(other, ['a'])),
					provider,
					'a',
					'b',
				),
			).toEqual(['matched', 'matched']);
			expect(asked).toEqual([['b']]);
			expect(await store.creditsOf(run.orgId, otherRun.runId)).toMatchObject([{ reserved: 0, settled: credit }]);
		});
	});

	describe('with a job', () => {
		const handIn: Said = () => ({ kind: 'pending', job: 'job 1', dueAt: new Date(noon.getTime() + 10_000) });
		const later: Said = () => ({ kind: 'pending', job: 'job 1', dueAt: new Date(now + 10_000) });

		it('waits a little for it', async () => {
			const { provider } = aVendor([handIn], { mode: 'job' }, [later, matchAll]);
			expect(await ask(provider, ['a', 'b'])).toEqual(['matched', 'matched']);
			expect(now - noon.getTime()).toBe(20_000);
			expect(await credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
		});

		it('leaves it to the next run, which reads it without paying again, whatever the order', async () => {
			const { provider, asked } = aVendor([handIn], { mode: 'job' }, [
				later,
				later,
				later,
				later,
				later,
				later,
				matchAll,
			]);
			expect(await ask(provider, ['a', 'b'], { money: { longestJobWaitMs: 15_000 } })).toEqual(['pending', 'pending']);
			expect(await credits()).toMatchObject({ reserved: 2 * credit, settled: 0 });
			now += 60_000;
			expect(await ask(provider, ['b', 'a'])).toEqual(['matched', 'matched']);
			expect(asked).toEqual([['a', 'b']]);
			expect(await credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
		});

		it('keeps the answers of records that are not there when it is read back, so that nobody pays for them again', async () => {
			const { provider, asked } = aVendor([handIn], { mode: 'job', batchSize: 3 }, [later, matchAll]);
			const money = { longestJobWaitMs: 10_500 };
			expect(await ask(provider, ['a', 'b', 'c'], { money })).toEqual(['pending', 'pending', 'pending']);
			now += 60_000;
			expect(await ask(provider, ['c'])).toEqual(['matched']);
			expect(await credits()).toMatchObject({ reserved: 0, settled: 3 * credit });
			expect(await ask(provider, ['b', 'a'])).toEqual(['matched', 'matched']);
			expect(asked).toEqual([['a', 'b', 'c']]);
			expect(await credits()).toMatchObject({ reserved: 0, settled: 3 * credit });
			expect(await store.countLookUps(run.orgId, run.runId)).toEqual([
				{ provider: 'vendor', asked: 3, matched: 3, filled: 3 },
			]);
		});

		it('keeps no answer of a person who was erased meanwhile', async () => {
			const { provider, asked } = aVendor([handIn], { mode: 'job' }, [later, matchAll]);
			await ask(provider, ['a', 'b'], { money: { longestJobWaitMs: 10_500 } });
			await store.eraseRecord(run.orgId, '00Q-a');
			now += 60_000;
			expect(await ask(provider, ['b'])).toEqual(['matched']);
			await ask(provider, ['a']);
			expect(asked).toEqual([['a', 'b'], ['a']]);
		});
	});

	it('takes the first of several answers under one key, and says of a missing one that it failed', async () => {
		const { provider } = aVendor([
			([first]) => ({ kind: 'answered', answers: [aMatch(first), { key: first.key, outcome: 'no_match' }] }),
		]);
		expect(await ask(provider, ['a', 'b'])).toEqual(['matched', 'provider_failed']);
		expect(await credits()).toMatchObject({ settled: credit });
	});

	it('sends no more requests than the window lets through, and parks what would wait too long', async () => {
		const rate = { scope: 'key', windows: [{ requests: 2, perMs: 15_000 }] } as const;
		const { provider, asked } = aVendor([matchAll], { batchSize: 1, rate });
		expect(await ask(provider, ['a', 'b', 'c', 'd', 'e'])).toEqual(Array(5).fill('matched'));
		expect([asked.length, now - noon.getTime()]).toEqual([5, 30_000]);
		const daily = { scope: 'key', windows: [{ requests: 1, perMs: 86_400_000 }] } as const;
		const slow = aVendor([matchAll], { batchSize: 1, rate: daily });
		expect(await ask(slow.provider, ['x', 'y'])).toEqual(['matched', 'rate_limited']);
	});

	it('keeps a batch below the bytes of a request', async () => {
		const { provider, asked } = aVendor([matchAll], { batchSize: 100, maxRequestBytes: 1_500 });
		await ask(
			provider,
			Array.from({ length: 30 }, (_, index) => `company-number-${index}.example`),
		);
		expect(asked.length).toBeGreaterThan(2);
		expect(Math.max(...asked.map((each) => Buffer.byteLength(JSON.stringify(each))))).toBeLessThan(1_500);
	});
});
