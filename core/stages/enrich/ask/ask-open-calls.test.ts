import { aCall, someQuestions } from '../../../store/contract/ledger.builders';
import type { Run } from '../../../store/contract/runs';
import { aKeptRun, aPipeline, noon } from '../../../store/contract/store.builders';
import { openSqliteStore } from '../../../store/sqlite/sqlite-store';
import type { Store } from '../../../store/store';
import type { EnrichmentProvider } from '../provider';
import { askProvider } from './ask-provider';
import { aVendor, credit, matchAll, questionsFor, type Said, Scene } from './asking.builders';
import { questionHash } from './question';

describe('askProvider, where calls are open', () => {
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

	describe('beside another process', () => {
		/** Asks through `provider`, and while its call is under way through `other`, for these. */
		const askBeside = async (domains: readonly string[], others: readonly string[]) => {
			const { provider: other, asked: askedByOther } = aVendor([matchAll], { batchSize: 3 });
			let outcomes: unknown[] = [];
			const vendor = aVendor([matchAll], { batchSize: 3 });
			const provider: EnrichmentProvider = {
				...vendor.provider,
				ask: async (queries, options) => {
					outcomes = await scene.ask(other, others, { context: otherRun });
					return await vendor.provider.ask(queries, options);
				},
			};
			return { first: await scene.ask(provider, domains), second: outcomes, askedByOther };
		};
		let otherRun: Run;

		beforeEach(async () => {
			otherRun = await aKeptRun(store, { ...aPipeline(), orgId: scene.run.orgId, pipeline: 'another' });
		});

		it('leaves what the other is asking to the answer that will be kept, and asks the rest', async () => {
			const { first, second, askedByOther } = await askBeside(['a', 'b'], ['b', 'c']);
			expect([first, second]).toEqual([
				['matched', 'matched'],
				['pending', 'matched'],
			]);
			expect(askedByOther).toEqual([['c']]);
			expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
			const { provider, asked } = aVendor([matchAll]);
			expect(await scene.ask(provider, ['b'], { context: otherRun })).toEqual(['matched']);
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
			const options = { wanted: ['industry'], now: () => new Date(scene.now) };
			const answers = await askProvider(provider, questionsFor(...domains), context, options);
			return domains.map((_, key) => answers.get(key)?.outcome);
		};

		it('pays nothing for what the other reserves between our look and our reservation', async () => {
			const call = aCall({ orgId: scene.run.orgId, provider: 'vendor', at: new Date(scene.now) });
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
					storeIn(() => scene.ask(other, ['a'])),
					provider,
					'a',
					'b',
				),
			).toEqual(['matched', 'matched']);
			expect(asked).toEqual([['b']]);
			expect(await store.creditsOf(scene.run.orgId, otherRun.runId)).toMatchObject([{ reserved: 0, settled: credit }]);
		});
	});

	describe('with a job', () => {
		const handIn: Said = () => ({ kind: 'pending', job: 'job 1', dueAt: new Date(noon.getTime() + 10_000) });
		const later: Said = () => ({ kind: 'pending', job: 'job 1', dueAt: new Date(scene.now + 10_000) });

		it('waits a little for it', async () => {
			const { provider } = aVendor([handIn], { mode: 'job' }, [later, matchAll]);
			expect(await scene.ask(provider, ['a', 'b'])).toEqual(['matched', 'matched']);
			expect(scene.now - noon.getTime()).toBe(20_000);
			expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
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
			expect(await scene.ask(provider, ['a', 'b'], { money: { longestJobWaitMs: 15_000 } })).toEqual([
				'pending',
				'pending',
			]);
			expect(await scene.credits()).toMatchObject({ reserved: 2 * credit, settled: 0 });
			scene.now += 60_000;
			expect(await scene.ask(provider, ['b', 'a'])).toEqual(['matched', 'matched']);
			expect(asked).toEqual([['a', 'b']]);
			expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 2 * credit });
		});

		it('keeps the answers of records that are not there when it is read back, so that nobody pays for them again', async () => {
			const { provider, asked } = aVendor([handIn], { mode: 'job', batchSize: 3 }, [later, matchAll]);
			const money = { longestJobWaitMs: 10_500 };
			expect(await scene.ask(provider, ['a', 'b', 'c'], { money })).toEqual(['pending', 'pending', 'pending']);
			scene.now += 60_000;
			expect(await scene.ask(provider, ['c'])).toEqual(['matched']);
			expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 3 * credit });
			expect(await scene.ask(provider, ['b', 'a'])).toEqual(['matched', 'matched']);
			expect(asked).toEqual([['a', 'b', 'c']]);
			expect(await scene.credits()).toMatchObject({ reserved: 0, settled: 3 * credit });
			expect(await store.countLookUps(scene.run.orgId, scene.run.runId)).toEqual([
				{ provider: 'vendor', asked: 3, matched: 3, filled: 3 },
			]);
		});

		it('keeps no answer of a person who was erased meanwhile', async () => {
			const { provider, asked } = aVendor([handIn], { mode: 'job' }, [later, matchAll]);
			await scene.ask(provider, ['a', 'b'], { money: { longestJobWaitMs: 10_500 } });
			await store.eraseRecord(scene.run.orgId, '00Q-a');
			scene.now += 60_000;
			expect(await scene.ask(provider, ['b'])).toEqual(['matched']);
			await scene.ask(provider, ['a']);
			expect(asked).toEqual([['a', 'b'], ['a']]);
		});
	});
});
