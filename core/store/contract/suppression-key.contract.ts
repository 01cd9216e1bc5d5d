import type { Store } from '../store';
import { aPipeline } from './store.builders';

/** How every store keeps the key that erased persons are hashed with. */
export function testSuppressionKeys(open: () => Promise<Store>): void {
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
}
