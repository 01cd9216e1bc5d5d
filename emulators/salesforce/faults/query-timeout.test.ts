import type { OrgSeed } from '../org/seed';
import { frozenNow, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(frozenNow.getTime() - days * dayMs).toISOString();

/** A hundred Leads, one a day, so that windows over stamps hold as many rows as days. */
const seed: OrgSeed = {
	records: {
		Account: [{ Name: 'Acme' }],
		Lead: Array.from({ length: 100 }, (_, day) => ({
			LastName: `L${day}`,
			Company: 'Acme',
			CreatedDate: daysAgo(day),
			LastModifiedDate: daysAgo(day),
			SystemModstamp: daysAgo(day),
		})),
	},
};

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
	org.faults.set({ queryTimeout: { object: 'Lead', rows: 40 } });
});
afterAll(() => org.close());

const since = (days: number) => `SystemModstamp >= ${daysAgo(days)}`;

describe('a query that runs for too long', () => {
	it.each([
		['SELECT Id FROM Lead'],
		['SELECT COUNT() FROM Lead'],
		['SELECT COUNT(Id) FROM Lead WHERE IsConverted = false'],
		["SELECT Id FROM Lead WHERE Company = 'Acme' LIMIT 10"],
		['SELECT Id FROM Lead ORDER BY Company LIMIT 10'],
		[`SELECT Id FROM Lead WHERE ${since(60)}`],
		[`SELECT Id FROM Lead WHERE LastModifiedDate < ${daysAgo(90)}`],
		["SELECT Id FROM Lead WHERE Id != '00Q5e0000000001EAA'"],
	])('ends with QUERY_TIMEOUT: %s', async (soql) => {
		const { status, body } = await client.query(soql);
		expect([status, body]).toEqual([
			400,
			[{ message: 'Your query request was running for too long.', errorCode: 'QUERY_TIMEOUT' }],
		]);
	});

	it.each([
		[`SELECT COUNT() FROM Lead WHERE ${since(30)}`],
		[`SELECT Id FROM Lead WHERE ${since(60)} AND SystemModstamp < ${daysAgo(30)} AND Company = 'Acme'`],
		[`SELECT Id FROM Lead WHERE (SystemModstamp = ${daysAgo(20)} AND Id > '00Q5e0000000001EAA') OR ${since(20)}`],
		["SELECT Id FROM Lead WHERE Id > '00Q5e0000000001EAA' AND Id < '00Q5e0000000009EAA'"],
		["SELECT Id FROM Lead WHERE Id IN ('00Q5e0000000001EAA')"],
		['SELECT Id FROM Lead LIMIT 10'],
		['SELECT Id FROM Lead ORDER BY SystemModstamp, Id LIMIT 10'],
		['SELECT Id FROM Account'],
	])('gets through where few rows are looked at: %s', async (soql) => {
		expect((await client.query(soql)).status).toBe(200);
	});

	it('ends with QUERY_TIMEOUT as often as told', async () => {
		org.faults.set({ queryTimeout: { rows: 40, times: 1 } });
		const statuses = [await client.query('SELECT Id FROM Lead'), await client.query('SELECT Id FROM Lead')].map(
			({ status }) => status,
		);
		expect(statuses).toEqual([400, 200]);
	});

	it.each([
		['SELECT Id FROM Lead', { state: 'JobComplete', numberRecordsProcessed: 100 }],
		[
			'SELECT Id FROM Lead ORDER BY Id',
			{ state: 'Failed', errorMessage: 'QUERY_TIMEOUT : Your query request was running for too long.' },
		],
		['SELECT Id FROM Lead LIMIT 10', { state: 'Failed' }],
		[`SELECT Id FROM Lead WHERE ${since(30)} ORDER BY Id`, { state: 'JobComplete' }],
	])('fails as a Bulk job only where ORDER BY or LIMIT keep it whole: %s', async (query, expected) => {
		const { body } = await client.request('POST', 'jobs/query', { operation: 'query', query });
		const states = async () => (await client.request('GET', `jobs/query/${body.id}`)).body;
		let job = await states();
		while (!['JobComplete', 'Failed'].includes(job.state)) job = await states();
		expect(job).toMatchObject(expected);
	});
});

describe('too many requests at once', () => {
	it('answers 403 in the words that tell it from the daily limit, as often as told, and does nothing', async () => {
		org.faults.set({ concurrentRequests: { times: 1, path: 'sobjects' } });
		const create = () => client.request('POST', 'sobjects/Account', { Name: 'New' });
		const refused = await create();
		expect([refused.status, refused.body]).toEqual([
			403,
			[
				{
					message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
					errorCode: 'REQUEST_LIMIT_EXCEEDED',
				},
			],
		]);
		expect(org.org.find('Account', { Name: 'New' })).toHaveLength(0);
		expect((await create()).status).toBe(201);
	});
});
