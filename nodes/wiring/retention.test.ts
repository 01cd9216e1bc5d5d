import { EnrichmentError } from '../../core/errors';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Store } from '../../core/store/store';
import { forgetOldRuns } from './retention';

const now = new Date('2026-11-21T12:00:00.000Z');
const dayMs = 24 * 60 * 60_000;

let store: Store;
beforeEach(async () => {
	store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

async function aRunEnded(daysAgo: number): Promise<void> {
	const at = new Date(now.getTime() - daysAgo * dayMs);
	const runId = `run of ${daysAgo} days ago`;
	await store.createRun({
		orgId: '00D',
		pipeline: 'hourly',
		sObject: 'Lead',
		runId,
		status: 'Success',
		isDryRun: false,
		leaseMs: 1,
		startedAt: at,
		finishedAt: at,
	});
}

const remembered = async () => (await store.listRuns('00D', 100)).length;

describe('forgetOldRuns', () => {
	it('forgets what ended more than 90 days ago, unless told otherwise', async () => {
		for (const daysAgo of [91, 89, 31, 29]) await aRunEnded(daysAgo);
		expect(await forgetOldRuns(store, now, {})).toBeUndefined();
		expect(await remembered()).toBe(3);
		expect(await forgetOldRuns(store, now, { SALESFORCE_ENRICHMENT_KEEP_DAYS: '30' })).toBeUndefined();
		expect(await remembered()).toBe(1);
	});

	it('forgets after two days which notices came, however long runs are kept', async () => {
		const key = { orgId: '00D', pipeline: 'instant', sObject: 'Lead' };
		const notice = (notificationId: string) => ({ recordId: '00Q1', notificationId, isNew: false });
		const receive = async (id: string, daysAgo: number) =>
			await store.receive(key, [notice(id)], new Date(now.getTime() - daysAgo * dayMs), 1);
		await receive('04l1', 3);
		await receive('04l2', 1);
		await forgetOldRuns(store, now, { SALESFORCE_ENRICHMENT_KEEP_DAYS: '0' });
		expect(await receive('04l1', 0)).toMatchObject({ taken: 1 });
		expect(await receive('04l2', 0)).toMatchObject({ repeated: 1 });
	});

	it('forgets nothing when told 0', async () => {
		await aRunEnded(4000);
		await forgetOldRuns(store, now, { SALESFORCE_ENRICHMENT_KEEP_DAYS: '0' });
		expect(await remembered()).toBe(1);
	});

	it('does a little at a time', async () => {
		for (let days = 100; days < 108; days++) await aRunEnded(days);
		await forgetOldRuns(store, now, {});
		expect(await remembered()).toBe(3);
		await forgetOldRuns(store, now, {});
		expect(await remembered()).toBe(0);
	});

	it('says what went wrong instead of throwing', async () => {
		expect(await forgetOldRuns(store, now, { SALESFORCE_ENRICHMENT_KEEP_DAYS: 'all' })).toContain('KEEP_DAYS is "all"');
		const broken = {
			...store,
			prune: async () => Promise.reject(new EnrichmentError('store_unavailable', 'disk full')),
		};
		expect(await forgetOldRuns(broken, now, {})).toBe('Old runs were not forgotten: disk full');
	});
});
