import type { RunStatus } from './runs';
import type { Store } from '../store';
import { aPipeline, aRun, inMinutes, noon, someSettings } from './store.builders';

/** What every store does with runs. */
export function testRuns(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('createRun', () => {
		it('keeps every field of a run', async () => {
			const run = aRun({
				kind: 'undo',
				stop: { kind: 'pause', why: 'still going' },
				isJudged: true,
				hadCanary: true,
				executionId: 'execution 1',
				isDryRun: true,
				window: {
					from: inMinutes(-60),
					until: noon,
					stoppedAt: { modifiedAt: inMinutes(-5), afterId: '00Q9' },
				},
				settings: someSettings,
			});
			await store.createRun(run);
			expect(await store.findRun(run.runId)).toEqual(run);
		});

		it('tells by the workflow whether one is under way', async () => {
			const run = aRun({ workflowId: 'a workflow of its own' });
			const isUnderWay = async (pipeline = run.pipeline) =>
				await store.isUnderWay('a workflow of its own', pipeline, run.sObject);
			expect(await isUnderWay()).toBe(false);
			await store.createRun(run);
			expect([await isUnderWay(), await isUnderWay('another')]).toEqual([true, false]);
			await store.closeRun(run.runId, { status: 'Paused', reason: 'no credits' }, noon);
			expect(await isUnderWay()).toBe(false);
		});

		it('refuses a second unfinished run of the pipeline', async () => {
			const run = aRun();
			await store.createRun(run);
			const second = aRun({ orgId: run.orgId });
			await expect(store.createRun(second)).rejects.toMatchObject({ code: 'lease_held' });
			expect(await store.findRun(second.runId)).toBeUndefined();
		});
	});

	describe('createRun of several connections at the same time', () => {
		it('keeps one of the runs', async () => {
			const { orgId } = aPipeline();
			const other = await open();
			const attempts = await Promise.allSettled(
				[store, other, store, other].map(async (each) => await each.createRun(aRun({ orgId }))),
			);
			await other.close();
			const refused = attempts.filter((attempt) => attempt.status === 'rejected');
			expect(refused.map(({ reason }) => reason.code)).toEqual(Array(3).fill('lease_held'));
		});
	});

	describe('findRun', () => {
		it('gives undefined for a run it does not know', async () => {
			expect(await store.findRun('no such run')).toBeUndefined();
		});
	});

	describe('findRunByExecution', () => {
		it('finds the newest run of the execution', async () => {
			const older = aRun({ executionId: 'twice', status: 'Success' });
			const newer = aRun({ executionId: 'twice' });
			await store.createRun(older);
			await store.createRun(newer);
			const found = await store.findRunByExecution('twice');
			expect(found?.runId).toBe(newer.runId);
		});

		it('gives undefined for an execution without a run', async () => {
			expect(await store.findRunByExecution('no such execution')).toBeUndefined();
		});
	});

	describe('findUnfinishedRun', () => {
		it.each<[RunStatus, boolean]>([
			['Running', true],
			['Paused', true],
			['Success', false],
			['Partial Success', false],
			['Failed', false],
			['Stopped', false],
		])('of a run with status %s finds: %s', async (status, isFound) => {
			const run = aRun({ status });
			await store.createRun(run);
			expect((await store.findUnfinishedRun(run)) !== undefined).toBe(isFound);
		});

		it('does not look at other pipelines', async () => {
			const run = aRun();
			await store.createRun(run);
			expect(await store.findUnfinishedRun({ ...run, pipeline: 'daily' })).toBeUndefined();
		});
	});

	describe('resumeRun', () => {
		it('hands the run to another execution, which then finds it, with a lease and settings of its own', async () => {
			const run = aRun({ executionId: 'crashed', workflowId: 'one', status: 'Paused', reason: 'budget' });
			await store.createRun(run);
			await store.resumeRun(run.runId, 'successor', 60_000, someSettings, 'another');
			expect(await store.findRunByExecution('successor')).toEqual({
				...run,
				executionId: 'successor',
				workflowId: 'another',
				leaseMs: 60_000,
				status: 'Running',
				reason: undefined,
				settings: someSettings,
			});
			expect(await store.findRunByExecution('crashed')).toBeUndefined();
		});

		it('leaves nothing of the earlier settings', async () => {
			const run = aRun({ settings: someSettings });
			await store.createRun(run);
			await store.resumeRun(run.runId, 'successor', 60_000, undefined);
			expect((await store.findRun(run.runId))?.settings).toBeUndefined();
		});

		it('refuses a run that has ended', async () => {
			const run = aRun({ status: 'Success' });
			await store.createRun(run);
			await expect(store.resumeRun(run.runId, 'late', 60_000, undefined)).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});

	describe('recordWindow', () => {
		it('replaces the window that was there', async () => {
			const run = aRun({
				window: { from: inMinutes(-60), until: inMinutes(-1), stoppedAt: { modifiedAt: noon } },
			});
			await store.createRun(run);
			await store.recordWindow(run.runId, { until: noon });
			const found = await store.findRun(run.runId);
			expect(found?.window).toEqual({ until: noon });
		});

		it('refuses a run it does not know', async () => {
			await expect(store.recordWindow('no such run', { until: noon })).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});

	describe('stopRun', () => {
		it('notes the first reason on a run that goes on until it is closed', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.stopRun(run.runId, { kind: 'stop', why: 'too many rejected' });
			await store.stopRun(run.runId, { kind: 'stop', why: 'something later' });
			expect(await store.findRun(run.runId)).toMatchObject({
				status: 'Running',
				stop: { kind: 'stop', why: 'too many rejected' },
			});
			await store.resumeRun(run.runId, 'other', 60_000, undefined);
			expect((await store.findRun(run.runId))?.stop).toBeUndefined();
			await store.stopRun(run.runId, { kind: 'pause', why: 'Paused: or so it reads' });
			expect((await store.findRun(run.runId))?.stop).toEqual({ kind: 'pause', why: 'Paused: or so it reads' });
		});

		it('leaves a run alone that has ended', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.closeRun(run.runId, { status: 'Success' }, noon);
			await store.stopRun(run.runId, { kind: 'stop', why: 'too late' });
			expect(await store.findRun(run.runId)).toMatchObject({ status: 'Success', reason: undefined });
		});

		it('throws for a run it does not know', async () => {
			await expect(store.stopRun('no such run', { kind: 'stop', why: 'why' })).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});

	describe('what a run is', () => {
		it('an undo by its kind, whatever its pipeline is called', async () => {
			const undo = aRun({ kind: 'undo' });
			const pipeline = aRun({ runId: 'run-other', pipeline: 'undo everything' });
			await store.createRun(undo);
			await store.createRun(pipeline);
			expect(await store.findRun(undo.runId)).toMatchObject({ kind: 'undo' });
			expect((await store.findRun(pipeline.runId))?.kind).toBeUndefined();
		});

		it('one that had its canary, and one that was judged by its records', async () => {
			const run = aRun();
			await store.createRun(run);
			expect((await store.findRun(run.runId))?.hadCanary).toBeUndefined();
			await store.noteCanary(run.runId);
			await store.closeRun(run.runId, { status: 'Failed', reason: 'None of them, it says', isJudged: true }, noon);
			expect(await store.findRun(run.runId)).toMatchObject({ hadCanary: true, isJudged: true });
			await expect(store.noteCanary('no such run')).rejects.toMatchObject({ code: 'run_not_found' });
		});
	});

	describe('closeRun', () => {
		it('ends a run with status, reason and time', async () => {
			const run = aRun();
			await store.createRun(run);
			expect(await store.closeRun(run.runId, { status: 'Failed', reason: 'no network' }, inMinutes(3))).toBe(true);
			expect(await store.findRun(run.runId)).toEqual({
				...run,
				status: 'Failed',
				reason: 'no network',
				finishedAt: inMinutes(3),
			});
		});

		it('ends it once only and changes nothing the second time', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.closeRun(run.runId, { status: 'Success' }, inMinutes(3));
			expect(await store.closeRun(run.runId, { status: 'Failed', reason: 'late' }, inMinutes(4))).toBe(false);
			expect(await store.findRun(run.runId)).toMatchObject({
				status: 'Success',
				finishedAt: inMinutes(3),
			});
		});

		it('lets one of two connections end it', async () => {
			const run = aRun();
			await store.createRun(run);
			const other = await open();
			const results = await Promise.all([
				store.closeRun(run.runId, { status: 'Success' }, noon),
				other.closeRun(run.runId, { status: 'Success' }, noon),
			]);
			expect(results.sort()).toEqual([false, true]);
			await other.close();
		});

		it('refuses a run it does not know', async () => {
			await expect(store.closeRun('no such run', { status: 'Success' }, noon)).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});
}
