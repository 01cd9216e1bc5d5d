import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Store } from '../store/store';
import { startRun } from './start-run';
import { startWhenFree } from './start-when-free';

const request = {
	orgId: '00D000000000001AAA',
	pipeline: 'instant',
	sObject: 'Lead',
	isDryRun: false,
	leaseMs: 600_000,
};

let store: Store;
let now: Date;
let runs = 0;
const newRunId = () => `run ${(runs += 1)}`;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	now = new Date('2026-11-21T12:00:00.000Z');
	await startRun(store, { ...request, executionId: 'first' }, now, newRunId);
});
afterEach(async () => await store.close());

describe('startWhenFree', () => {
	it('begins as soon as the other execution has let go', async () => {
		const unfinished = await store.findUnfinishedRun(request);
		let pauses = 0;
		const pause = async () => {
			pauses += 1;
			if (pauses < 3) return;
			await store.closeRun(unfinished!.runId, { status: 'Success' }, now);
			await store.releaseLease(request, 'first');
		};
		const policy = { waitMs: 30_000, clock: () => now, pause };
		const result = await startWhenFree(store, { ...request, executionId: 'second' }, newRunId, policy);
		expect(result).toMatchObject({ status: 'started', run: { executionId: 'second' } });
		expect(pauses).toBe(3);
	});

	it('gives up when the time is over', async () => {
		const pause = async () => void (now = new Date(now.getTime() + 10_000));
		const policy = { waitMs: 30_000, clock: () => now, pause };
		const result = await startWhenFree(store, { ...request, executionId: 'second' }, newRunId, policy);
		expect(result).toMatchObject({ status: 'held', holder: 'first' });
		expect(now).toEqual(new Date('2026-11-21T12:00:30.000Z'));
	});
});
