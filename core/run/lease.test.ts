import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import { runContext } from './lease';
import { startRun } from './start-run';

const noon = new Date('2026-11-21T12:00:00.000Z');
const leaseMs = 10 * 60_000;
const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

let store: Store;
let renewals: Date[];
let watched: Store;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	renewals = [];
	watched = {
		...store,
		async renewLease(key, holder, now, ttlMs) {
			renewals.push(now);
			return await store.renewLease(key, holder, now, ttlMs);
		},
	};
});

afterEach(() => store.close());

async function start(executionId: string, now: Date): Promise<Run> {
	const key = { orgId: '00D000000000001AAA', pipeline: 'hourly', sObject: 'Lead' };
	const request = { ...key, executionId, isDryRun: false, leaseMs };
	const result = await startRun(store, request, now, () => `run-of-${executionId}`);
	if (result.status === 'held') throw new Error(`held by ${result.holder}`);
	return result.run;
}

describe('runContext', () => {
	it('prolongs the lease, so that nobody else can start', async () => {
		const run = await start('first', noon);
		await runContext(store, run, () => inMinutes(9)).keepLease();
		await expect(start('second', inMinutes(18))).rejects.toThrow('held by first');
	});

	it('asks the store at most once per quarter of the lease', async () => {
		const run = await start('first', noon);
		let now = noon;
		const context = runContext(watched, run, () => now);
		for (const minutes of [0, 1, 2.4, 2.5, 3, 4.9, 5]) {
			now = inMinutes(minutes);
			await context.keepLease();
		}
		expect(renewals).toEqual([noon, inMinutes(2.5), inMinutes(5)]);
	});

	it('asks again when the clock was set back', async () => {
		const run = await start('first', noon);
		let now = noon;
		const context = runContext(watched, run, () => now);
		await context.keepLease();
		now = inMinutes(-60);
		await context.keepLease();
		expect(renewals).toHaveLength(2);
	});

	it('tells who has taken the run over', async () => {
		const run = await start('first', noon);
		await start('second', inMinutes(10));
		const keep = runContext(store, run, () => inMinutes(11)).keepLease();
		await expect(keep).rejects.toMatchObject({
			code: 'lease_lost',
			retryable: false,
			message: expect.stringMatching(/run-of-first .* execution first: execution second/),
			details: { runId: 'run-of-first', holder: 'first', successor: 'second' },
		});
	});

	it('tells that the run has ended', async () => {
		const run = await start('first', noon);
		await store.closeRun(run.runId, { status: 'Failed', reason: 'No network' }, inMinutes(1));
		await store.releaseLease(run, 'first');
		const keep = runContext(store, run, () => inMinutes(2)).keepLease();
		await expect(keep).rejects.toMatchObject({
			code: 'lease_lost',
			message: expect.stringContaining('has ended (Failed)'),
		});
	});
});
