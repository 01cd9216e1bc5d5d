import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { dieAt, expectBalancedBooks, leadSeed, websiteRule, WriteRun } from './write-org';

const delivery: DeliveryRequest = { now: orgNow, canaryRecords: 0, strategy: 'bulk' };

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		records: { Lead: leadSeed(300) },
		bulk: { batchRows: 100 },
		validationRules: [websiteRule],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

async function stage(field = 'Industry', value: unknown = 'Energy', changes: Parameters<typeof aProposal>[1] = {}) {
	return await run.write(await run.fetch(field, value, changes), { delivery: 'at_finish' });
}

const deliver = (changes: Partial<DeliveryRequest> = {}) =>
	deliverStaged(run.client, run.context, { ...delivery, ...changes });

const uploads = () => org.calls.log.filter(({ method, path }) => method === 'PUT' && path.endsWith('/batches')).length;

describe('a job that goes wrong', () => {
	it('failed in the middle: what it saved counts, what it did not come to is sent again', async () => {
		await stage();
		org.faults.set({ failJobsAfterBatches: 2 });
		const report = await deliver();
		expect(report).toMatchObject({ failed: 0 });
		expect(await run.outcomes()).toEqual({ written: 300 });
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(300);
		// By the org's own log: the job saved two batches, and only the rows of the third were sent once more.
		expect(
			org.calls.log
				.filter(({ method, path }) => method === 'PATCH' && path.includes('/composite'))
				.map(({ records }) => records),
		).toEqual([100]);
	});

	it('failed in the middle with rows that it had refused: they are not sent again', async () => {
		const [first, ...others] = await run.fetch('Website', 'fine.example');
		const refused = {
			...first,
			_enrichment: { ...first._enrichment, proposals: { Website: aProposal('forbidden.example') } },
		};
		await run.write([refused, ...others], { delivery: 'at_finish' });
		org.faults.set({ failJobsAfterBatches: 2 });
		await deliver();
		expect(await run.outcomes()).toEqual({ written: 299, rejected: 1 });
		expect(org.org.count('Lead', { Website: 'fine.example' })).toBe(299);
	});

	it("failed with more rows than are worth sending one by one: they are carried over with the job's reason", async () => {
		await stage();
		org.faults.set({ failJobsAfterBatches: 0 });
		expect(await deliver({ bulkFromRows: 100 })).toMatchObject({ failed: 300 });
		const [settlement] = await run.settlements();
		expect(settlement).toMatchObject({
			outcome: 'failed',
			retryable: true,
			message: expect.stringContaining('Batch failed after 20 retries'),
		});
		expect(new Set((await run.journal()).map(({ status }) => status))).toEqual(new Set(['refused']));
	});

	it('met locks: the rows are sent again in smaller transactions', async () => {
		await stage();
		org.faults.set({ lockErrorPercent: 10 });
		const report = await deliver();
		const saved = org.org.count('Lead', { Industry: 'Energy' });
		expect(report.failed).toBe(300 - saved);
		// One in ten, four times over: hardly one in ten thousand is left.
		expect(saved).toBeGreaterThanOrEqual(298);
	});

	it('lost its session before the upload: the token is renewed and the rows are sent from the start', async () => {
		await stage();
		org.faults.set({ unauthorized: { afterCalls: 2 } });
		await deliver();
		expect(uploads()).toBe(2);
		await expectBalancedBooks(run);
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(300);
	});

	it.each([
		['upload', '/batches$'],
		['close', '/jobs/ingest/[^/]+$'],
	])('lost the reply to its %s: nothing is lost and nothing stays half done', async (_step, path) => {
		await stage();
		org.faults.set({ dropAfterCommit: { times: 1, path } });
		await deliver();
		expect(await run.outcomes()).toEqual({ written: 300 });
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(300);
		const open = (await run.store.readRemoteJobs('run-1')).filter(({ step }) => step !== 'collected');
		expect(open).toEqual([]);
		await expectBalancedBooks(run);
	});
});

describe('a delivery that was killed', () => {
	it.each([
		['before the upload', 'upload', false, 1],
		['after the upload', 'upload', true, 2],
		['before the close', 'close', false, 1],
		['after the close', 'close', true, 1],
		['while waiting', 'find', true, 1],
	] as const)('%s is taken up again', async (_when, method, isAfter, expectedUploads) => {
		await stage();
		await dieAt(run, method, isAfter, deliver);
		await deliver();
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(300);
		expect(await run.outcomes()).toEqual({ written: 300 });
		expect((await run.journal()).every(({ status }) => status === 'written')).toBe(true);
		expect(await run.store.countStagedRows('run-1')).toBe(0);
		expect(uploads()).toBe(expectedUploads);
	});

	it('while it let go of the rows is taken up again, with what was staged since', async () => {
		const items = await run.fetch('Industry', 'Energy');
		await run.write(items.slice(0, 250), { delivery: 'at_finish' });
		const { confirmTogether } = run.store;
		run.store.confirmTogether = async (runId, at) => {
			const [page] = await Array.fromAsync(run.store.readStagedRows(runId, true));
			const ids = page.slice(0, 100).map(({ recordId }) => recordId);
			await run.store.confirmStagedRows(runId, ids, at);
			throw new Error('killed');
		};
		await expect(deliver()).rejects.toThrow('killed');
		run.store.confirmTogether = confirmTogether;
		expect(await run.store.countStagedRows('run-1')).toBe(150);

		await run.write(items.slice(250), { delivery: 'at_finish' });
		await deliver();
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(300);
		expect(await run.outcomes()).toEqual({ written: 300 });
		expect(await run.store.countStagedRows('run-1')).toBe(0);
	});

	it('knows the refused of a job that it picks up', async () => {
		const items = await run.fetch('Industry', 'Energy');
		items[7] = anItem(items[7], { ...items[7]._enrichment, proposals: { Website: aProposal('forbidden.example') } });
		await run.write(items, { delivery: 'at_finish' });
		await dieAt(run, 'find', true, deliver);
		await deliver();
		expect(await run.outcomes()).toEqual({ written: 299, rejected: 1 });
	});
});
