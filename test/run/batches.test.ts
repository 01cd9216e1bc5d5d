import { join } from 'node:path';
import { batchHolder } from '../../core/record/batch';
import type { RunSummary } from '../../core/run/run-summary';
import { summaryFrom } from '../../demo/summary-of';
import type { ProductionRun } from '../engine/workflow-engine';
import { BatchOrg, killedBehindClaim } from './batch-org';

const packFolder = join(__dirname, '..', '..');
let org: BatchOrg;

beforeEach(async () => {
	org = await BatchOrg.open(packFolder, 5);
});

afterEach(() => org.close());

function summariesOf(run: ProductionRun): RunSummary[] {
	return [...run.output('Summary'), ...(run.errorRun?.output('Summary') ?? [])].map(summaryFrom);
}

describe('the scheduled template', () => {
	it('works off two batches, each in an execution of its own, and reports once', async () => {
		const run = await org.run(org.template(3));

		expect(run.error).toBeUndefined();
		expect(run.calls).toHaveLength(2);
		expect(run.calls.map((call) => call.output('Get Next Batch').length)).toEqual([3, 2]);
		const summaries = summariesOf(run);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatchObject({ status: 'Success', counts: { read: 5, written: 5 } });
		expect(org.enriched()).toBe(5);
	});

	it('hands only counts back from a batch', async () => {
		const run = await org.run(org.template(3));

		const [first, second] = run.output('Work on a Batch');
		expect(first).toMatchObject({ status: 'Running', batchesNotBegun: 1, batchesInWork: 0, batchesDone: 1 });
		expect(second).toMatchObject({ batchesNotBegun: 0, batchesInWork: 0, batchesDone: 2 });
		expect(first).not.toHaveProperty('Email');
	});

	it('has planned the calls that it used', async () => {
		const [{ calls }] = summariesOf(await org.run(org.template(3)));

		expect(calls.planned).toBe(calls.used - calls.retries);
	});

	it('reports once that nothing is due', async () => {
		await org.run(org.template(3));

		const run = await org.run(org.template(3));

		expect(run.calls).toHaveLength(0);
		expect(summariesOf(run)).toEqual([expect.objectContaining({ status: 'Success' })]);
	});

	it('refreshes every record once a week, instead of the same ones every night', async () => {
		const nightly = org.template(3, { 'Prepare Batches': { limit: 4 } });
		const read: number[] = [];
		for (const nights of [1, 1, 6, 1, 1, 1]) {
			read.push(summariesOf(await org.run(nightly))[0].counts.read);
			org.passMinutes(nights * 24 * 60);
		}
		// Four of the five fit into a night. A week after their last attempt they are due again, the fifth a night later.
		expect(read).toEqual([4, 1, 0, 4, 1, 0]);
	});

	it('goes on where it was killed once nobody has given a sign of life, past a batch that is empty by then', async () => {
		const killed = await org.run(killedBehindClaim(org.template(3)));
		expect(killed.error).toBe('killed');
		expect(summariesOf(killed)).toEqual([]);
		const [batch] = killed.calls;
		const claimed = batch.output('Get Next Batch').map(({ Id }) => String(Id));
		org.emulator.org
			.rows('Lead')
			.map(({ Id }) => String(Id))
			.filter((id) => !claimed.includes(id))
			.forEach((id) => org.emulator.org.delete('Lead', id));

		org.passMinutes(2);
		const early = await org.run(org.template(3), {}, 'Every Minute');
		expect([early.error, early.calls.length, org.enriched()]).toEqual([undefined, 0, 0]);

		org.passMinutes(2);
		const { runId } = (await org.store.findUnfinishedRun(org.pipeline()))!;
		const late = await org.run(org.template(3), {}, 'Every Minute');
		expect(summariesOf(late)).toEqual([
			expect.objectContaining({ runId, status: 'Success', counts: expect.objectContaining({ read: 5, written: 3 }) }),
		]);
		expect(org.enriched()).toBe(3);
	});

	it('looks every minute, and costs no call while no run is under way', async () => {
		const before = org.emulator.calls.total;
		const run = await org.run(org.template(3), {}, 'Every Minute');
		expect(run.error).toBeUndefined();
		expect(summariesOf(run)).toEqual([]);
		expect(org.emulator.calls.total).toBe(before);
	});

	it('helps with the batches of a run that another worker holds, and leaves the summary to whoever comes last', async () => {
		await org.run(killedBehindClaim(org.template(2)));
		const { runId } = (await org.store.findUnfinishedRun(org.pipeline()))!;
		// As if its first batch were in work on another worker, of which this process knows nothing.
		await org.store.reopenBatches(runId);
		const other = batchHolder('999', 'another worker');
		const taken = await org.store.claimBatch(runId, other, new Date(), 30 * 60_000);

		const helper = await org.run(org.template(2), {}, 'Every Minute');
		expect(helper.error).toBeUndefined();
		expect(summariesOf(helper)).toEqual([]);
		expect(await org.store.countBatches(runId, new Date())).toEqual({ open: 0, claimed: 1, finished: 2 });
		expect(org.enriched()).toBe(3);

		await org.store.finishBatch(runId, taken!.batchId, other);
		org.passMinutes(4);
		const last = await org.run(org.template(2), {}, 'Every Minute');
		expect(summariesOf(last)).toEqual([
			expect.objectContaining({ runId, counts: expect.objectContaining({ read: 5 }) }),
		]);
	});

	it('says nothing where a helper came too late for a batch', async () => {
		await org.run(killedBehindClaim(org.template(3)));
		const { runId } = (await org.store.findUnfinishedRun(org.pipeline()))!;
		await org.store.reopenBatches(runId);
		const other = batchHolder('999', 'another worker');
		await org.store.claimBatch(runId, other, new Date(), 30 * 60_000);
		const template = org.template(3);
		// Whatever it calls finds no batch left.
		const connections = { ...template.connections, 'When a Batch Is Called': { main: [[]] } };
		const helper = await org.run({ ...template, connections }, {}, 'Every Minute');
		expect(helper.output('Start Run')).toEqual([expect.objectContaining({ status: 'joined' })]);
		expect(helper.error).toBeUndefined();
		expect([helper.output('Summary'), helper.errorRun]).toEqual([[], undefined]);
		expect(await org.store.findRun(runId)).toMatchObject({ status: 'Running' });
	});

	it('gives the batch of a broken helper back, and does not end the run that it helped with', async () => {
		await org.run(killedBehindClaim(org.template(2)));
		const { runId } = (await org.store.findUnfinishedRun(org.pipeline()))!;
		await org.store.reopenBatches(runId);
		await org.store.claimBatch(runId, batchHolder('999', 'another worker'), new Date(), 30 * 60_000);

		const broken = org.template(2, { Enrich: { filePath: '/nowhere/companies.csv' } });
		const helper = await org.run(broken, {}, 'Every Minute');
		const [told, ...more] = helper.errorRun?.output('Summary') ?? [];
		expect(told).toMatchObject({ runId, status: 'Running', text: expect.stringContaining('its batch is taken again') });
		expect(more).toEqual([]);
		expect(await org.store.findRun(runId)).toMatchObject({ status: 'Running' });
		expect(await org.store.countBatches(runId, new Date())).toEqual({ open: 2, claimed: 1, finished: 0 });
	});

	it('ends as Failed, once, when a batch breaks, and starts anew the next time', async () => {
		const failed = await org.run(org.template(3, { Enrich: { filePath: '/nowhere/companies.csv' } }));

		expect(summariesOf(failed)).toEqual([
			expect.objectContaining({ status: 'Failed', reason: expect.stringContaining('/nowhere/companies.csv') }),
		]);
		const [next] = summariesOf(await org.run(org.template(3)));
		expect(next).toMatchObject({ status: 'Success', counts: { written: 5 } });
	});

	it('pauses at the daily cap, says so, and goes on with the same run the next day', async () => {
		const capped = org.template(1, { 'Start Run': { startOptions: { maxCallsPerDay: 18 } } });
		const [paused] = summariesOf(await org.run(capped));
		expect(paused).toMatchObject({ status: 'Paused', reason: expect.stringContaining('their own cap is 18') });
		expect(org.enriched()).toBeGreaterThan(0);
		expect(org.enriched()).toBeLessThan(5);
		expect(await org.store.loadWatermark(org.pipeline())).toBeUndefined();

		org.passMinutes(24 * 60);
		const [finished] = summariesOf(await org.run(org.template(1)));
		expect(finished).toMatchObject({ runId: paused.runId, status: 'Success', counts: { read: 5 } });
		expect(org.enriched()).toBe(5);
	});

	it('writes nothing in a dry run', async () => {
		const [summary] = summariesOf(await org.run(org.template(3, { 'Start Run': { dryRun: true } })));

		expect(summary).toMatchObject({ isDryRun: true, counts: { wouldWrite: 5, written: 0 } });
		expect(org.enriched()).toBe(0);
	});
});
