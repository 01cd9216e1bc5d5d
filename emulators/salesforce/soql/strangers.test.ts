import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
	client = await signIn(org);
});
afterAll(() => org.close());

describe('NOT without brackets', () => {
	it.each([
		["SELECT Id FROM Lead WHERE Company = 'Acme' AND NOT Title = 'x'"],
		["SELECT Id FROM Lead WHERE Company = 'Acme' OR NOT Title = 'x'"],
		["SELECT Id FROM Lead WHERE NOT NOT Title = 'x'"],
		["SELECT Id FROM Lead WHERE Company = 'Acme' AND NOT (Title = 'x')"],
	])('is refused behind AND, OR and NOT: %s', async (soql) => {
		const { status, body } = await client.query(soql);
		expect([status, body[0].errorCode]).toEqual([400, 'MALFORMED_QUERY']);
		expect(body[0].message).toMatch(/unexpected token: 'NOT'$/);
	});

	it.each([
		["NOT Title = 'x'"],
		["NOT Title = 'x' AND Company = 'Acme'"],
		["Company = 'Acme' AND (NOT Title = 'x')"],
		["Company NOT IN ('x')"],
		["NOT(NOT(Title = 'x'))"],
	])('is taken at the beginning, in brackets and in NOT IN: %s', async (where) => {
		expect((await client.query(`SELECT COUNT() FROM Lead WHERE ${where}`)).status).toBe(200);
	});
});

describe('COUNT()', () => {
	it.each([
		['SELECT COUNT() c FROM Lead'],
		['SELECT Company, COUNT() FROM Lead GROUP BY Company'],
		['SELECT COUNT(), COUNT(Id) FROM Lead'],
		['SELECT COUNT() FROM Lead GROUP BY Company'],
	])('is refused beside anything else: %s', async (soql) => {
		const { status, body } = await client.query(soql);
		expect([status, body[0].errorCode]).toEqual([400, 'MALFORMED_QUERY']);
	});
});

describe('ORDER BY GROUPING()', () => {
	it.each(['ROLLUP', 'CUBE'])('sorts the totals of %s', async (kind) => {
		const { status, body } = await client.query(
			`SELECT Company, Status, COUNT(Id) n FROM Lead GROUP BY ${kind}(Company, Status) ORDER BY GROUPING(Company) DESC, GROUPING(Status) DESC, Company, Status`,
		);
		expect(status).toBe(200);
		expect(body.records[0]).toMatchObject({ Company: null, Status: null, n: 451 });
		expect(body.records[body.records.length - 1]).toMatchObject({ Company: 'Acme', Status: expect.any(String) });
	});
});

it.each([
	['SELECT Id FROM Lead offset LIMIT 1'],
	['SELECT order.Id FROM Lead order ORDER BY order.Id LIMIT 1'],
	['SELECT COUNT(Id) order FROM Lead'],
	['SELECT COUNT(Id) offset FROM Lead'],
])('OFFSET and ORDER name things where no clause follows: %s', async (soql) => {
	expect((await client.query(soql)).status).toBe(200);
});
it('ORDER BY and OFFSET are still clauses', async () => {
	expect((await client.query('SELECT Id FROM Lead ORDER BY Id LIMIT 2 OFFSET 1')).body.records).toHaveLength(2);
	expect((await client.query('SELECT Id FROM Lead OFFSET 2000')).body.records).toHaveLength(0);
});
