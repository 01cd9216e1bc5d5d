import { join } from 'node:path';
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

	it('goes on where it was killed once the lease of the batch has run out, past a batch that is empty by then', async () => {
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

		org.passMinutes(10);
		const early = await org.run(org.template(3));
		expect(summariesOf(early)).toEqual([
			expect.objectContaining({ status: 'Running', batchesNotBegun: 0, batchesInWork: 1, batchesDone: 1 }),
		]);
		expect(org.enriched()).toBe(0);

		org.passMinutes(30);
		const late = await org.run(org.template(3));
		const [summary] = summariesOf(late);
		expect(summary).toMatchObject({
			runId: summariesOf(early)[0].runId,
			status: 'Success',
			counts: { read: 5, written: 3 },
		});
		expect(late.calls).toHaveLength(1);
		expect(org.enriched()).toBe(3);
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
