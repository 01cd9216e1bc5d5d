import type { Store } from '../store';
import { aPipeline, inMinutes, noon } from './store.builders';

/** What every store does with watermarks. */
export function testWatermarks(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('commitWatermark', () => {
		it('gives undefined before the first one', async () => {
			expect(await store.loadWatermark(aPipeline())).toBeUndefined();
		});

		const early = inMinutes(-1);
		const late = inMinutes(1);
		it.each([
			['a later instant', { modifiedAt: noon }, { modifiedAt: late }, true],
			['an earlier instant', { modifiedAt: noon }, { modifiedAt: early }, false],
			['an Id at the same instant', { modifiedAt: noon }, { modifiedAt: noon, afterId: 'a' }, true],
			['no Id at the same instant', { modifiedAt: noon, afterId: 'a' }, { modifiedAt: noon }, false],
			['a later Id', { modifiedAt: noon, afterId: 'a' }, { modifiedAt: noon, afterId: 'b' }, true],
			['an earlier Id', { modifiedAt: noon, afterId: 'b' }, { modifiedAt: noon, afterId: 'a' }, false],
			// Salesforce Ids differ by case alone, and upper case sorts first.
			['an Id in lower case', { modifiedAt: noon, afterId: 'B' }, { modifiedAt: noon, afterId: 'a' }, true],
			['a later instant without Id', { modifiedAt: noon, afterId: 'z' }, { modifiedAt: late }, true],
			['an earlier instant with Id', { modifiedAt: noon }, { modifiedAt: early, afterId: 'z' }, false],
		])('with %s moves only forward', async (_case, before, after, moves) => {
			const key = aPipeline();
			await store.commitWatermark(key, before);
			await store.commitWatermark(key, after);
			expect(await store.loadWatermark(key)).toEqual(moves ? after : before);
		});

		it('keeps the watermarks of pipelines apart', async () => {
			const key = aPipeline();
			await store.commitWatermark(key, { modifiedAt: noon });
			expect(await store.loadWatermark({ ...key, sObject: 'Contact' })).toBeUndefined();
			expect(await store.loadWatermark({ ...key, pipeline: 'daily' })).toBeUndefined();
		});
	});
}
