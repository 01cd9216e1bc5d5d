import type { Store } from '../store';
import { aPipeline, inMinutes, minuteMs, noon } from './store.builders';

/** What every store does with leases. */
export function testLeases(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('acquireLease', () => {
		it('grants a free lease until now plus its length', async () => {
			const grant = await store.acquireLease(aPipeline(), 'first', noon, 5 * minuteMs);
			expect(grant).toEqual({ granted: true, expiresAt: inMinutes(5) });
		});

		it('refuses a second holder and names the first', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, 5 * minuteMs);
			const grant = await store.acquireLease(key, 'second', inMinutes(4), 5 * minuteMs);
			expect(grant).toEqual({ granted: false, holder: 'first', expiresAt: inMinutes(5) });
		});

		it('grants it to its holder again, prolonged', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, 5 * minuteMs);
			const grant = await store.acquireLease(key, 'first', inMinutes(1), 5 * minuteMs);
			expect(grant).toEqual({ granted: true, expiresAt: inMinutes(6) });
		});

		it('grants an expired lease to a stranger, from the very moment it expires', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, 5 * minuteMs);
			const grant = await store.acquireLease(key, 'second', inMinutes(5), 5 * minuteMs);
			expect(grant).toEqual({ granted: true, expiresAt: inMinutes(10) });
		});

		it('keeps leases of other orgs, pipelines and objects apart', async () => {
			const key = aPipeline();
			const others = [aPipeline(), { ...key, pipeline: 'daily' }, { ...key, sObject: 'Contact' }];
			await store.acquireLease(key, 'first', noon, minuteMs);
			for (const other of others) {
				const grant = await store.acquireLease(other, 'second', noon, minuteMs);
				expect(grant.granted).toBe(true);
			}
		});

		it('grants one of several connections that ask at the same time', async () => {
			const key = aPipeline();
			const connections = [store, await open(), await open()];
			const grants = await Promise.all(
				connections.map((each, index) => each.acquireLease(key, `holder ${index}`, noon, minuteMs)),
			);
			expect(grants.filter((grant) => grant.granted)).toHaveLength(1);
			await connections[1].close();
			await connections[2].close();
		});
	});

	describe('renewLease', () => {
		it('prolongs the lease of its holder', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, 5 * minuteMs);
			expect(await store.renewLease(key, 'first', inMinutes(4), 5 * minuteMs)).toBe(true);
			const grant = await store.acquireLease(key, 'second', inMinutes(6), minuteMs);
			expect(grant).toMatchObject({ granted: false, expiresAt: inMinutes(9) });
		});

		it('refuses a stranger and leaves the lease as it is', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, 5 * minuteMs);
			expect(await store.renewLease(key, 'second', inMinutes(1), 60 * minuteMs)).toBe(false);
			const grant = await store.acquireLease(key, 'third', inMinutes(2), minuteMs);
			expect(grant).toMatchObject({ holder: 'first', expiresAt: inMinutes(5) });
		});

		it('refuses a holder whose lease somebody else has taken over', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, minuteMs);
			await store.acquireLease(key, 'second', inMinutes(2), minuteMs);
			expect(await store.renewLease(key, 'first', inMinutes(2), minuteMs)).toBe(false);
		});

		it('refuses a lease that has been released', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, minuteMs);
			await store.releaseLease(key, 'first');
			expect(await store.renewLease(key, 'first', noon, minuteMs)).toBe(false);
		});
	});

	describe('releaseLease', () => {
		it('frees the lease of its holder', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, minuteMs);
			await store.releaseLease(key, 'first');
			expect(await store.acquireLease(key, 'second', noon, minuteMs)).toMatchObject({
				granted: true,
			});
		});

		it('does nothing for a stranger', async () => {
			const key = aPipeline();
			await store.acquireLease(key, 'first', noon, minuteMs);
			await store.releaseLease(key, 'second');
			expect(await store.acquireLease(key, 'second', noon, minuteMs)).toMatchObject({
				granted: false,
			});
		});
	});
}
