import type { Store } from '../store';
import { aPipeline, inMinutes, noon } from './store.builders';

/** What every store remembers of erased persons. */
export function testSuppressions(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('suppressionKey', () => {
		it('is one of its own for each org, the same for every connection', async () => {
			const [one, other] = [aPipeline().orgId, aPipeline().orgId];
			const second = await open();
			const keys = await Promise.all([store.suppressionKey(one), second.suppressionKey(one)]);
			await second.close();
			expect(keys[0]).toMatch(/^[\w-]{43}$/);
			expect(keys[1]).toBe(keys[0]);
			expect(await store.suppressionKey(other)).not.toBe(keys[0]);
		});
	});

	describe('findSuppressions', () => {
		it('finds what the org has suppressed, however often, and nothing else', async () => {
			const { orgId } = aPipeline();
			await store.addSuppressions(orgId, ['a', 'b', 'a'], noon);
			await store.addSuppressions(orgId, ['b', 'c'], inMinutes(1));
			expect(await store.findSuppressions(orgId, ['c', 'b', 'x'])).toEqual(new Set(['b', 'c']));
			expect(await store.findSuppressions(aPipeline().orgId, ['a'])).toEqual(new Set());
		});

		it('is asked with none, and told none', async () => {
			const { orgId } = aPipeline();
			await store.addSuppressions(orgId, [], noon);
			expect(await store.findSuppressions(orgId, [])).toEqual(new Set());
		});
	});
}
