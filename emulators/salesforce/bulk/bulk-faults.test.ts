import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { awaitJob, readLines, runJob, startJob } from './test-jobs';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed, bulk: { hardDelete: true, dailyBatches: 2 } });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

function leads(count: number): string {
	return `LastName,Company\n${Array.from({ length: count }, (_, index) => `N${index},Bulk\n`).join('')}`;
}

describe('faults of Bulk jobs', () => {
	it.each(['UploadComplete', 'InProgress'] as const)('keep a job in %s until they are switched off', async (state) => {
		org.faults.set({ jobsStuckIn: state });
		const id = await startJob(client, leads(2));
		const { body: query } = await client.request('POST', 'jobs/query', {
			operation: 'query',
			query: 'SELECT Id FROM Lead',
		});
		for (let polls = 0; polls < 4; polls++) {
			expect((await client.request('GET', `jobs/ingest/${id}`)).body.state).toBe(state);
			expect((await client.request('GET', `jobs/query/${query.id}`)).body.state).toBe(state);
		}
		expect(org.org.count('Lead', { Company: 'Bulk' })).toBe(0);
		org.faults.set({ jobsStuckIn: null });
		expect((await awaitJob(client, `jobs/ingest/${id}`)).state).toBe('JobComplete');
		expect((await awaitJob(client, `jobs/query/${query.id}`)).state).toBe('JobComplete');
	});

	it('fail a job after some batches; what was done stays, the rest is unprocessed', async () => {
		org.faults.set({ failJobsAfterBatches: 1 });
		const { info, successful, failed, unprocessed } = await runJob(client, leads(12_000));
		expect(info).toMatchObject({
			state: 'Failed',
			numberRecordsProcessed: 10_000,
			retries: 20,
			errorMessage: expect.stringContaining('InternalServerError'),
		});
		expect([successful.length, failed.length, unprocessed.length]).toEqual([10_001, 1, 2_001]);
		expect(unprocessed.slice(0, 2)).toEqual(['LastName,Company', 'N10000,Bulk']);
		expect(org.org.count('Lead', { Company: 'Bulk' })).toBe(10_000);
	});

	it('meet locks, in a share of the rows', async () => {
		org.faults.set({ lockErrorPercent: 20 });
		const { info, failed } = await runJob(client, leads(1_000));
		expect(info.numberRecordsFailed).toBeGreaterThan(150);
		expect(info.numberRecordsFailed).toBeLessThan(250);
		expect(failed[1]).toMatch(/^"","UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record/);
	});
});

describe('the work of an ingest job', () => {
	it('gets its share at every poll', async () => {
		const id = await startJob(client, leads(21_000));
		expect((await client.request('GET', `jobs/ingest/${id}`)).body).toMatchObject({
			state: 'InProgress',
			numberRecordsProcessed: 10_000,
		});
		await client.request('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' });
		expect(await awaitJob(client, `jobs/ingest/${id}`)).toMatchObject({
			state: 'Aborted',
			numberRecordsProcessed: 10_000,
		});
		expect(await readLines(client, `jobs/ingest/${id}/unprocessedrecords`)).toHaveLength(11_001);
		expect((await client.request('GET', 'limits')).body.DailyBulkApiBatches).toEqual({ Max: 2, Remaining: 1 });
	});

	it('ends with the batches of the day', async () => {
		const { info } = await runJob(client, leads(20_001));
		expect(info).toMatchObject({
			state: 'Failed',
			numberRecordsProcessed: 20_000,
			errorMessage: expect.stringContaining('ExceededQuota'),
		});
		org.clock.advance(24 * 3_600_000);
		client = await signIn(org);
		expect((await client.request('GET', 'limits')).body.DailyBulkApiBatches.Remaining).toBe(2);
	});

	it('lets other requests through', async () => {
		const id = await startJob(client, leads(20_000));
		const poll = client.request('GET', `jobs/ingest/${id}`);
		let served = 0;
		let isDone = false;
		void poll.then(() => (isDone = true));
		while (!isDone) {
			await client.request('GET', 'limits');
			served++;
		}
		expect(served).toBeGreaterThan(5);
	});

	it('stops when the org is reset', async () => {
		const id = await startJob(client, leads(20_000));
		const poll = client.request('GET', `jobs/ingest/${id}`);
		await client.request('GET', 'limits');
		org.reset();
		await poll;
		expect(org.org.count('Lead', { Company: 'Bulk' })).toBe(0);
	});

	it('answers its results in another order than the upload, and always in the same', async () => {
		const { id, successful } = await runJob(client, leads(300));
		const names = successful.slice(1).map((line) => line.split(',')[2]);
		expect(names).not.toEqual([...names].sort((left, right) => Number(left.slice(1)) - Number(right.slice(1))));
		expect(new Set(names).size).toBe(300);
		expect(await readLines(client, `jobs/ingest/${id}/successfulResults`)).toEqual(successful);
	});

	it('removes records for good with hardDelete', async () => {
		const { info } = await runJob(client, 'Id\n00Q5e0000000001EAA\n', { operation: 'hardDelete' });
		expect(info).toMatchObject({ state: 'JobComplete', numberRecordsFailed: 0 });
		expect(org.org.get('Lead', '00Q5e0000000001EAA')).toBeUndefined();
	});

	it('is no part of a composite request', async () => {
		const { body } = await client.request('POST', 'composite/batch', {
			batchRequests: [{ method: 'GET', url: 'v68.0/jobs/ingest' }],
		});
		expect(body).toMatchObject({ hasErrors: true, results: [{ statusCode: 400 }] });
	});
});

describe('without strict mode', () => {
	it('results keep the order of the upload', async () => {
		const plain = await startTestOrg({ seed: leadOrgSeed, strict: false });
		const { successful } = await runJob(await signIn(plain), leads(50));
		await plain.close();
		expect(successful.slice(1).map((line) => line.split(',')[2])).toEqual(
			Array.from({ length: 50 }, (_, index) => `N${index}`),
		);
	});
});
