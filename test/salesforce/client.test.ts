import { toRecordId } from '../../core/record/identity';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect, demoCredentials, impatient, orgNow, startEnrichmentOrg } from './enrichment-org';

const someLeads = Array.from({ length: 2_300 }, (_, index) => ({ LastName: `L${index}`, Company: 'Acme' }));
const otherOwner = '0055e0000000003AAA';

let org: SalesforceEmulator;
let client: SalesforceClient;
let ids: string[];
beforeAll(async () => {
	org = await startEnrichmentOrg({
		records: { Lead: someLeads },
		assignmentRules: [{ object: 'Lead', ownerId: otherOwner }],
		validationRules: [
			{ object: 'Lead', field: 'Title', when: { field: 'Title', op: '=', value: 'Bad' }, message: 'No bad titles' },
		],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connect(org);
	ids = org.org.rows('Lead').map((lead) => String(lead.Id));
});

describe('query', () => {
	it('asks for a page only when it is wanted', async () => {
		const pages = client.query('SELECT Id FROM Lead ORDER BY Id')[Symbol.asyncIterator]();
		const first = await pages.next();
		expect(first.value).toMatchObject({ totalSize: 2_300 });
		expect(client.calls.byKind.query).toBe(1);
		const second = await pages.next();
		expect([first, second].flatMap((page) => page.value.records.map(({ Id }: { Id: string }) => Id))).toEqual(ids);
		expect((await pages.next()).done).toBe(true);
		expect(client.calls.byKind.query).toBe(2);
	});

	it('repeats a page that met a service fault, and counts the repeat', async () => {
		org.faults.unavailable(2, /query/);
		const page = await client.query('SELECT Id FROM Lead LIMIT 1')[Symbol.asyncIterator]().next();
		expect(page.value.records).toHaveLength(1);
		expect(client.calls.now()).toEqual({ used: 2 + 3, retries: 2 });
	});

	it('sends in a body what is too long for a URL, and reads on by pages', async () => {
		const names = Array.from({ length: 2_300 }, (_, index) => `'L${index}'`);
		const soql = `SELECT LastName FROM Lead WHERE LastName IN (${names.join(',')}) ORDER BY Id`;
		const pages = await Array.fromAsync(client.query(soql));
		expect(pages.map(({ totalSize, records }) => [totalSize, records.length])).toEqual([
			[2_300, 2_000],
			[2_300, 300],
		]);
		expect(org.calls.log.slice(-2).map(({ method }) => method)).toEqual(['POST', 'GET']);
		expect(client.calls.byKind.query).toBe(2);
	});

	it('refuses a statement that no way of sending makes short enough', async () => {
		const soql = `SELECT Id FROM Lead WHERE LastName = '${'x'.repeat(100_000)}'`;
		await expect(Array.fromAsync(client.query(soql))).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringContaining('on Lead is 1000'),
		});
		expect(client.calls.byKind.query).toBeUndefined();
	});

	it('names the column that is missing, also of a query in a body', async () => {
		const soql = `SELECT Nope__c FROM Lead WHERE LastName IN (${ids.map((id) => `'${id}'`).join(',')})`;
		await expect(Array.fromAsync(client.query(soql))).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Nope__c'),
		});
	});

	it('names the column that is missing', async () => {
		const page = client.query('SELECT Nope__c FROM Lead')[Symbol.asyncIterator]().next();
		await expect(page).rejects.toMatchObject({ code: 'missing_field', message: expect.stringContaining('Nope__c') });
	});

	it('stops before the next call once it is canceled', async () => {
		const controller = new AbortController();
		const pages = client.query('SELECT Id FROM Lead', controller.signal)[Symbol.asyncIterator]();
		await pages.next();
		controller.abort();
		await expect(pages.next()).rejects.toMatchObject({ code: 'canceled' });
		expect(client.calls.byKind.query).toBe(1);
	});
});

describe('describe', () => {
	it('says that there is no such object', async () => {
		await expect(client.describe('Nope__c')).rejects.toMatchObject({ code: 'invalid_parameter' });
	});
});

describe('retrieve', () => {
	it('gives records in the order of the ids, and nothing for a deleted one', async () => {
		org.org.delete('Lead', ids[1]);
		const records = await client.retrieve('Lead', [ids[2], ids[1], ids[0].slice(0, 15)].map(toRecordId), ['LastName']);
		expect(records.map((record) => record?.Id)).toEqual([ids[2], undefined, ids[0]]);
	});
});

describe('update', () => {
	it('writes 1,000 rows in one call and answers in their order', async () => {
		const rows = ids.slice(0, 1_000).map((Id, index) => ({ Id, Title: index === 450 ? 'Bad' : `T${index}` }));
		const results = await client.update('Lead', rows);
		expect(client.calls.byKind.write).toBe(1);
		expect(results.map((result) => result.status === 'saved' && result.id)).toEqual(
			rows.map(({ Id }, index) => index !== 450 && Id),
		);
		expect(results[450]).toEqual({
			status: 'refused',
			errors: [
				{ code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No bad titles', fields: ['Title'], retryable: false },
			],
		});
	});

	it.each([
		['a collection', 2],
		['a composite', 201],
	])('leaves the owner alone in %s unless assignment is asked for', async (_name, count) => {
		const rows = ids.slice(0, count).map((Id) => ({ Id, Title: 'CTO' }));
		await client.update('Lead', rows);
		expect(org.org.count('Lead', { OwnerId: otherOwner })).toBe(0);
		await client.update('Lead', rows, { autoAssign: true });
		expect(org.org.count('Lead', { OwnerId: otherOwner })).toBe(count);
	});

	it('does not send again when the reply was lost', async () => {
		org.faults.dropAfterCommit(1);
		const [result] = await client.update('Lead', [{ Id: ids[0], Title: 'CTO' }]);
		expect(result).toMatchObject({ status: 'unknown' });
		expect(client.calls.byKind.write).toBe(1);
		expect(org.org.get('Lead', ids[0])).toMatchObject({ Title: 'CTO' });
	});

	it('refuses more rows than fit into one call', async () => {
		const rows = ids.slice(0, 1_001).map((Id) => ({ Id, Title: 'CTO' }));
		await expect(client.update('Lead', rows)).rejects.toMatchObject({ code: 'invalid_parameter' });
		expect(client.calls.byKind.write).toBeUndefined();
	});
});

describe('fetchLatestDateCovered', () => {
	it('gives the minute up to which changes are complete', async () => {
		expect(await client.fetchLatestDateCovered('Lead')).toEqual(new Date('2026-11-21T16:29:00.000Z'));
	});
});

describe('fetchDailyAllowance', () => {
	it('tells what the org may still use', async () => {
		expect(await client.fetchDailyAllowance()).toEqual({ max: 100_000, remaining: 100_000 - org.calls.used });
	});
});

describe('knownAllowance', () => {
	it('tells for no call what the newest reply said, to every client of the session', async () => {
		const sessions = new SessionCache(() => orgNow);
		const first = await connect(org, sessions);
		const second = await connect(org, sessions);
		await first.describe('Lead');
		expect(first.knownAllowance()).toEqual({ max: 100_000, remaining: 100_000 - org.calls.used });
		await Array.fromAsync(first.query('SELECT Id FROM Lead LIMIT 1'));
		expect(second.knownAllowance()).toEqual({ max: 100_000, remaining: 100_000 - org.calls.used });
	});

	it('is told by bulk calls too', async () => {
		const patient = await connectSalesforce(demoCredentials(org.url), new SessionCache(() => orgNow), undefined, {
			...impatient,
			wait: async () => undefined,
		});
		for await (const _rows of patient.queryInBulk('SELECT Id FROM Lead LIMIT 1')) {
			expect(patient.knownAllowance()).toEqual({ max: 100_000, remaining: 100_000 - org.calls.used });
		}
		expect(patient.calls.byKind.bulkResults).toBe(1);
	});
});

describe('a server that misbehaves', () => {
	let server: Server;
	afterEach(() => server.close());

	async function connectTo(answer: (url: string) => { status: number; body: string; cut?: boolean }) {
		server = createServer((request, response) => {
			const url = request.url ?? '';
			const { status, body, cut } = url.includes('/oauth2/') ? { status: 200, body: token(), cut: false } : answer(url);
			response.writeHead(status, { 'content-type': 'application/json', ...(cut && { 'content-length': '999' }) });
			response.write(body);
			if (cut) setTimeout(() => response.destroy(), 5);
			else response.end();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = address();
		return await connectSalesforce(demoCredentials(url), new SessionCache(() => orgNow), undefined, impatient);
	}

	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const token = () =>
		JSON.stringify({
			access_token: 'a!b',
			instance_url: address(),
			id: `${address()}/id/00D5e00000PRODUEAK/0055e0000000001AAA`,
		});
	const organization = JSON.stringify({ records: [{ Id: '00D5e00000PRODU', Name: 'Acme', IsSandbox: false }] });
	const orgOr = (other: { status: number; body: string; cut?: boolean }) => (url: string) =>
		url.includes('Organization') ? { status: 200, body: organization } : other;

	it('gives up after one new login when every token is refused', async () => {
		const refusal = JSON.stringify([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]);
		const refused = await connectTo(orgOr({ status: 401, body: refusal }));
		await expect(refused.describe('Lead')).rejects.toMatchObject({ code: 'auth_failed' });
		expect(refused.calls.byKind).toEqual({ login: 2, org: 1, describe: 2 });
	});

	it('outlives a connection that breaks within a reply', async () => {
		const broken = await connectTo(orgOr({ status: 200, body: '{"a":1', cut: true }));
		await expect(broken.describe('Lead')).rejects.toMatchObject({ code: 'salesforce_unavailable', retryable: true });
		expect(broken.calls.byKind.describe).toBe(3);
		expect(await broken.update('Lead', [{ Id: '00Q5e0000000001EAA' }])).toEqual([
			{ status: 'unknown', reason: expect.any(String), isPending: true },
		]);
	});

	it('says that the allowance is used up', async () => {
		const body = JSON.stringify([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]);
		const limited = await connectTo(orgOr({ status: 403, body }));
		await expect(limited.describe('Lead')).rejects.toMatchObject({ code: 'request_limit_exceeded', retryable: true });
		expect(limited.calls.byKind.describe).toBe(1);
	});
});
