import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import { startRun, type StartRequest, type StartResult } from './start-run';

const noon = new Date('2026-11-21T12:00:00.000Z');
const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

let store: Store;
let ids: number;
const newRunId = () => `run-${++ids}`;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	ids = 0;
});

afterEach(() => store.close());

function aRequest(overrides: Partial<StartRequest> = {}): StartRequest {
	return {
		orgId: '00D000000000001AAA',
		pipeline: 'hourly',
		sObject: 'Lead',
		executionId: 'first',
		isDryRun: false,
		leaseMs: 10 * 60_000,
		...overrides,
	};
}

function start(overrides: Partial<StartRequest> = {}, now = noon, on = store): Promise<StartResult> {
	return startRun(on, aRequest(overrides), now, newRunId);
}

function runOf(result: StartResult): Run {
	if (result.status === 'held') throw new Error(`held by ${result.holder}`);
	return result.run;
}

describe('startRun', () => {
	it('starts a run, which its execution then finds', async () => {
		const result = await start();
		expect(result.status).toBe('started');
		expect(await store.findRunByExecution('first')).toEqual(runOf(result));
		expect(runOf(result)).toMatchObject({ status: 'Running', startedAt: noon, isDryRun: false });
	});

	it('is held while another execution has the pipeline', async () => {
		await start();
		const result = await start({ executionId: 'second' }, inMinutes(9));
		expect(result).toEqual({ status: 'held', holder: 'first', expiresAt: inMinutes(10) });
	});

	it('gives the same execution its run back', async () => {
		const run = runOf(await start());
		const again = await start({}, inMinutes(1));
		expect(again).toEqual({ status: 'resumed', run });
	});

	it('resumes the unfinished run once the lease of its execution has expired', async () => {
		const run = runOf(await start());
		await store.recordWindow(run.runId, { until: noon });
		const result = await start({ executionId: 'second' }, inMinutes(10));
		expect(result).toEqual({
			status: 'resumed',
			run: { ...run, executionId: 'second', window: { until: noon } },
		});
		expect(await store.findRunByExecution('second')).toEqual(runOf(result));
	});

	it('takes up a paused run as running', async () => {
		const run = runOf(await start());
		await store.closeRun(run.runId, { status: 'Paused', reason: 'out of credits' }, inMinutes(1));
		await store.releaseLease(run, 'first');
		const result = await start({ executionId: 'second' }, inMinutes(2));
		expect(runOf(result)).toMatchObject({ runId: run.runId, status: 'Running', reason: undefined });
		expect(runOf(result)).toEqual(await store.findRun(run.runId));
	});

	it('starts a new run after one that has ended', async () => {
		const run = runOf(await start());
		await store.closeRun(run.runId, { status: 'Success' }, inMinutes(1));
		await store.releaseLease(run, 'first');
		const result = await start({ executionId: 'second' }, inMinutes(1));
		expect(result.status).toBe('started');
		expect(runOf(result).runId).not.toBe(run.runId);
	});

	it('does not let other pipelines wait', async () => {
		await start();
		expect((await start({ executionId: 'second', sObject: 'Contact' })).status).toBe('started');
		expect((await start({ executionId: 'third', pipeline: 'daily' })).status).toBe('started');
	});

	it('lets one of two executions that start together create a run', async () => {
		const results = await Promise.all([start(), start({ executionId: 'second' })]);
		expect(results.map((result) => result.status).sort()).toEqual(['held', 'started']);
	});

	it('creates one run when one execution starts it twice at the same time', async () => {
		const [one, other] = await Promise.all([start(), start()]);
		expect(runOf(one).runId).toBe(runOf(other).runId);
	});

	it('does not create a second run after having stalled longer than its lease', async () => {
		// The stalled execution finds no unfinished run, and creates its own only after the other has.
		const stalled: Store = {
			...store,
			async findUnfinishedRun(key) {
				const found = await store.findUnfinishedRun(key);
				await start({ executionId: 'second' }, inMinutes(11));
				return found;
			},
		};
		const result = await start({}, noon, stalled);
		expect(result).toMatchObject({ status: 'held', holder: 'second' });
		expect(await store.findUnfinishedRun(aRequest())).toMatchObject({ executionId: 'second' });
	});

	it.each([
		[true, false],
		[false, true],
	])('does not continue a run with dry=%s as one with dry=%s', async (before, after) => {
		const left = runOf(await start({ isDryRun: before }));
		const result = await start({ executionId: 'second', isDryRun: after }, inMinutes(10));
		expect(result.status).toBe('started');
		expect(runOf(result).isDryRun).toBe(after);
		expect(await store.findRun(left.runId)).toMatchObject({
			status: 'Failed',
			reason: expect.stringContaining('unfinished'),
		});
	});

	it('tells executions without an id apart', async () => {
		const run = runOf(await start({ executionId: undefined }));
		const second = await start({ executionId: undefined }, inMinutes(1));
		expect(second).toMatchObject({ status: 'held', holder: run.executionId });
	});

	it('passes on the failure of a store', async () => {
		await store.close();
		await expect(start()).rejects.toMatchObject({ code: 'store_unavailable' });
	});
});
