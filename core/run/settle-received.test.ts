import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import { closeReceived, settleReceived } from './settle-received';

const now = new Date('2026-11-21T12:00:00.000Z');
const run: Run = {
	orgId: '00D000000000001AAA',
	pipeline: 'instant',
	sObject: 'Lead',
	runId: 'run',
	status: 'Running',
	executionId: 'execution',
	isDryRun: false,
	leaseMs: 60_000,
	startedAt: now,
};
const ids = ['done', 'failed', 'staged', 'underWay', 'notTaken'];

let store: Store;
beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	await store.createRun(run);
	await store.receive(
		run,
		ids.map((recordId) => ({ recordId, isNew: false })),
		now,
		1,
	);
	await store.beginDrain(run, 'execution', now, 60_000);
	await store.claimInbox(run, 'execution', 9, now, 60_000);
	await store.addWork(
		run,
		ids.slice(0, 4).map((recordId) => ({ recordId })),
	);
	await store.settleWork(run, [
		{ recordId: 'done', outcome: 'written' },
		{ recordId: 'failed', outcome: 'failed', retryable: true },
		{ recordId: 'staged', outcome: 'staged', retryable: true },
	]);
});
afterEach(async () => await store.close());

const held = async () => (await store.readClaimed(run, 'execution')).map(({ recordId }) => recordId);

describe('settleReceived', () => {
	it('takes out what is done for good, and keeps the rest for as long as the run lives', async () => {
		expect(await settleReceived(store, run)).toBe(1);
		expect(await held()).toEqual(['failed', 'notTaken', 'staged', 'underWay']);
		expect(await settleReceived(store, run)).toBe(0);
	});

	it('lets wait at once what is to be tried again and has been told of meanwhile', async () => {
		const again = ['failed', 'staged', 'underWay'].map((recordId) => ({ recordId, isNew: false }));
		await store.receive(run, again, now, 1);
		expect(await settleReceived(store, run)).toBe(2);
		expect(await held()).toEqual(['notTaken', 'staged', 'underWay']);
		expect(await store.countInbox(run, now)).toMatchObject({ waiting: 1 });
	});

	it('takes nothing out in a preview', async () => {
		expect(await settleReceived(store, { ...run, isDryRun: true })).toBe(0);
		expect(await held()).toHaveLength(5);
	});
});

describe('closeReceived', () => {
	it('leaves nothing of a run that was judged but what it has never taken on', async () => {
		await closeReceived(store, run, true);
		expect(await held()).toEqual([]);
		expect(await store.countInbox(run, now)).toEqual({ waiting: 1, isDraining: false });
	});

	it('lets all wait again that a broken run has not done', async () => {
		await closeReceived(store, run, false);
		expect(await store.countInbox(run, now)).toEqual({ waiting: 4, isDraining: false });
	});

	it('lets all wait again that a preview has looked at', async () => {
		await closeReceived(store, { ...run, isDryRun: true }, false);
		expect(await store.countInbox(run, now)).toEqual({ waiting: 5, isDraining: false });
	});
});
