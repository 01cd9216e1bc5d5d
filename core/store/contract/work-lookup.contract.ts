import type { Store } from '../store';
import { aRun } from './store.builders';

/** What every store tells of some of a run's records. */
export function testWorkLookup(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('loadWork', () => {
		it('gives what the run has of the records, by Id, settled or not', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.addWork(run, [{ recordId: '00Q3' }, { recordId: '00Q2', version: 'v1' }, { recordId: '00Q1' }]);
			await store.settleWork(run, [{ recordId: '00Q3', outcome: 'rejected', message: 'Too long', retryable: false }]);
			expect(await store.loadWork(run, ['00Q3', '00Q2', '00Q9'])).toEqual([
				{ recordId: '00Q2', version: 'v1', isCarriedOver: false, attempts: 0, drops: 0 },
				expect.objectContaining({
					recordId: '00Q3',
					settlement: { recordId: '00Q3', outcome: 'rejected', message: 'Too long', retryable: false },
				}),
			]);
		});

		it('gives nothing of another run, and nothing when asked for nothing', async () => {
			const run = aRun();
			const other = aRun({ orgId: run.orgId, pipeline: 'daily' });
			await store.createRun(run);
			await store.createRun(other);
			await store.addWork(other, [{ recordId: '00Q1' }]);
			expect(await store.loadWork(run, ['00Q1'])).toEqual([]);
			expect(await store.loadWork(other, [])).toEqual([]);
		});

		it('looks 2,000 records up at once', async () => {
			const run = aRun();
			await store.createRun(run);
			const ids = Array.from({ length: 2_000 }, (_, index) => `00Q${String(index).padStart(5, '0')}`);
			await store.addWork(
				run,
				ids.map((recordId) => ({ recordId })),
			);
			expect((await store.loadWork(run, ids)).map(({ recordId }) => recordId)).toEqual(ids);
		});
	});
}
