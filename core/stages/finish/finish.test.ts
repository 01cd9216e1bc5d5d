import { openSqliteStore } from '../../store/sqlite/sqlite-store';
import type { Run } from '../../store/contract/runs';
import type { Store } from '../../store/store';
import { finishRun } from './finish';
import { inMinutes, key, leaseMs, noon, settledUntil, TestPipeline } from '../../run/run.builders';

let store: Store;
let pipeline: TestPipeline;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	pipeline = new TestPipeline(store);
});

afterEach(() => store.close());

describe('finishRun', () => {
	it('reports success and commits the window when every record is accounted for', async () => {
		const run = await pipeline.start();
		await pipeline.fetch(run, ['00Q1', '00Q2']);
		await pipeline.settle(run, {
			'00Q1': { enrichOutcome: 'matched', confidence: 0.98, rank: 'A' },
			'00Q2': { outcome: 'skipped_unchanged' },
		});
		await store.addCalls(run.runId, 'fetch', { planned: 2, used: 3, retries: 1 });
		await store.addCalls(run.runId, 'write', { planned: 1, used: 1, retries: 0 });

		const summary = await pipeline.finish(run, undefined, inMinutes(2.5));
		expect(summary).toMatchObject({
			...key,
			runId: 'run-of-first',
			status: 'Success',
			isDryRun: false,
			startedAt: '2026-11-21T12:00:00.000Z',
			finishedAt: '2026-11-21T12:02:30.000Z',
			durationSeconds: 150,
			counts: { read: 2, written: 1, gated: 1, matched: { high: 1 }, ranks: { A: 1 } },
			reasons: [],
			calls: { planned: 3, used: 4, retries: 1, byStage: { fetch: { used: 3 } } },
			window: {
				from: '2026-11-21T10:58:00.000Z',
				until: '2026-11-21T11:58:00.000Z',
				stoppedAtLimit: false,
			},
			watermark: '2026-11-21T11:58:00.000Z',
			journal: ':memory:, run run-of-first',
		});
		expect(summary).not.toHaveProperty('reason');
		expect(await store.loadWatermark(key)).toEqual({ modifiedAt: settledUntil });
		expect(await store.findRun(run.runId)).toMatchObject({ status: 'Success' });
		expect(await pipeline.isLeaseFree()).toBe(true);
	});

	it('reports that nothing was due, and leaves the watermark', async () => {
		await store.commitWatermark(key, { modifiedAt: settledUntil });
		const summary = await pipeline.finish(await pipeline.start());
		expect(summary).toMatchObject({ status: 'Success', counts: { read: 0 } });
		expect(summary).not.toHaveProperty('window');
		expect(summary.text).toContain('Read 0: nothing was due');
		expect(await store.loadWatermark(key)).toEqual({ modifiedAt: settledUntil });
		expect(await pipeline.isLeaseFree()).toBe(true);
	});

	it('commits the last key when a limit stopped the window', async () => {
		const run = await pipeline.start();
		const stoppedAt = { modifiedAt: inMinutes(-30), afterId: '00Q1' };
		await pipeline.fetch(run, ['00Q1'], stoppedAt);
		await pipeline.settle(run, { '00Q1': {} });
		const summary = await pipeline.finish(run);
		expect(await store.loadWatermark(key)).toEqual(stoppedAt);
		expect(summary.window).toMatchObject({
			until: '2026-11-21T11:30:00.000Z',
			stoppedAtLimit: true,
		});
	});

	it('reports in a few plain lines', async () => {
		const run = await pipeline.start();
		await pipeline.fetch(run, ['00Q1', '00Q2', '00Q3', '00Q4']);
		await pipeline.settle(run, {
			'00Q1': { enrichOutcome: 'matched', confidence: 0.98, rank: 'A', isDuplicate: true },
			'00Q2': { outcome: 'rejected', message: 'Industry: too long' },
			'00Q3': { outcome: 'failed', message: 'locked', retryable: true },
		});
		await store.addCalls(run.runId, 'fetch', { planned: 2, used: 2, retries: 0 });

		const { text } = await pipeline.finish(run);
		expect(text.split('\n')).toEqual([
			'hourly Lead: Partial Success in 1 min 0 s - Of 4 records: 1 rejected, 1 failed, 1 never came back',
			'Read 4: 1 matched (high 1)',
			'Written 1, 1 rejected, 1 failed, 1 duplicate, ranks A 1',
			'Left over: 2 to be tried again by a later run',
			'Reasons: 1 to be tried again (Fetched, but never came back to be written); 1 failed (locked); 1 rejected (Industry: too long)',
			'Read changes from 2026-11-21T10:58:00.000Z until 2026-11-21T11:58:00.000Z; the next run goes on at 2026-11-21T11:58:00.000Z',
			'Salesforce calls: 2 used of 2 planned (fetch 2 of 2)',
			'History of changes: :memory:, run run-of-first',
		]);
	});

	it('links the jobs of its delivery and an example of each reason, when it knows the address of the org', async () => {
		const run = await pipeline.start();
		await store.resumeRun(run.runId, 'first', leaseMs, { instanceUrl: 'https://acme.my.salesforce.com' });
		const recordId = '00Q000000000001EAA';
		await pipeline.settle(run, {
			'00Q1': {},
			[recordId]: { outcome: 'rejected', message: 'too long' },
			'Key__c=a': { outcome: 'failed', message: 'locked' },
		});
		await store.recordRemoteJob(run.runId, { jobId: '7501', step: 'collected', operation: 'update', part: 0, rows: 2 });
		const { jobs, reasons } = await pipeline.finish(run);
		expect(jobs).toMatchObject([
			{
				jobId: '7501',
				rows: 2,
				link: 'https://acme.my.salesforce.com/lightning/setup/AsyncApiJobStatus/page?address=%2F7501',
			},
		]);
		expect(reasons).toEqual([
			{ outcome: 'failed', message: 'locked', records: 1, recordId: 'Key__c=a' },
			{
				outcome: 'rejected',
				message: 'too long',
				records: 1,
				recordId,
				link: `https://acme.my.salesforce.com/${recordId}`,
			},
		]);
	});

	it('is Failed when every record was rejected, and still accounts for the window', async () => {
		const run = await pipeline.start();
		await pipeline.fetch(run, ['00Q1', '00Q2']);
		await pipeline.settle(run, { '00Q1': { outcome: 'rejected' }, '00Q2': { outcome: 'rejected' } });
		const summary = await pipeline.finish(run);
		expect(summary).toMatchObject({
			status: 'Failed',
			reason: 'None of 2 records came through: 2 rejected',
		});
		expect(await store.loadWatermark(key)).toEqual({ modifiedAt: settledUntil });
		expect(await pipeline.isLeaseFree()).toBe(true);
	});

	describe('with a failure', () => {
		it('keeps the watermark and the carry-over, and frees the lease', async () => {
			const before = { modifiedAt: inMinutes(-60) };
			await store.commitWatermark(key, before);
			await store.carryOver(key, [{ recordId: '00Q0', attempts: 1, drops: 0, dueAt: noon, reason: 'locked' }]);
			const run = await pipeline.start();
			await pipeline.fetch(run, ['00Q1', '00Q2']);
			await pipeline.settle(run, { '00Q0': {}, '00Q1': { outcome: 'failed', retryable: true } });

			const summary = await pipeline.finish(run, 'Node "Score" broke');
			expect(summary).toMatchObject({
				status: 'Failed',
				reason: 'Node "Score" broke',
				counts: { read: 3, written: 1, failed: 1, carriedOver: 0, dropped: 0 },
				watermark: before.modifiedAt.toISOString(),
			});
			expect(await store.loadWatermark(key)).toEqual(before);
			expect(await pipeline.carriedOver()).toEqual({ '00Q0': [1, 0] });
			expect(await pipeline.isLeaseFree()).toBe(true);
		});

		it('does not undo a run that has ended well', async () => {
			const run = await pipeline.start();
			await pipeline.finish(run);
			expect(await finishRun(store, run, { failure: 'late news' }, inMinutes(2))).toBeUndefined();
			expect(await store.findRun(run.runId)).toMatchObject({ status: 'Success' });
		});
	});

	describe('of a dry run', () => {
		it('commits no watermark and carries nothing over', async () => {
			const run = await pipeline.start('first', noon, true);
			await pipeline.fetch(run, ['00Q1', '00Q2', '00Q3']);
			await pipeline.settle(run, {
				'00Q1': { outcome: 'would_write' },
				'00Q2': { outcome: 'failed', retryable: true },
			});
			const summary = await pipeline.finish(run);
			expect(summary).toMatchObject({
				isDryRun: true,
				status: 'Partial Success',
				counts: { wouldWrite: 1, failed: 1, carriedOver: 0 },
			});
			expect(summary).not.toHaveProperty('watermark');
			expect(summary.text).toContain('Would write 1');
			expect(await pipeline.carriedOver()).toEqual({});
			expect(await pipeline.isLeaseFree()).toBe(true);
		});
	});

	it('finishes a run whose lease has expired when nobody else has taken it', async () => {
		const run = await pipeline.start();
		expect(await pipeline.finish(run, undefined, inMinutes(60))).toMatchObject({ status: 'Success' });
	});

	it('refuses a run it does not know', async () => {
		const run: Run = { ...key, runId: 'x', status: 'Running', isDryRun: false, leaseMs, startedAt: noon };
		await expect(finishRun(store, run, {}, noon)).rejects.toMatchObject({
			code: 'run_not_found',
		});
	});
});
