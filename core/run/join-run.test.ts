import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import { joinRun, type JoinRequest } from './join-run';
import { runContext } from './lease';
import { resumeBrokenOff, startRun, type StartRequest } from './start-run';

const noon = new Date('2026-11-21T12:00:00.000Z');
const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const leaseMs = 3 * 60_000;
const key = { orgId: '00D000000000001AAA', pipeline: 'nightly', sObject: 'Lead' };

let store: Store;
let run: Run;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	const started = await startRun(store, aStart('first'), noon, () => 'the run');
	if (started.status !== 'started') throw new Error(started.status);
	({ run } = started);
});

afterEach(() => store.close());

function aStart(executionId: string): StartRequest & { readonly executionId: string } {
	return { ...key, executionId, workflowId: 'w1', isDryRun: false, leaseMs };
}

async function plan(batches: number): Promise<void> {
	await store.planBatches(
		run.runId,
		Array.from({ length: batches }, (_, batchId) => ({ batchId, recordIds: [`00Q${batchId}`] })),
	);
}

function join(overrides: Partial<JoinRequest> = {}, now = noon) {
	const request = { ...key, workflowId: 'w1', isDryRun: false, executionId: 'second', worker: 'B', perWorker: 1 };
	return joinRun(store, { ...request, ...overrides }, now);
}

describe('joinRun', () => {
	it('gives the run in the name of its holder, and a name of its own for batches', async () => {
		await plan(2);
		expect(await join()).toEqual({ status: 'joined', run, holder: 'second@B', open: 2 });
	});

	it('keeps the run alive beyond the end of the execution that holds it', async () => {
		await plan(2);
		const joined = await join();
		if (joined.status !== 'joined') throw new Error(joined.why);
		await runContext(store, joined.run, () => inMinutes(2)).keepLease();
		expect(await startRun(store, aStart('third'), inMinutes(4), () => 'another')).toMatchObject({ status: 'held' });
	});

	it.each([
		['before its batches are prepared', 0, [], {}, 'not prepared yet'],
		['when all batches are taken', 1, ['first@A'], {}, 'all of its batches are taken'],
		['when this worker helps already', 2, ['first@B'], {}, 'an execution of this worker already helps'],
		['of another workflow', 2, [], { workflowId: 'w2' }, 'another workflow'],
		['as a preview', 2, [], { isDryRun: true }, 'a real one'],
		['of another pipeline', 2, [], { pipeline: 'hourly' }, 'has just ended'],
	] as const)('does not help %s', async (_, batches, holders, overrides, why) => {
		await plan(batches);
		for (const holder of holders) await store.claimBatch(run.runId, holder, noon, leaseMs);
		expect(await join(overrides)).toEqual({ status: 'not_needed', why: expect.stringContaining(why) });
	});

	it('does not help a run that was told to stop', async () => {
		await plan(2);
		await store.stopRun(run.runId, { kind: 'pause', why: 'No credits are left' });
		expect(await join()).toMatchObject({ status: 'not_needed' });
	});

	it('knows an execution between two of its batches', async () => {
		await plan(2);
		await store.claimBatch(run.runId, 'first@B', noon, leaseMs);
		await store.finishBatch(run.runId, 0, 'first@B');
		expect(await join()).toMatchObject({ why: 'an execution of this worker already helps with it' });
	});

	it('lets one execution of a worker in at a time, because whoever has joined holds no batch yet', async () => {
		await plan(4);
		expect(await join()).toMatchObject({ status: 'joined' });
		expect(await join({ executionId: 'third' })).toMatchObject({ why: expect.stringContaining('has just come') });
		expect(await join({ executionId: 'third', worker: 'C' })).toMatchObject({ status: 'joined' });
		expect(await join({ executionId: 'third' }, inMinutes(1))).toMatchObject({ status: 'joined' });
	});

	it('lets as many executions of a worker help as it is told', async () => {
		await plan(4);
		for (const holder of ['first@B', 'second@B']) await store.claimBatch(run.runId, holder, noon, leaseMs);
		expect(await join({ perWorker: 3 })).toMatchObject({ status: 'joined' });
		expect(await join({ perWorker: 2 })).toMatchObject({ why: '2 executions of this worker already help with it' });
	});
});

describe('resumeBrokenOff', () => {
	it('takes up a run that all have left, and gives back the batches that they held', async () => {
		await plan(3);
		await store.claimBatch(run.runId, 'first@A', noon, 30 * 60_000);
		await store.claimBatch(run.runId, 'second@B', noon, 30 * 60_000);
		const result = await resumeBrokenOff(store, aStart('third'), inMinutes(3));
		expect(result).toMatchObject({ status: 'resumed', run: { runId: run.runId, executionId: 'third' } });
		expect(await store.countBatches(run.runId, inMinutes(3))).toEqual({ open: 3, claimed: 0, finished: 0 });
	});

	it('leaves a run alone whose holder is alive', async () => {
		expect(await resumeBrokenOff(store, aStart('third'), inMinutes(2))).toMatchObject({
			status: 'held',
			holder: 'first',
		});
	});

	it('leaves the batches of a run that pauses to whoever is still at work on them', async () => {
		await plan(1);
		await store.claimBatch(run.runId, 'second@B', noon, 30 * 60_000);
		await store.closeRun(run.runId, { status: 'Paused', reason: 'no credits' }, inMinutes(1));
		await store.releaseLease(key, 'first');
		await startRun(store, aStart('third'), inMinutes(2), () => 'another');
		expect(await store.countBatches(run.runId, inMinutes(2))).toMatchObject({ claimed: 1 });
	});

	it.each(['Paused', 'Success'] as const)(
		'begins nothing after a run that is %s, and keeps no lease',
		async (status) => {
			await store.closeRun(run.runId, { status }, inMinutes(1));
			await store.releaseLease(key, 'first');
			expect(await resumeBrokenOff(store, aStart('third'), inMinutes(2))).toEqual({ status: 'none' });
			expect(await store.acquireLease(key, 'anybody', inMinutes(2), 1)).toMatchObject({ granted: true });
		},
	);
});
