import type { Store } from '../store';
import { aRun, collect, noon } from './store.builders';

/** What every store does with several connections. */
export function testConnections(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('a second connection', () => {
		it('sees at once what the first has kept', async () => {
			const run = aRun();
			const other = await open();
			await store.createRun(run);
			await store.addWork(run, [{ recordId: '00Q1' }]);
			await other.settleWork(run, [{ recordId: '00Q1', outcome: 'written' }]);
			await other.commitWatermark(run, { modifiedAt: noon });

			const [state] = await collect(store.readWork(run));
			expect(state).toMatchObject({ recordId: '00Q1', settlement: { outcome: 'written' } });
			expect(await store.loadWatermark(run)).toEqual({ modifiedAt: noon });
			await other.close();
		});
	});

	describe('close', () => {
		it('makes every further call fail as store_unavailable', async () => {
			const other = await open();
			await other.close();
			await other.close();
			await expect(other.findRun('any')).rejects.toMatchObject({ code: 'store_unavailable' });
		});
	});
}
