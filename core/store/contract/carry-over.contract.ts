import type { Store } from '../store';
import { aCarryOver, aPipeline, inMinutes, noon } from './store.builders';

/** What every store does with records for later runs. */
export function testCarryOver(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('carryOver', () => {
		it('replaces what was kept of the same record', async () => {
			const key = aPipeline();
			await store.carryOver(key, [aCarryOver({ attempts: 1 })]);
			await store.carryOver(key, [aCarryOver({ attempts: 2, drops: 1, reason: 'again' })]);
			expect(await store.loadCarryOver(key, noon, 10)).toEqual([
				aCarryOver({ attempts: 2, drops: 1, reason: 'again' }),
			]);
		});
	});

	describe('loadCarryOver', () => {
		it('gives what is due, the oldest first, up to the limit', async () => {
			const key = aPipeline();
			const entries = [
				aCarryOver({ recordId: 'later', dueAt: inMinutes(1) }),
				aCarryOver({ recordId: 'now', dueAt: noon }),
				aCarryOver({ recordId: 'oldest', dueAt: inMinutes(-9) }),
				aCarryOver({ recordId: 'older', dueAt: inMinutes(-8) }),
			];
			await store.carryOver(key, entries);
			const idsUpTo = async (limit: number) =>
				(await store.loadCarryOver(key, noon, limit)).map((entry) => entry.recordId);
			expect(await idsUpTo(10)).toEqual(['oldest', 'older', 'now']);
			expect(await idsUpTo(2)).toEqual(['oldest', 'older']);
		});

		it('does not look at other pipelines', async () => {
			const key = aPipeline();
			await store.carryOver(key, [aCarryOver()]);
			expect(await store.loadCarryOver({ ...key, pipeline: 'daily' }, noon, 10)).toEqual([]);
		});
	});

	describe('dropCarryOver', () => {
		it('forgets the named records of this pipeline only', async () => {
			const key = aPipeline();
			const daily = { ...key, pipeline: 'daily' };
			await store.carryOver(key, [aCarryOver(), aCarryOver({ recordId: '00Q2' })]);
			await store.carryOver(daily, [aCarryOver()]);
			await store.dropCarryOver(key, ['00Q1', 'never kept']);
			expect(await store.loadCarryOver(key, noon, 10)).toHaveLength(1);
			expect(await store.loadCarryOver(daily, noon, 10)).toHaveLength(1);
		});
	});
}
