import type { Run } from './runs';
import type { Store } from '../store';
import { aJournalRow, aKeptRun, aPipeline, collect, inMinutes, minuteMs, noon, someBatches } from './store.builders';

/** What every store does with runs that have ended. */
export function testRetention(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	/** A run with a row in every table of runs. */
	const aFullRun = async (orgId: string) => {
		const run = await aKeptRun(store, { orgId });
		const { runId } = run;
		await store.settleWork(run, [{ recordId: '00Q1', outcome: 'written' }]);
		await store.addCalls(runId, 'fetch', { planned: 1, used: 1, retries: 0 });
		await store.journal(runId, [aJournalRow({ status: 'written' })]);
		await store.planBatches(runId, someBatches(1));
		await store.claimRecords(orgId, ['00Q1'], runId, noon, minuteMs);
		await store.stageRows(runId, [{ recordId: '00Q1', values: {} }]);
		const job = { jobId: '7501', step: 'created', operation: 'update', part: 0, rows: 1 } as const;
		await store.recordRemoteJob(runId, job);
		return run;
	};
	const end = async (run: Run, minutes: number) => {
		await store.closeRun(run.runId, { status: 'Success' }, inMinutes(minutes));
	};

	describe('listRuns', () => {
		it('gives the ended runs of an org, newest first, up to the limit', async () => {
			const { orgId } = aPipeline();
			const ended: string[] = [];
			for (const status of ['Success', 'Failed', 'Stopped', 'Partial Success'] as const) {
				ended.unshift((await aKeptRun(store, { orgId, status, finishedAt: noon })).runId);
			}
			await aKeptRun(store, { orgId });
			await aKeptRun(store, { status: 'Success' });
			const ids = async (limit: number) => (await store.listRuns(orgId, limit)).map(({ runId }) => runId);
			expect(await ids(10)).toEqual(ended);
			expect(await ids(2)).toEqual(ended.slice(0, 2));
		});
	});

	// Long before every other test, whose runs would be forgotten with these.
	const day = 24 * 60;
	const longAgo = -1000 * day;

	describe('prune', () => {
		it('forgets what ended before the moment, and nothing that did not', async () => {
			const { orgId } = aPipeline();
			const old = await aFullRun(orgId);
			await end(old, longAgo - 1);
			const justInTime = await aKeptRun(store, { orgId });
			await end(justInTime, longAgo);
			const unfinished = await aKeptRun(store, { orgId, startedAt: inMinutes(longAgo - day) });

			expect(await store.prune(inMinutes(longAgo))).toBe(1);
			expect(await store.prune(inMinutes(longAgo))).toBe(0);
			expect(await store.findRun(old.runId)).toBeUndefined();
			expect(await collect(store.readWork(old))).toEqual([]);
			expect(await store.readRecordJournal(orgId, '00Q1')).toEqual([]);
			expect(await store.findRun(justInTime.runId)).toBeDefined();
			expect(await store.findRun(unfinished.runId)).toBeDefined();
			// Its claims are gone too, so the record is free at once.
			expect(await store.claimRecords(orgId, ['00Q1'], unfinished.runId, noon, 1)).toEqual(['00Q1']);
		});

		it('still knows what a forgotten run wrote, so that `tracked` does not take it for a person’s', async () => {
			const { orgId } = aPipeline();
			const at = (minutes: number) => inMinutes(minutes).toISOString();
			const run = async (field: string, after: string, minutes: number, policy?: string) => {
				const kept = await aKeptRun(store, { orgId });
				await store.journal(kept.runId, [
					aJournalRow({ field, after, policy, provider: 'reference', status: 'written', at: at(minutes) }),
				]);
				await end(kept, minutes);
			};
			await run('Industry', 'Energy', longAgo - 9);
			await run('Industry', 'Retail', longAgo - 8);
			await run('Website', 'x.com', longAgo - 9);
			await run('Website', 'old.com', longAgo - 8, 'undo');
			expect(await store.prune(inMinutes(longAgo))).toBe(4);
			expect(await store.loadLastWritten(orgId, ['00Q1'])).toEqual([
				{ recordId: '00Q1', field: 'Industry', value: 'Retail', provider: 'reference' },
			]);
			await run('Industry', 'Mining', 1);
			expect(await store.loadLastWritten(orgId, ['00Q1'])).toMatchObject([{ value: 'Mining' }]);
		});

		it('leaves watermarks, carry-over, tombstones and daily calls alone', async () => {
			const run = await aKeptRun(store);
			const tombstone = { recordId: '00Q1', sObject: 'Lead', field: 'Industry', value: 'Energy' };
			await store.commitWatermark(run, { modifiedAt: inMinutes(longAgo - day) });
			await store.addTombstones(run.orgId, [tombstone]);
			await store.addDailyCalls(run.orgId, '2020-01-01', 7);
			await end(run, longAgo - 1);
			expect(await store.prune(inMinutes(longAgo))).toBe(1);
			expect(await store.loadWatermark(run)).toBeDefined();
			expect(await store.loadTombstones(run.orgId, ['00Q1'])).toEqual([tombstone]);
			expect(await store.readDailyCalls(run.orgId, '2020-01-01')).toBe(7);
		});

		it('forgets no more runs than it is told to, the oldest first', async () => {
			const { orgId } = aPipeline();
			const runs: Run[] = [];
			for (let count = 0; count < 3; count++) {
				runs.push(await aFullRun(orgId));
				await end(runs[count], longAgo - 1);
			}
			expect(await store.prune(inMinutes(longAgo), 0)).toBe(0);
			expect(await store.prune(inMinutes(longAgo), 2)).toBe(2);
			expect((await store.listRuns(orgId, 9)).map(({ runId }) => runId)).toEqual([runs[2].runId]);
			expect(await store.prune(inMinutes(longAgo), 2)).toBe(1);
		});

		it('lets two connections forget at the same time, each run once', async () => {
			const { orgId } = aPipeline();
			for (let count = 0; count < 6; count++) await end(await aFullRun(orgId), longAgo - 1);
			const other = await open();
			const forgotten = await Promise.all([store.prune(inMinutes(longAgo)), other.prune(inMinutes(longAgo))]);
			await other.close();
			expect(forgotten[0] + forgotten[1]).toBe(6);
		});
	});

	describe('takeOfDay', () => {
		const take = async (wanted: number, { orgId = '00Dday', person = '0051', day = '2026-11-21', most = 10 } = {}) =>
			await store.takeOfDay(orgId, person, day, wanted, most);

		it('grants up to what is left of the day, to each person and in each org', async () => {
			const { orgId } = aPipeline();
			expect([await take(6, { orgId }), await take(6, { orgId }), await take(1, { orgId })]).toEqual([6, 4, 0]);
			expect(await take(7, { orgId, person: '0052' })).toBe(7);
			expect(await take(7, { orgId: aPipeline().orgId })).toBe(7);
			expect([await take(9, { orgId, most: 12 }), await take(9, { orgId, most: 3 })]).toEqual([2, 0]);
			expect(await store.readDailyCalls(orgId, '2026-11-21')).toBe(0);
		});

		it('begins anew every day', async () => {
			const { orgId } = aPipeline();
			await take(10, { orgId });
			expect([await take(1, { orgId }), await take(9, { orgId, day: '2026-11-22' })]).toEqual([0, 9]);
		});

		it('grants no more than there is to many who ask at once', async () => {
			const { orgId } = aPipeline();
			const other = await open();
			const granted = await Promise.all(
				Array.from({ length: 8 }, (_, index) =>
					(index % 2 === 0 ? store : other).takeOfDay(orgId, '0051', '2026-11-21', 3, 10),
				),
			);
			await other.close();
			expect(granted.reduce((sum, each) => sum + each, 0)).toBe(10);
		});
	});

	describe('addDailyCalls', () => {
		it('adds up by org and day, also from several connections at once', async () => {
			const { orgId } = aPipeline();
			const other = await open();
			await Promise.all(
				[1, 2, 3, 4, 5, 6].map(async (calls, index) => {
					await (index % 2 === 0 ? store : other).addDailyCalls(orgId, '2026-11-21', calls);
				}),
			);
			await other.close();
			expect(await store.readDailyCalls(orgId, '2026-11-21')).toBe(21);
			expect(await store.readDailyCalls(orgId, '2026-11-22')).toBe(0);
			expect(await store.readDailyCalls(aPipeline().orgId, '2026-11-21')).toBe(0);
		});
	});
}
