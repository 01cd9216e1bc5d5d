import { openSqliteStore } from '../../store/sqlite/sqlite-store';
import type { Settlement } from '../../store/contract/work';
import type { Store } from '../../store/store';
import type { RunSummary } from '../../run/run-summary';
import { inMinutes, key, minuteMs, TestPipeline } from '../../run/run.builders';

let store: Store;
let pipeline: TestPipeline;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	pipeline = new TestPipeline(store);
});

afterEach(() => store.close());

describe('a pipeline, run after run', () => {
	/** One run with one record; `undefined` loses it on the way. */
	async function runOnce(round: number, ending?: Partial<Settlement>): Promise<RunSummary> {
		const now = inMinutes(round * 2000);
		const run = await pipeline.start(`execution ${round}`, now);
		const ids = await pipeline.fetch(run, round === 1 ? ['00Q1'] : []);
		if (ending) await pipeline.settle(run, Object.fromEntries(ids.map((id) => [id, ending])));
		return await pipeline.finish(run, undefined, now);
	}

	it('takes a failed record up again four times, then refuses it for good', async () => {
		const fails = { outcome: 'failed', retryable: true, message: 'locked' } as const;
		for (const attempts of [1, 2, 3, 4]) {
			const { counts } = await runOnce(attempts, fails);
			expect(counts).toMatchObject({ read: 1, failed: 1, carriedOver: 1, exhausted: 0 });
			expect(await pipeline.carriedOver()).toEqual({ '00Q1': [attempts, 0] });
		}
		const last = await runOnce(5, fails);
		expect(last.counts).toMatchObject({ failed: 1, carriedOver: 0, exhausted: 1 });
		expect(last.text).toContain('1 given up after repeated failures');
		expect((await runOnce(6, fails)).counts.read).toBe(0);
	});

	it('does not take a failed record up before its pause is over', async () => {
		await runOnce(1, { outcome: 'failed', retryable: true });
		const finishedAt = inMinutes(2000);
		const dueAfter = async (minutes: number) => {
			const now = new Date(finishedAt.getTime() + minutes * minuteMs);
			return (await store.loadCarryOver(key, now, 10)).length;
		};
		expect(await dueAfter(14)).toBe(0);
		expect(await dueAfter(15)).toBe(1);
	});

	it('takes a lost record up again three times, then reports it as dropped', async () => {
		for (const drops of [1, 2, 3]) {
			const { counts } = await runOnce(drops);
			expect(counts).toMatchObject({ read: 1, carriedOver: 1, dropped: 0 });
			expect(await pipeline.carriedOver()).toEqual({ '00Q1': [0, drops] });
		}
		const last = await runOnce(4);
		expect(last.counts).toMatchObject({ carriedOver: 0, dropped: 1 });
		expect(last.reasons).toMatchObject([{ outcome: 'dropped_by_workflow', records: 1 }]);
		expect((await runOnce(5)).counts.read).toBe(0);
	});

	it('forgets the failures of a record that came through', async () => {
		await runOnce(1, { outcome: 'failed', retryable: true });
		expect((await runOnce(2, { outcome: 'written' })).status).toBe('Success');
		expect(await pipeline.carriedOver()).toEqual({});
	});

	it('resumes after a crash with the records of the dead execution', async () => {
		const dead = await pipeline.start();
		await pipeline.fetch(dead, ['00Q1', '00Q2']);
		await pipeline.settle(dead, { '00Q1': {} });

		const resumed = await pipeline.start('second', inMinutes(11));
		await pipeline.fetch(resumed, ['00Q1', '00Q2', '00Q3']);
		await pipeline.settle(resumed, { '00Q2': {}, '00Q3': {} });
		const summary = await pipeline.finish(resumed, undefined, inMinutes(12));
		expect(summary).toMatchObject({
			runId: dead.runId,
			status: 'Success',
			counts: { read: 3, written: 3 },
		});
	});
});
