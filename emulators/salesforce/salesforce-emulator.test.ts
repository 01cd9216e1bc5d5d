import { frozenNow, leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from './test-org';
import type { SalesforceEmulator } from './salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({
		seed: leadOrgSeed,
		org: { kind: 'sandbox', dailyApiRequests: 1_000, dailyApiRequestsUsed: 10 },
	});
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('replies', () => {
	it('carry the org clock, the API usage and Salesforce errors', async () => {
		const { headers } = await client.request('GET', 'limits');
		expect(headers.get('date')).toBe('Sat, 21 Nov 2026 16:29:17 GMT');
		expect(headers.get('sforce-limit-info')).toBe('api-usage=11/1000');
		expect((await client.request('GET', '/services/data')).headers.get('sforce-limit-info')).toBeNull();
	});

	it.each([
		['GET', 'sobjects/Foo/describe', 404, 'NOT_FOUND'],
		['GET', 'chatter/feeds', 404, 'NOT_FOUND'],
		['GET', '//services/data/v30.0/limits', 410, 'UNSUPPORTED_API_VERSION'],
		['GET', '//services//data/v69.0/limits', 404, 'NOT_FOUND'],
		['PUT', 'sobjects/Lead', 405, 'METHOD_NOT_ALLOWED'],
		['GET', 'query', 400, 'MALFORMED_QUERY'],
		['GET', 'query/0r8000000000000AAA-2000', 400, 'INVALID_QUERY_LOCATOR'],
		['GET', `query?q=${'x'.repeat(17_000)}`, 414, 'URI_TOO_LONG'],
		['GET', 'sobjects/Lead/00Q5e00000ZZZZZ', 404, 'NOT_FOUND'],
		['POST', 'sobjects/Lead', 400, 'JSON_PARSER_ERROR'],
	])('%s %s answers %i %s', async (method, path, status, code) => {
		const reply = await client.request(method, path);
		expect([reply.status, reply.body[0].errorCode]).toEqual([status, code]);
	});

	it('refuse calls beyond the daily allowance', async () => {
		const tight = await startTestOrg({ org: { kind: 'production', dailyApiRequests: 1 } });
		const other = await signIn(tight);
		expect((await other.request('GET', 'limits')).body.DailyApiRequests).toEqual({ Max: 1, Remaining: 0 });
		const reply = await other.request('GET', 'limits');
		await tight.close();
		expect([reply.status, reply.body]).toEqual([
			403,
			[{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
		]);
	});
});

describe('query paging', () => {
	it('follows nextRecordsUrl through a result that keeps its records while they change', async () => {
		const first = await client.query('SELECT Id, Title FROM Lead', { 'Sforce-Query-Options': 'batchSize=200' });
		org.org.update('Lead', leadId, { Title: 'later' });
		const second = await client.request('GET', first.body.nextRecordsUrl);
		const third = await client.request('GET', second.body.nextRecordsUrl);
		const pages = [first, second, third].map((page) => page.body);
		expect(pages.map((page) => [page.totalSize, page.done, page.records.length])).toEqual([
			[451, false, 200],
			[451, false, 200],
			[451, true, 51],
		]);
		const records = pages.flatMap((page) => page.records);
		expect(new Set(records.map((record) => record.Id)).size).toBe(451);
		expect(org.calls.byKind).toEqual({ token: 1, query: 1, queryMore: 2 });
	});

	it('shows no dependable order where none was asked for', async () => {
		const order = async () =>
			(await client.query('SELECT Id FROM Lead ORDER BY Company')).body.records.map((each: { Id: string }) => each.Id);
		expect(await order()).not.toEqual(await order());
	});
});

describe('snapshot and restore', () => {
	it('bring data back, deleted and created records too', async () => {
		const snapshot = org.snapshot();
		org.org.update('Lead', leadId, { Title: 'changed' });
		org.org.delete('Account', '0015e0000000001AAA');
		const id = org.org.insert('Lead', { LastName: 'New', Company: 'X' });
		org.restore(snapshot);
		expect([org.org.get('Lead', leadId)?.Title, org.org.count('Contact'), org.org.get('Lead', id)]).toEqual([
			null,
			1,
			undefined,
		]);
		expect(org.org.insert('Lead', { LastName: 'New', Company: 'X' })).toBe(id);
	});
});

describe('faults', () => {
	it('answer 503 for as long as told', async () => {
		org.faults.unavailable(1, /limits/);
		expect((await client.query('SELECT Id FROM Account')).status).toBe(200);
		expect((await client.request('GET', 'limits')).status).toBe(503);
		expect((await client.request('GET', 'limits')).status).toBe(200);
	});

	it('carry a write out and cut the connection', async () => {
		await client.request('POST', '/__control/faults', { dropAfterCommit: 1 });
		await expect(client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'kept' })).rejects.toThrow();
		expect(org.org.get('Lead', leadId)?.Title).toBe('kept');
	});
});

describe('the call log', () => {
	it('holds no token, secret or sign-in parameter', async () => {
		await client.query("SELECT Id FROM Lead WHERE LastName = 'L1'");
		const text = JSON.stringify(org.calls.log);
		expect(text).not.toMatch(/Bearer|demo-secret|!AQ/);
		expect(org.calls.log[1]).toMatchObject({
			kind: 'query',
			status: 200,
			records: 1,
			apiCalls: 1,
			at: frozenNow.toISOString(),
		});
	});
});
