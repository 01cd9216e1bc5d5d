import { EnrichmentError } from '../../errors';
import { openSqliteStore } from '../../store/sqlite/sqlite-store';
import type { Run } from '../../store/contract/runs';
import type { Store } from '../../store/store';
import type { DeliveryReport } from '../../changes/staged/deliver-staged';
import { finishRun } from './finish';
import { finishBatches } from '../../run/run-batches';
import { inMinutes, key, noon, settledUntil, TestPipeline } from '../../run/run.builders';

let store: Store;
let pipeline: TestPipeline;
let run: Run;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	pipeline = new TestPipeline(store);
	run = await pipeline.start();
	await pipeline.fetch(run, ['00Q1', '00Q2']);
});

afterEach(() => store.close());

describe('finishRun of a run in batches', () => {
	beforeEach(async () => {
		await store.planBatches(run.runId, [
			{ batchId: 0, recordIds: ['00Q1'] },
			{ batchId: 1, recordIds: ['00Q2'] },
		]);
		await store.claimBatch(run.runId, 'first', noon, 60_000);
	});

	it('tells how many are left, and ends nothing', async () => {
		const result = await finishRun(store, run, {}, noon);
		expect(result).toMatchObject({ status: 'Running', batches: { open: 1, claimed: 1, finished: 0 } });
		expect(result?.text).toBe('hourly Lead: 0 of 2 batches are done, 1 not begun, 1 being worked on');
		expect(await store.findRun(run.runId)).toMatchObject({ status: 'Running' });
		expect(await store.loadWatermark(key)).toBeUndefined();
		expect(await pipeline.isLeaseFree()).toBe(false);
	});

	it('gives the summary once the last one is done', async () => {
		expect(await finishBatches(store, run, [0, 0], noon)).toMatchObject({
			batches: { open: 1, claimed: 0, finished: 1 },
		});
		await store.claimBatch(run.runId, 'first', noon, 60_000);
		await finishBatches(store, run, [1], noon);
		await pipeline.settle(run, { '00Q1': {}, '00Q2': {} });
		expect(await finishRun(store, run, {}, noon)).toMatchObject({ status: 'Success', counts: { written: 2 } });
	});

	it('does not count a batch as done that somebody else has taken over', async () => {
		await store.claimBatch(run.runId, 'second', inMinutes(2), 60_000);
		expect(await finishBatches(store, run, [0], inMinutes(2))).toMatchObject({ batches: { finished: 0 } });
	});

	it('leaves a batch to whoever resumes the run when it was told to stop', async () => {
		await store.stopRun(run.runId, { kind: 'pause', why: 'No calls are left' });
		expect(await finishBatches(store, run, [0], noon)).toMatchObject({ batches: { finished: 0, claimed: 1 } });
	});

	it('ends once when executions that shared the run come to its end together', async () => {
		await finishBatches(store, run, [0], noon);
		await store.claimBatch(run.runId, 'second@B', noon, 60_000);
		await finishBatches(store, run, [1], noon, 'second@B');
		await pipeline.settle(run, { '00Q1': {}, '00Q2': {} });
		const ends = await Promise.all([finishRun(store, run, {}, noon), finishRun(store, run, {}, noon)]);
		expect(ends.filter((end) => end !== undefined)).toEqual([expect.objectContaining({ status: 'Success' })]);
	});

	it('ends at once when the execution broke', async () => {
		expect(await finishRun(store, run, { failure: 'killed' }, noon)).toMatchObject({
			status: 'Failed',
			reason: 'killed',
		});
	});
});

describe('finishRun of a run that was told to stop', () => {
	beforeEach(() => pipeline.settle(run, { '00Q1': {} }));

	it('reports it as Stopped, keeps the watermark and carries nothing over', async () => {
		await store.stopRun(run.runId, { kind: 'stop', why: 'Too many were refused' });
		expect(await pipeline.finish(run)).toMatchObject({
			status: 'Stopped',
			reason: 'Too many were refused',
			counts: { written: 1, carriedOver: 0 },
		});
		expect(await store.loadWatermark(key)).toBeUndefined();
		expect(await pipeline.carriedOver()).toEqual({});
		expect(await pipeline.isLeaseFree()).toBe(true);
	});

	it('reports it as Paused once, and the next start takes it up', async () => {
		await store.planBatches(run.runId, [{ batchId: 0, recordIds: ['00Q2'] }]);
		await store.stopRun(run.runId, { kind: 'pause', why: 'No calls are left' });
		expect(await pipeline.finish(run)).toMatchObject({ status: 'Paused', reason: 'No calls are left' });
		expect(await finishRun(store, run, { failure: 'late' }, inMinutes(1))).toBeUndefined();
		expect(await store.findRun(run.runId)).toMatchObject({ status: 'Paused', reason: 'No calls are left' });

		const resumed = await pipeline.start('second', inMinutes(2));
		expect(resumed).toMatchObject({ runId: run.runId, status: 'Running' });
		expect(await store.claimBatch(run.runId, 'second', inMinutes(2), 60_000)).toMatchObject({ batchId: 0 });
	});
});

describe('finishRun of a run with staged rows', () => {
	beforeEach(async () => {
		await pipeline.settle(run, { '00Q1': { outcome: 'staged' }, '00Q2': { outcome: 'staged' } });
		await store.stageRows(run.runId, [
			{ recordId: '00Q1', values: { City: 'Oslo' } },
			{ recordId: '00Q2', values: { City: 'Oslo' } },
		]);
	});

	async function deliver(): Promise<DeliveryReport> {
		await store.settleWork(run, [
			{ recordId: '00Q1', outcome: 'written' },
			{ recordId: '00Q2', outcome: 'written' },
		]);
		await store.dropStagedRows(run.runId, ['00Q1', '00Q2']);
		return report;
	}

	const report: DeliveryReport = { rows: 2, refused: 0, failed: 0, heldBack: 0, jobs: [] };

	it('delivers them before it judges', async () => {
		expect(await finishRun(store, run, { delivery: { deliver: deliver } }, noon)).toMatchObject({
			status: 'Success',
			counts: { written: 2 },
			delivery: report,
		});
	});

	it('does not end without a way to deliver', async () => {
		await expect(finishRun(store, run, {}, noon)).rejects.toMatchObject({
			code: 'invalid_parameter',
			remedy: expect.stringContaining('Deliver and Finish'),
		});
		expect(await store.findRun(run.runId)).toMatchObject({ status: 'Running' });
	});

	it('pauses when the delivery may succeed later, and delivers with the next start', async () => {
		const fail = async () => {
			throw new EnrichmentError('salesforce_unavailable', 'Salesforce is down', { retryable: true });
		};
		expect(await finishRun(store, run, { delivery: { deliver: fail } }, noon)).toMatchObject({
			status: 'Paused',
			reason: expect.stringContaining('Salesforce is down'),
		});
		const resumed = await pipeline.start('second', inMinutes(1));
		expect(await finishRun(store, resumed, { delivery: { deliver: deliver } }, inMinutes(2))).toMatchObject({
			status: 'Success',
			counts: { written: 2 },
		});
		expect(await store.loadWatermark(key)).toEqual({ modifiedAt: settledUntil });
	});

	it('pauses when rows were held back', async () => {
		const hold = async () => {
			await store.dropStagedRows(run.runId, ['00Q1']);
			return { ...report, heldBack: 1 };
		};
		expect(await finishRun(store, run, { delivery: { deliver: hold } }, noon)).toMatchObject({
			status: 'Paused',
			reason: '1 row that was kept for the end is still to be written',
		});
	});

	it('ends as Stopped when the delivery was stopped', async () => {
		const stop = async () => {
			await store.stopRun(run.runId, { kind: 'stop', why: 'Too many were refused' });
			return report;
		};
		expect(await finishRun(store, run, { delivery: { deliver: stop } }, noon)).toMatchObject({
			status: 'Stopped',
			reason: 'Too many were refused',
		});
		expect(await store.loadWatermark(key)).toBeUndefined();
	});

	it('passes on what repeating would not mend', async () => {
		const refuse = async () => {
			throw new EnrichmentError('auth_failed', 'Wrong secret');
		};
		await expect(finishRun(store, run, { delivery: { deliver: refuse } }, noon)).rejects.toThrow('Wrong secret');
	});

	it.each(['before', 'after'] as const)('ends the same when it died %s its delivery was done', async (moment) => {
		const die = async () => {
			if (moment === 'after') await deliver();
			throw new Error('killed');
		};
		await expect(finishRun(store, run, { delivery: { deliver: die } }, noon)).rejects.toThrow('killed');
		expect(await finishRun(store, run, { delivery: { deliver: deliver } }, inMinutes(1))).toMatchObject({
			status: 'Success',
			counts: { written: 2 },
		});
	});
});

describe('finishRun of a run that claimed records', () => {
	it('frees them', async () => {
		await store.claimRecords(key.orgId, ['00Q1'], run.runId, noon, 3_600_000);
		await pipeline.settle(run, { '00Q1': {}, '00Q2': {} });
		await pipeline.finish(run);
		const next = await pipeline.start('second', inMinutes(1));
		expect(await store.claimRecords(key.orgId, ['00Q1'], next.runId, inMinutes(1), 1)).toEqual(['00Q1']);
	});
});
