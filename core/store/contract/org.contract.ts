import type { Store } from '../store';
import { aPipeline, inMinutes, noon } from './store.builders';

/** What every store does about the hosts of orgs, and with its key. */
export function testOrgs(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('bindOrg', () => {
		it('binds an org to the host it is first seen on, and keeps to it', async () => {
			const { orgId } = aPipeline();
			expect(await store.bindOrg(orgId, 'acme.my.salesforce.com', noon)).toBe('acme.my.salesforce.com');
			expect(await store.bindOrg(orgId, 'evil.my.salesforce.com', inMinutes(1))).toBe('acme.my.salesforce.com');
		});

		it('gives two who come at the same time the same host', async () => {
			const { orgId } = aPipeline();
			const other = await open();
			const hosts = await Promise.all([
				store.bindOrg(orgId, 'one.example', noon),
				other.bindOrg(orgId, 'two.example', noon),
			]);
			expect(new Set(hosts).size).toBe(1);
			await other.close();
		});

		it('keeps orgs apart', async () => {
			const [one, two] = [aPipeline().orgId, aPipeline().orgId];
			await store.bindOrg(one, 'one.example', noon);
			expect(await store.bindOrg(two, 'two.example', noon)).toBe('two.example');
		});
	});

	describe('moveOrg', () => {
		it('binds a known org to another host', async () => {
			const { orgId } = aPipeline();
			await store.bindOrg(orgId, 'old.example', noon);
			expect(await store.moveOrg(orgId, 'new.example')).toBe(true);
			expect(await store.bindOrg(orgId, 'old.example', noon)).toBe('new.example');
		});

		it('does nothing for an org it has never seen', async () => {
			const { orgId } = aPipeline();
			expect(await store.moveOrg(orgId, 'new.example')).toBe(false);
			expect(await store.bindOrg(orgId, 'first.example', noon)).toBe('first.example');
		});
	});

	describe('sealKey', () => {
		it('is made once, and the same for everybody who opens the store', async () => {
			const other = await open();
			const [one, two] = await Promise.all([store.sealKey(), other.sealKey()]);
			expect(one).toBe(two);
			expect(Buffer.from(one, 'base64url')).toHaveLength(32);
			await other.close();
		});
	});
}
