import { openSqliteStore } from '../../store/sqlite/sqlite-store';
import type { Store } from '../../store/store';
import { finishRun } from './finish';
import { inMinutes, key, leaseMs, noon, settledUntil, TestPipeline } from '../../run/run.builders';
import { startRun } from '../../run/start-run';

let store: Store;
let pipeline: TestPipeline;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	pipeline = new TestPipeline(store);
});

afterEach(() => store.close());

describe('finishRun', () => {
	describe('called more than once', () => {
		it('gives one summary to two branches that get there together', async () => {
			const run = await pipeline.start();
			await pipeline.fetch(run, ['00Q1']);
			await pipeline.settle(run, { '00Q1': {} });
			const results = await Promise.all([
				finishRun(store, run, {}, inMinutes(1)),
				finishRun(store, run, {}, inMinutes(1)),
			]);
			expect(results.filter((summary) => summary !== undefined)).toHaveLength(1);
		});

		it('frees the lease that a Finish left behind when it died', async () => {
			const run = await pipeline.start();
			await store.closeRun(run.runId, { status: 'Success' }, inMinutes(1));
			expect(await finishRun(store, run, {}, inMinutes(1))).toBeUndefined();
			expect(await pipeline.isLeaseFree()).toBe(true);
		});

		it('leaves the lease of the next run, started by the same execution', async () => {
			const run = await pipeline.start();
			await pipeline.finish(run);
			await startRun(store, { ...key, executionId: 'first', isDryRun: false, leaseMs }, noon, () => 'next');
			expect(await finishRun(store, run, {}, inMinutes(1))).toBeUndefined();
			expect(await pipeline.isLeaseFree()).toBe(false);
		});
	});

	describe('that dies on its way', () => {
		const steps = ['carryOver', 'dropCarryOver', 'commitWatermark', 'closeRun', 'releaseRecords'] as const;

		it.each(
			steps.flatMap(
				(step) =>
					[
						[step, 'before'],
						[step, 'after'],
					] as const,
			),
		)('in %s, %s it was done, ends the same when it is repeated', async (step, moment) => {
			await store.carryOver(key, [
				{ recordId: '00Q1', attempts: 2, drops: 0, dueAt: noon, reason: 'locked' },
				{ recordId: '00Q2', attempts: 1, drops: 1, dueAt: noon, reason: 'locked' },
			]);
			const run = await pipeline.start();
			await pipeline.fetch(run, ['00Q3']);
			await pipeline.settle(run, { '00Q1': { outcome: 'failed', retryable: true }, '00Q2': {} });

			await store.claimRecords(key.orgId, ['00Q1'], run.runId, noon, 3_600_000);
			const first = finishRun(dyingStore(step, moment), run, {}, inMinutes(1));
			await expect(first).rejects.toThrow('killed');
			const second = await finishRun(store, run, {}, inMinutes(2));

			expect(second === undefined).toBe(step === 'releaseRecords' || (step === 'closeRun' && moment === 'after'));
			expect(await pipeline.carriedOver()).toEqual({ '00Q1': [3, 0], '00Q3': [0, 1] });
			expect(await store.loadWatermark(key)).toEqual({ modifiedAt: settledUntil });
			expect(await store.findRun(run.runId)).toMatchObject({ status: 'Partial Success' });
			expect(await pipeline.isLeaseFree()).toBe(true);
			const next = await pipeline.start('next', inMinutes(3));
			expect(await store.claimRecords(key.orgId, ['00Q1'], next.runId, inMinutes(3), 1)).toEqual(['00Q1']);
		});

		function dyingStore(step: (typeof steps)[number], moment: 'before' | 'after'): Store {
			const die = async (...given: unknown[]) => {
				if (moment === 'after') {
					await (store[step] as (...given: unknown[]) => Promise<unknown>)(...given);
				}
				throw new Error('killed');
			};
			return { ...store, [step]: die };
		}
	});

	describe('of a run that another execution has resumed', () => {
		it('leaves it to that execution', async () => {
			const dead = await pipeline.start();
			await pipeline.fetch(dead, ['00Q1', '00Q2']);
			await pipeline.settle(dead, { '00Q1': {} });
			const resumed = await pipeline.start('second', inMinutes(10));
			expect(resumed.runId).toBe(dead.runId);

			expect(await finishRun(store, dead, { failure: 'late failure' }, inMinutes(11))).toBeUndefined();
			await pipeline.settle(resumed, { '00Q2': {} });
			expect(await pipeline.finish(resumed, undefined, inMinutes(12))).toMatchObject({
				status: 'Success',
				counts: { read: 2, written: 2 },
			});
		});

		it('leaves it alone while a successor is about to resume it', async () => {
			const dead = await pipeline.start();
			await store.acquireLease(key, 'second', inMinutes(10), leaseMs);
			expect(await finishRun(store, dead, {}, inMinutes(11))).toBeUndefined();
			expect(await store.findRun(dead.runId)).toMatchObject({ status: 'Running' });
		});
	});
});
