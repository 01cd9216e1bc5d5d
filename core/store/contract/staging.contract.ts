import type { StagedRow, Store } from '../store';
import { aKeptRun, collect } from './store.builders';

/** What every store does with rows that wait for Finish, and with the jobs that send them. */
export function testStaging(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const staged = async (rows: readonly StagedRow[]) => {
		const { runId } = await aKeptRun(store);
		await store.stageRows(runId, rows);
		return runId;
	};

	describe('stageRows', () => {
		it('keeps values of every kind', async () => {
			const values = { Text__c: "it's", Blank__c: null, Zero__c: 0, No__c: false, Share__c: 0.1 };
			const runId = await staged([{ recordId: '00Q1', values, parentId: '0011' }]);
			expect(await collect(store.readStagedRows(runId))).toEqual([
				{ recordId: '00Q1', values, parentId: '0011' },
			]);
		});

		it('keeps how a record is to be created', async () => {
			const sources = { Title: { provider: 'reference', confidence: 0.9, observedAt: '2026-11-20', policy: 'always' } };
			const row = { recordId: 'Key__c=a', values: { Key__c: 'A' }, creation: { keyField: 'Key__c', isCreateOnly: true, sources } };
			const runId = await staged([row, { recordId: '00Q1', values: {} }]);
			expect(await collect(store.readStagedRows(runId))).toEqual([{ recordId: '00Q1', values: {} }, row]);
		});

		it('replaces the staged row of the same record', async () => {
			const runId = await staged([{ recordId: '00Q1', values: { A: 1, B: 2 }, parentId: '0011' }]);
			await store.stageRows(runId, [{ recordId: '00Q1', values: { A: 3 } }]);
			expect(await collect(store.readStagedRows(runId))).toEqual([{ recordId: '00Q1', values: { A: 3 } }]);
		});
	});

	describe('readStagedRows', () => {
		it('goes by parent, then record, upper case first', async () => {
			const runId = await staged([
				{ recordId: '003b', parentId: '001a', values: {} },
				{ recordId: '003c', parentId: '001B', values: {} },
				{ recordId: '003A', parentId: '001a', values: {} },
				{ recordId: '003d', values: {} },
			]);
			const ids = (await collect(store.readStagedRows(runId))).map(({ recordId }) => recordId);
			expect(ids).toEqual(['003d', '003c', '003A', '003b']);
		});

		it('comes in pages of at most 1,000 that may be dropped while it goes on', async () => {
			const runId = await staged(
				Array.from({ length: 2001 }, (_, index) => ({
					recordId: `00Q${String(index).padStart(4, '0')}`,
					parentId: `001${index % 7}`,
					values: { A: index },
				})),
			);
			const sizes: number[] = [];
			for await (const page of store.readStagedRows(runId)) {
				sizes.push(page.length);
				await store.dropStagedRows(runId, page.map(({ recordId }) => recordId));
			}
			expect(sizes).toEqual([1000, 1000, 1]);
			expect(await store.countStagedRows(runId)).toBe(0);
		});
	});

	describe('dropStagedRows', () => {
		it('drops the named rows of this run only', async () => {
			const runId = await staged([
				{ recordId: '00Q1', values: {} },
				{ recordId: '00Q2', values: {} },
			]);
			const other = await staged([{ recordId: '00Q1', values: {} }]);
			await store.dropStagedRows(runId, ['00Q1', 'never staged']);
			expect(await store.countStagedRows(runId)).toBe(1);
			expect(await store.countStagedRows(other)).toBe(1);
		});
	});

	describe('recordRemoteJob', () => {
		it('notes how far each job has come, by part', async () => {
			const { runId } = await aKeptRun(store);
			const first = { jobId: '7501', step: 'created', operation: 'update', part: 0, rows: 2 } as const;
			const second = { jobId: '7500', step: 'created', operation: 'update', part: 1, rows: 3 } as const;
			const again = { jobId: '7502', step: 'created', operation: 'update', part: 0, rows: 1 } as const;
			for (const job of [second, first, again]) await store.recordRemoteJob(runId, job);
			await store.recordRemoteJob(runId, { ...first, step: 'uploaded' });
			expect(await store.readRemoteJobs(runId)).toEqual([
				{ ...first, step: 'uploaded' },
				again,
				second,
			]);
		});

		it('gives none for a run without any', async () => {
			expect(await store.readRemoteJobs((await aKeptRun(store)).runId)).toEqual([]);
		});
	});

	const job = { jobId: '7501', step: 'created', operation: 'update', part: 0, rows: 2 } as const;
	it.each<[string, () => Promise<unknown>]>([
		['stageRows', async () => await store.stageRows('no such run', [])],
		['readStagedRows', async () => await collect(store.readStagedRows('no such run'))],
		['countStagedRows', async () => await store.countStagedRows('no such run')],
		['dropStagedRows', async () => await store.dropStagedRows('no such run', [])],
		['recordRemoteJob', async () => await store.recordRemoteJob('no such run', job)],
		['readRemoteJobs', async () => await store.readRemoteJobs('no such run')],
	])('%s refuses a run it does not know', async (_name, attempt) => {
		await expect(attempt()).rejects.toMatchObject({ code: 'run_not_found' });
	});
}
