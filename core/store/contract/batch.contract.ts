import { batchHolder } from '../../record/batch';
import type { Store } from '../store';
import { aKeptRun, inMinutes, minuteMs, noon, someBatches } from './store.builders';

/** What every store does with the batches of a frozen selection. */
export function testBatches(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const planned = async (count: number) => {
		const { runId } = await aKeptRun(store);
		await store.planBatches(runId, someBatches(count));
		return runId;
	};
	const claim = async (runId: string, holder: string, now = noon) =>
		(await store.claimBatch(runId, holder, now, 5 * minuteMs))?.batchId;

	describe('planBatches', () => {
		it('appends, and leaves a batch that is there as it is', async () => {
			const runId = await planned(2);
			await store.planBatches(runId, [
				{ batchId: 1, recordIds: ['other'] },
				{ batchId: 2, recordIds: ['00Q2', '00Q3'] },
			]);
			expect(await store.countBatches(runId, noon)).toEqual({ open: 3, claimed: 0, finished: 0 });
			await claim(runId, 'a');
			expect(await store.claimBatch(runId, 'a', noon, minuteMs)).toEqual({
				batchId: 1,
				recordIds: ['00Q1'],
			});
			expect(await store.claimBatch(runId, 'a', noon, minuteMs)).toEqual({
				batchId: 2,
				recordIds: ['00Q2', '00Q3'],
			});
		});
	});

	describe('reopenBatches', () => {
		it('gives back what one holder has not finished', async () => {
			const runId = await planned(3);
			await claim(runId, 'a');
			await store.finishBatch(runId, 0, 'a');
			await claim(runId, 'a');
			await claim(runId, 'b');
			expect(await store.reopenBatches(runId, 'a')).toBe(1);
			expect(await store.countBatches(runId, noon)).toEqual({ open: 1, claimed: 1, finished: 1 });
			expect(await store.finishBatch(runId, 1, 'a')).toBe(false);
			expect(await claim(runId, 'c')).toBe(1);
		});

		it('gives back those of all without one', async () => {
			const runId = await planned(3);
			await claim(runId, 'a');
			await claim(runId, 'b');
			expect(await store.reopenBatches(runId)).toBe(2);
			expect(await store.countBatches(runId, noon)).toEqual({ open: 3, claimed: 0, finished: 0 });
		});
	});

	describe('listBatchHolders', () => {
		it('names who has taken a batch whose time is not over, each once, finished or not', async () => {
			const runId = await planned(5);
			await claim(runId, 'silent', inMinutes(-10));
			for (const holder of ['b', 'a', 'b']) await claim(runId, holder);
			await claim(runId, 'done');
			await store.finishBatch(runId, 3, 'done');
			await store.claimBatch(runId, 'silent', inMinutes(-10), minuteMs);
			expect(await store.listBatchHolders(runId, noon)).toEqual(['a', 'b', 'done']);
			expect(await store.listBatchHolders(runId, inMinutes(5))).toEqual([]);
		});

		it('names nobody who has left', async () => {
			const runId = await planned(3);
			for (const holder of ['a', 'a', 'b']) await claim(runId, holder);
			await store.finishBatch(runId, 0, 'a');
			await store.reopenBatches(runId, 'a');
			expect(await store.listBatchHolders(runId, noon)).toEqual(['b']);
			await store.reopenBatches(runId);
			expect(await store.listBatchHolders(runId, noon)).toEqual([]);
		});
	});

	describe('findBatchRun', () => {
		it('finds the run by the execution that has taken a batch of it, also a finished one', async () => {
			const runId = await planned(1);
			const holder = batchHolder(`execution of ${runId}`, 'worker');
			await claim(runId, holder);
			await store.finishBatch(runId, 0, holder);
			expect(await store.findBatchRun(`execution of ${runId}`)).toEqual({ runId, holder });
			expect(await store.findBatchRun('execution of')).toBeUndefined();
		});
	});

	describe('claimBatch', () => {
		it('gives the lowest open one to each, and undefined when none is left', async () => {
			const runId = await planned(2);
			expect([await claim(runId, 'a'), await claim(runId, 'b'), await claim(runId, 'a')]).toEqual([0, 1, undefined]);
		});

		it('gives a batch back from the moment its lease runs out', async () => {
			const runId = await planned(1);
			await claim(runId, 'killed');
			expect(await claim(runId, 'b', new Date(inMinutes(5).getTime() - 1))).toBeUndefined();
			expect(await claim(runId, 'b', inMinutes(5))).toBe(0);
		});

		it('never gives a finished one', async () => {
			const runId = await planned(1);
			await claim(runId, 'a');
			await store.finishBatch(runId, 0, 'a');
			expect(await claim(runId, 'b', inMinutes(60))).toBeUndefined();
		});

		it('gives undefined for a run without batches', async () => {
			expect(await claim((await aKeptRun(store)).runId, 'a')).toBeUndefined();
		});

		it('never gives one batch to two connections that ask at the same time', async () => {
			const runId = await planned(20);
			const other = await open();
			const claims = await Promise.all(
				Array.from({ length: 24 }, async (_, index) => {
					const connection = index % 2 === 0 ? store : other;
					return await connection.claimBatch(runId, `holder ${index}`, noon, minuteMs);
				}),
			);
			await other.close();
			const ids = claims.flatMap((batch) => batch?.batchId ?? []);
			expect(ids.sort((a, b) => a - b)).toEqual(someBatches(20).map(({ batchId }) => batchId));
		});
	});

	describe('renewBatch', () => {
		it('prolongs the lease of its holder', async () => {
			const runId = await planned(1);
			await claim(runId, 'a');
			expect(await store.renewBatch(runId, 0, 'a', inMinutes(4), 5 * minuteMs)).toBe(true);
			expect(await claim(runId, 'b', inMinutes(8))).toBeUndefined();
			expect(await claim(runId, 'b', inMinutes(9))).toBe(0);
		});

		it('refuses who has lost the batch to somebody else', async () => {
			const runId = await planned(1);
			await claim(runId, 'slow');
			await claim(runId, 'b', inMinutes(5));
			expect(await store.renewBatch(runId, 0, 'slow', inMinutes(5), minuteMs)).toBe(false);
		});
	});

	describe('finishBatch', () => {
		it('counts it as finished, and may be repeated', async () => {
			const runId = await planned(1);
			await claim(runId, 'a');
			expect(await store.finishBatch(runId, 0, 'a')).toBe(true);
			expect(await store.finishBatch(runId, 0, 'a')).toBe(true);
			expect(await store.countBatches(runId, noon)).toEqual({ open: 0, claimed: 0, finished: 1 });
		});

		it('refuses who has lost the batch to somebody else', async () => {
			const runId = await planned(1);
			await claim(runId, 'slow');
			await claim(runId, 'b', inMinutes(5));
			expect(await store.finishBatch(runId, 0, 'slow')).toBe(false);
			expect(await store.countBatches(runId, inMinutes(6))).toMatchObject({ finished: 0 });
		});
	});

	describe('countBatches', () => {
		it('takes a batch for open again once its lease has run out', async () => {
			const runId = await planned(3);
			await claim(runId, 'a');
			await claim(runId, 'a', inMinutes(3));
			expect(await store.countBatches(runId, inMinutes(4))).toEqual({ open: 1, claimed: 2, finished: 0 });
			expect(await store.countBatches(runId, inMinutes(5))).toEqual({ open: 2, claimed: 1, finished: 0 });
		});

		it('counts nothing for a run without batches', async () => {
			const { runId } = await aKeptRun(store);
			expect(await store.countBatches(runId, noon)).toEqual({ open: 0, claimed: 0, finished: 0 });
		});
	});

	it.each<[string, () => Promise<unknown>]>([
		['planBatches', async () => await store.planBatches('no such run', someBatches(1))],
		['claimBatch', async () => await store.claimBatch('no such run', 'a', noon, minuteMs)],
		['renewBatch', async () => await store.renewBatch('no such run', 0, 'a', noon, minuteMs)],
		['finishBatch', async () => await store.finishBatch('no such run', 0, 'a')],
		['countBatches', async () => await store.countBatches('no such run', noon)],
	])('%s refuses a run it does not know', async (_name, attempt) => {
		await expect(attempt()).rejects.toMatchObject({ code: 'run_not_found' });
	});
}
