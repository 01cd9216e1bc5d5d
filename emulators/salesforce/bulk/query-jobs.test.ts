import { leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { awaitJob, readLines } from './test-jobs';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	const number = { object: 'Lead', name: 'Number__c', type: 'double', precision: 18, scale: 4 } as const;
	const seed = { ...leadOrgSeed, customFields: [...leadOrgSeed.customFields!, number] };
	org = await startTestOrg({ seed, bulk: { pageRows: 100, dailyQueryJobs: 5 } });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

async function createQuery(query: string, body: Record<string, unknown> = {}): Promise<string> {
	return (await client.request('POST', 'jobs/query', { operation: 'query', query, ...body })).body.id as string;
}

async function runQuery(query: string, body: Record<string, unknown> = {}): Promise<string> {
	const id = await createQuery(query, body);
	await awaitJob(client, `jobs/query/${id}`);
	return `jobs/query/${id}`;
}

describe('a query job', () => {
	it('is made, polled and counted', async () => {
		const { status, body } = await client.request('POST', 'jobs/query', {
			operation: 'query',
			query: 'select Id from lead',
		});
		expect(status).toBe(200);
		expect(body).toEqual({
			id: expect.stringMatching(/^750\w{15}$/),
			operation: 'query',
			object: 'Lead',
			createdById: '0055e0000000001AAA',
			createdDate: '2026-11-21T16:29:17.000+0000',
			systemModstamp: '2026-11-21T16:29:17.000+0000',
			state: 'UploadComplete',
			concurrencyMode: 'Parallel',
			contentType: 'CSV',
			apiVersion: 68,
			lineEnding: 'LF',
			columnDelimiter: 'COMMA',
		});
		expect((await client.request('GET', `jobs/query/${body.id}`)).body.state).toBe('InProgress');
		expect((await client.request('GET', `jobs/query/${body.id}/results`)).status).toBe(204);
		expect((await client.request('GET', `jobs/query/${body.id}`)).body).toEqual({
			...body,
			state: 'JobComplete',
			jobType: 'V2Query',
			numberRecordsProcessed: 451,
			retries: 0,
			totalProcessingTime: 226,
			isPkChunkingSupported: true,
		});
	});

	it('writes values as Bulk CSV does', async () => {
		org.org.update('Lead', leadId, {
			Title: 'a "b", c',
			AnnualRevenue: 139_000_000,
			NumberOfEmployees: 7,
			DoNotCall: true,
		});
		const path = await runQuery(
			`SELECT Id, Title, Owner.Username, AnnualRevenue, NumberOfEmployees, DoNotCall, Phone, CreatedDate FROM Lead WHERE Id = '${leadId}'`,
		);
		expect(await readLines(client, `${path}/results`)).toEqual([
			'"Id","Title","Owner.Username","AnnualRevenue","NumberOfEmployees","DoNotCall","Phone","CreatedDate"',
			`"${leadId}","a ""b"", c","integration@example.com","1.39E8","7","true","","2026-11-21T16:29:17.000Z"`,
		]);
	});

	it.each([
		[1, '1.0'],
		[0, '0.0'],
		[2.5, '2.5'],
		[-9_999_999, '-9999999.0'],
		[1e7, '1.0E7'],
		[123_456_789.25, '1.2345678925E8'],
		[null, ''],
	])('writes the double %p as %s', async (Number__c, text) => {
		org.org.update('Lead', leadId, { Number__c });
		const path = await runQuery(`SELECT Number__c FROM Lead WHERE Id = '${leadId}'`);
		expect((await readLines(client, `${path}/results`))[1]).toBe(`"${text}"`);
	});

	it('takes another delimiter and line ending', async () => {
		const path = await runQuery(`SELECT Id, Company FROM Lead WHERE Id = '${leadId}'`, {
			columnDelimiter: 'PIPE',
			lineEnding: 'CRLF',
		});
		expect((await client.request('GET', `${path}/results`)).body).toBe(`"Id"|"Company"\r\n"${leadId}"|"Acme"\r\n`);
	});

	it('sees deleted records as queryAll', async () => {
		org.org.delete('Lead', leadId);
		const soql = `SELECT Id, IsDeleted FROM Lead WHERE Id = '${leadId}'`;
		expect(await readLines(client, `${await runQuery(soql)}/results`)).toHaveLength(1);
		expect(await readLines(client, `${await runQuery(soql, { operation: 'queryAll' })}/results`)).toEqual([
			'"Id","IsDeleted"',
			`"${leadId}","true"`,
		]);
	});

	it.each([
		[
			'SELECT COUNT() FROM Lead',
			'Aggregate functions and GROUP BY not supported in Bulk V2 Query with CSV content type',
		],
		[
			'SELECT MAX(CreatedDate) FROM Lead',
			'Aggregate functions and GROUP BY not supported in Bulk V2 Query with CSV content type',
		],
		[
			'SELECT Company FROM Lead GROUP BY Company',
			'Aggregate functions and GROUP BY not supported in Bulk V2 Query with CSV content type',
		],
		['SELECT Id FROM Lead LIMIT 5 OFFSET 5', 'OFFSET not supported in Bulk V2 Query with CSV content type'],
		[
			'SELECT Id, (SELECT Id FROM Contacts) FROM Account',
			'Aggregate Relationships not supported in Bulk V2 Query with CSV content type',
		],
		[
			'SELECT TYPEOF Owner WHEN User THEN Name END FROM Lead',
			'TYPEOF not supported in Bulk V2 Query with CSV content type',
		],
		['SELECT FIELDS(STANDARD) FROM Lead', 'Selecting compound data not supported in Bulk Query'],
		['SELECT Address FROM Lead', 'Selecting compound data not supported in Bulk Query'],
	])('refuses %s', async (query, message) => {
		const { status, body } = await client.request('POST', 'jobs/query', { operation: 'query', query });
		expect([status, body]).toEqual([400, [{ errorCode: 'API_ERROR', message }]]);
	});

	it.each([
		[{ query: 'SELECT Nope FROM Lead' }, 'INVALID_FIELD'],
		[{ query: 'SELECT Id FROM' }, 'MALFORMED_QUERY'],
		[{ query: '' }, 'INVALIDJOB'],
		[{ query: { soql: 'x' } }, 'API_ERROR'],
		[{ operation: 'insert' }, 'INVALIDJOB'],
		[{ operation: undefined }, 'INVALIDJOB'],
		[{ object: 'Lead' }, 'JSON_PARSER_ERROR'],
	])('refuses %j with %s', async (body, errorCode) => {
		const reply = await client.request('POST', 'jobs/query', {
			operation: 'query',
			query: 'SELECT Id FROM Lead',
			...body,
		});
		expect([reply.status, reply.body[0].errorCode]).toEqual([400, errorCode]);
	});

	it('can be aborted before its end and deleted after it', async () => {
		const id = await createQuery('SELECT Id FROM Lead');
		expect((await client.request('DELETE', `jobs/query/${id}`)).body[0].errorCode).toBe('INVALIDJOBSTATE');
		expect((await client.request('PATCH', `jobs/query/${id}`, { state: 'UploadComplete' })).body[0].errorCode).toBe(
			'INVALIDJOBSTATE',
		);
		expect((await client.request('PATCH', `jobs/query/${id}`, { state: 'Aborted' })).body.state).toBe('Aborted');
		expect((await client.request('PATCH', `jobs/query/${id}`, { state: 'Aborted' })).body[0].errorCode).toBe(
			'INVALIDJOBSTATE',
		);
		expect((await client.request('GET', `jobs/query/${id}/results`)).status).toBe(204);
		expect((await client.request('DELETE', `jobs/query/${id}`)).status).toBe(204);
		expect((await client.request('GET', `jobs/query/${id}`)).status).toBe(404);
	});

	it('counts toward the daily query jobs', async () => {
		await createQuery('SELECT Id FROM Lead');
		expect((await client.request('GET', 'limits')).body.DailyBulkV2QueryJobs).toEqual({ Max: 5, Remaining: 4 });
		for (let made = 1; made < 5; made++) await createQuery('SELECT Id FROM Lead');
		const { status, body } = await client.request('POST', 'jobs/query', {
			operation: 'query',
			query: 'SELECT Id FROM Lead',
		});
		expect([status, body[0].errorCode]).toEqual([400, 'EXCEEDEDQUOTA']);
	});
});

describe('the results of a query job', () => {
	it('come in pages, each with a header, until the locator is null', async () => {
		const path = await runQuery('SELECT Id FROM Lead');
		const ids: string[] = [];
		const counts: Array<string | null> = [];
		let locator = '';
		do {
			const reply = await client.request('GET', `${path}/results?maxRecords=200${locator && `&locator=${locator}`}`);
			const [header, ...rows] = reply.body.trimEnd().split('\n');
			expect(header).toBe('"Id"');
			for (const row of rows) ids.push(row);
			counts.push(reply.headers.get('sforce-numberofrecords'));
			locator = reply.headers.get('sforce-locator')!;
		} while (locator !== 'null');
		expect(counts).toEqual(['200', '200', '51']);
		expect(new Set(ids).size).toBe(451);
		expect(ids).not.toEqual([...ids].sort());
	});

	it('stay as they were, page after page, as often as they are read', async () => {
		const path = await runQuery('SELECT Id, Title FROM Lead ORDER BY Id');
		const { headers } = await client.request('GET', `${path}/results`);
		org.org.update('Lead', leadId, { Title: 'later' });
		org.org.delete('Lead', String(org.org.find('Lead', { LastName: 'L150' })[0].Id));
		const again = `${path}/results?locator=${headers.get('sforce-locator')}`;
		const second = await readLines(client, again);
		expect(second).toHaveLength(101);
		expect(await readLines(client, again)).toEqual(second);
		expect((await readLines(client, `${path}/results`))[1]).toBe(`"${leadId}",""`);
	});

	it('are a header alone when nothing was found', async () => {
		const path = await runQuery("SELECT Id FROM Lead WHERE LastName = 'Nobody'");
		const { status, body, headers } = await client.request('GET', `${path}/results`);
		expect([status, body, headers.get('sforce-locator'), headers.get('sforce-numberofrecords')]).toEqual([
			200,
			'"Id"\n',
			'null',
			'0',
		]);
	});

	it.each([
		['locator=zzz', 'INVALID_QUERY_LOCATOR'],
		[`locator=${Buffer.from('451').toString('base64url')}`, 'INVALID_QUERY_LOCATOR'],
		['maxRecords=0', 'INVALID_PARAMETER'],
		['maxRecords=ten', 'INVALID_PARAMETER'],
	])('are refused with %s', async (search, errorCode) => {
		const path = await runQuery('SELECT Id FROM Lead');
		const { status, body } = await client.request('GET', `${path}/results?${search}`);
		expect([status, body[0].errorCode]).toEqual([400, errorCode]);
	});

	it('are for the version that made the job', async () => {
		const path = await runQuery('SELECT Id FROM Lead');
		expect((await client.request('GET', `/services/data/v67.0/${path}/results`)).status).toBe(409);
		expect((await client.request('GET', `/services/data/v67.0/${path}`)).status).toBe(200);
	});

	it('can be fetched in parallel since v58', async () => {
		const path = await runQuery('SELECT Id FROM Lead');
		const { body } = await client.request('GET', `${path}/resultPages`);
		expect(body).toMatchObject({ done: true, nextRecordsUrl: null });
		expect(
			body.resultPages.every((page: { resultUrl: string }) => /\/results\?locator=\w+$/.test(page.resultUrl)),
		).toBe(true);
		const pages = await Promise.all(
			body.resultPages.map((page: { resultUrl: string }) => readLines(client, page.resultUrl)),
		);
		expect(pages.map((page) => page.length)).toEqual([101, 101, 101, 101, 52]);
		expect(new Set(pages.flat()).size).toBe(452);
		expect((await client.request('GET', `/services/data/v57.0/${path}/resultPages`)).status).toBe(404);
	});

	it('are offered five pages at a time', async () => {
		const other = await startTestOrg({ seed: leadOrgSeed, bulk: { pageRows: 50, pollsUntilDone: 1 } });
		const tight = await signIn(other);
		const { body: job } = await tight.request('POST', 'jobs/query', {
			operation: 'query',
			query: 'SELECT Id FROM Lead',
		});
		await tight.request('GET', `jobs/query/${job.id}`);
		const first = (await tight.request('GET', `jobs/query/${job.id}/resultPages`)).body;
		const second = (await tight.request('GET', first.nextRecordsUrl)).body;
		await other.close();
		expect([first.resultPages.length, first.done, second.resultPages.length, second.done]).toEqual([5, false, 5, true]);
	});
});
