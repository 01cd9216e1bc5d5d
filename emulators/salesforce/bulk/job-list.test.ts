import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { createJob } from './test-jobs';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
	client = await signIn(org);
	await createJob(client);
	await createJob(client, { object: 'Account' });
	await client.request('POST', 'jobs/query', { operation: 'query', query: 'SELECT Id FROM Contact' });
});
afterAll(() => org.close());

async function objects(path: string): Promise<string[]> {
	const { body } = await client.request('GET', path);
	return body.records.map((each: { object: string }) => each.object);
}

describe('the list of jobs', () => {
	it.each([
		['jobs/ingest', ['Lead', 'Account']],
		['jobs/query', ['Contact']],
		['jobs/query?jobType=V2Ingest', ['Lead', 'Account']],
		['jobs/ingest?jobType=V2Query', ['Contact']],
		['jobs/ingest?jobType=Classic', []],
		['jobs/ingest?isPkChunkingEnabled=true', []],
		['jobs/ingest?isPkChunkingEnabled=false', ['Lead', 'Account']],
		['jobs/query?concurrencyMode=serial', []],
		['jobs/query?concurrencyMode=parallel', ['Contact']],
	])('%s holds %j', async (path, expected) => {
		expect(await objects(path)).toEqual(expected);
	});

	it('shows each job without its counters', async () => {
		const { body } = await client.request('GET', 'jobs/query');
		expect(body).toMatchObject({
			done: true,
			nextRecordsUrl: null,
			records: [{ jobType: 'V2Query', state: 'UploadComplete', apiVersion: 68 }],
		});
		expect(body.records[0]).not.toHaveProperty('retries');
	});

	it.each(['jobType=Foo', 'concurrencyMode=fast', 'queryLocator=x', 'queryLocator=01g5e0000000001-9'])(
		'refuses %s',
		async (search) => {
			expect((await client.request('GET', `jobs/ingest?${search}`)).status).toBe(400);
		},
	);

	it('comes in pages of a thousand', async () => {
		for (let made = 0; made < 999; made++) await createJob(client);
		const first = (await client.request('GET', 'jobs/ingest?isPkChunkingEnabled=false')).body;
		expect([first.records.length, first.done]).toEqual([1_000, false]);
		expect(first.nextRecordsUrl).toMatch(
			/^\/services\/data\/v68\.0\/jobs\/ingest\?isPkChunkingEnabled=false&queryLocator=/,
		);
		expect((await client.request('GET', first.nextRecordsUrl)).body).toMatchObject({
			done: true,
			records: [{ object: 'Lead' }],
		});
	});
});
