import { signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({
		seed: {
			customFields: [
				{ object: 'Lead', name: 'Tags__c', type: 'multipicklist', picklistValues: ['A', 'B', 'C'] },
				{ object: 'Lead', name: 'Day__c', type: 'date' },
			],
			records: {
				Account: [
					{ '@ref': 'acme', Name: 'Acme', Industry: 'Energy', AnnualRevenue: 100 },
					{ '@ref': 'beta', Name: 'beta', ParentId: '@acme', AnnualRevenue: 50 },
					{ Name: 'Cyan_1%', Industry: 'Energy' },
				],
				Contact: [
					{ LastName: 'One', AccountId: '@acme', Email: 'one@acme.com' },
					{ LastName: 'Two', AccountId: '@beta' },
					{ LastName: 'Three' },
				],
				Lead: [
					{
						LastName: 'old',
						Company: 'X',
						Tags__c: 'A;B',
						Day__c: '2026-11-21',
						SystemModstamp: '2026-10-01T00:00:00Z',
					},
					{
						LastName: 'new',
						Company: "O'Neil \\ Co",
						Title: 'CTO',
						DoNotCall: true,
						NumberOfEmployees: 7,
						Day__c: '2026-11-20',
					},
				],
			},
		},
	});
	client = await signIn(org);
});
afterAll(() => org.close());

async function names(soql: string, field = 'Name'): Promise<unknown[]> {
	const { status, body } = await client.query(soql);
	if (status !== 200) throw new Error(body[0].message);
	return body.records.map((record: Record<string, unknown>) => record[field]);
}

describe('runQuery', () => {
	it.each([
		["Name = 'ACME'", ['Acme']],
		["Name != 'acme'", ['beta', 'Cyan_1%']],
		["Industry != 'Energy'", ['beta']],
		["Industry NOT IN ('Energy')", ['beta']],
		["Industry IN ('energy', null)", ['Acme', 'beta', 'Cyan_1%']],
		["(NOT Industry = 'Energy')", ['beta']],
		['Industry = null', ['beta']],
		["Industry = ''", ['beta']],
		["Name LIKE '%A'", ['beta']],
		["Name LIKE 'Cyan\\_1\\%'", ['Cyan_1%']],
		["Name LIKE 'C_an%'", ['Cyan_1%']],
		['AnnualRevenue >= 50 AND AnnualRevenue < 100', ['beta']],
		["Parent.Name = 'Acme'", ['beta']],
		['Id IN (SELECT AccountId FROM Contact WHERE Email != null)', ['Acme']],
		['Id NOT IN (SELECT AccountId FROM Contact)', ['Cyan_1%']],
		["Id = '0015e0000000001'", ['Acme']],
		['CreatedDate = TODAY AND CreatedDate <= 2026-11-21T18:29:17+02:00', ['Acme', 'beta', 'Cyan_1%']],
		['CreatedDate < TODAY', []],
		["(Name = 'Acme' AND Industry = 'Energy') OR Name = 'beta'", ['Acme', 'beta']],
		['CALENDAR_YEAR(CreatedDate) = 2026 AND AnnualRevenue > 60', ['Acme']],
	])('finds accounts WHERE %s', async (where, expected) => {
		expect(await names(`SELECT Name FROM Account WHERE ${where} ORDER BY Name`)).toEqual(expected);
	});

	it.each([
		["Tags__c INCLUDES ('B;A')", ['old']],
		["Tags__c INCLUDES ('C', 'A')", ['old']],
		["Tags__c EXCLUDES ('A')", ['new']],
		['DoNotCall = true', ['new']],
		["Company = 'O\\'Neil \\\\ Co'", ['new']],
		['Day__c = YESTERDAY', ['new']],
		['Day__c = 2026-11-21', ['old']],
		['SystemModstamp < LAST_N_DAYS:7', ['old']],
	])('finds leads WHERE %s', async (where, expected) => {
		expect(await names(`SELECT LastName FROM Lead WHERE ${where}`, 'LastName')).toEqual(expected);
	});

	it('answers parents, absent parents and schema casing', async () => {
		const { body } = await client.query(
			'select lastname, account.parent.name, ACCOUNT.NAME from contact order by LastName desc limit 2',
		);
		const url = (type: string, id: string) => ({ type, url: `/services/data/v68.0/sobjects/${type}/${id}` });
		expect(body.records).toEqual([
			{
				attributes: url('Contact', '0035e0000000002AAA'),
				LastName: 'Two',
				Account: {
					attributes: url('Account', '0015e0000000002AAA'),
					Parent: { attributes: url('Account', '0015e0000000001AAA'), Name: 'Acme' },
					Name: 'beta',
				},
			},
			{ attributes: url('Contact', '0035e0000000003AAA'), LastName: 'Three', Account: null },
		]);
	});

	it('answers child subqueries, null where there are no children', async () => {
		const { body } = await client.query('SELECT Name, (SELECT LastName FROM Contacts) FROM Account ORDER BY Name');
		expect(body.records.map((record: { Contacts: unknown }) => record.Contacts)).toEqual([
			expect.objectContaining({ totalSize: 1, done: true, records: [expect.objectContaining({ LastName: 'One' })] }),
			expect.objectContaining({ totalSize: 1 }),
			null,
		]);
	});

	it('groups, names unnamed aggregates and filters groups', async () => {
		const { body } = await client.query(
			'SELECT Industry, COUNT(Id), SUM(AnnualRevenue) total, MAX(CreatedDate) FROM Account GROUP BY Industry HAVING COUNT(Id) > 1',
		);
		expect(body.records).toEqual([
			{
				attributes: { type: 'AggregateResult' },
				Industry: 'Energy',
				expr0: 2,
				total: 100,
				expr1: '2026-11-21T16:29:17.000+0000',
			},
		]);
	});

	it('counts without records', async () => {
		expect((await client.query('SELECT COUNT() FROM Account')).body).toEqual({ totalSize: 3, done: true, records: [] });
	});

	it('sorts nulls first, in both directions, unless told otherwise', async () => {
		const order = (how: string) => names(`SELECT Name FROM Account ORDER BY AnnualRevenue ${how}`);
		expect(await order('')).toEqual(['Cyan_1%', 'beta', 'Acme']);
		expect(await order('DESC')).toEqual(['Cyan_1%', 'Acme', 'beta']);
		expect(await order('DESC NULLS LAST')).toEqual(['Acme', 'beta', 'Cyan_1%']);
	});

	it.each([
		['SELECT Foo FROM Lead', 'INVALID_FIELD', "No such column 'Foo' on entity 'Lead'"],
		['SELECT Foo.Name FROM Lead', 'INVALID_FIELD', "Didn't understand relationship 'Foo'"],
		['SELECT Id FROM Foo', 'INVALID_TYPE', "sObject type 'Foo' is not supported"],
		['SELECT Id, id FROM Lead', 'INVALID_FIELD', 'duplicate field selected: id'],
		[
			'SELECT Id FROM Lead WHERE LastName = 1',
			'INVALID_FIELD',
			'must be of type string and should be enclosed in quotes',
		],
		[
			"SELECT Id FROM Lead WHERE NumberOfEmployees = '1'",
			'INVALID_FIELD',
			'must be of type int and should not be enclosed',
		],
		['SELECT Id FROM Lead WHERE CreatedDate = 2026-11-21', 'INVALID_FIELD', 'must be of type dateTime'],
		['SELECT Id FROM Lead WHERE Day__c = 2026-11-21T00:00:00Z', 'INVALID_FIELD', 'must be of type date'],
		['SELECT Id FROM Lead WHERE Day__c = 2026-02-30', 'MALFORMED_QUERY', 'Invalid date'],
		["SELECT Id FROM Lead WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
		["SELECT Id FROM Lead WHERE Description = 'x'", 'INVALID_FIELD', "field 'Description' can not be filtered"],
		['SELECT Company, COUNT(Id) FROM Lead', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Company'],
		['SELECT COUNT(Id) FROM Lead LIMIT 1', 'MALFORMED_QUERY', 'LIMIT'],
		['SELECT FIELDS(ALL) FROM Lead', 'MALFORMED_QUERY', 'LIMIT'],
		[
			"SELECT Id FROM Account WHERE AnnualRevenue = '1'",
			'INVALID_FIELD',
			"field 'AnnualRevenue' must be of type double and should not be enclosed in quotes",
		],
		[
			"SELECT Id FROM Lead WHERE DoNotCall = 'true'",
			'INVALID_FIELD',
			'must be of type boolean and should not be enclosed in quotes',
		],
		[
			'SELECT (SELECT Id FROM Foos) FROM Account',
			'INVALID_TYPE',
			"ERROR at Row:1:Column:24\nDidn't understand relationship 'Foos' in FROM part of query call.",
		],
		[
			'SELECT Id\nFROM Lead\nWHERE Foo = 1',
			'INVALID_FIELD',
			"\nWHERE Foo = 1\n      ^\nERROR at Row:3:Column:7\nNo such column 'Foo' on entity 'Lead'",
		],
		['SELECT Owner.Fax FROM Lead', 'INVALID_FIELD', "No such column 'Fax' on entity 'Name'"],
		[
			'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) OR Id = null',
			'MALFORMED_QUERY',
			"Semi join sub-selects are not allowed with the 'OR' operator",
		],
		[
			"SELECT Id FROM Account WHERE Name = 'a' AND (Name = 'b' OR (Name = 'c' AND Id IN (SELECT AccountId FROM Contact)))",
			'MALFORMED_QUERY',
			'only allowed at the top level WHERE expressions',
		],
		[
			'SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact)',
			'MALFORMED_QUERY',
			"semi join sub selects can only query id fields, cannot use: 'LastName'",
		],
		[
			'SELECT CreatedDate, COUNT(Id) FROM Account GROUP BY CreatedDate',
			'MALFORMED_QUERY',
			"field 'CreatedDate' can not be grouped in a query call",
		],
		["SELECT Id FROM Lead WHERE LastName = 'a\\_b'", 'MALFORMED_QUERY', 'Invalid string literal'],
	])('refuses %s', async (soql, code, text) => {
		const { status, body } = await client.query(soql);
		expect([status, body[0].errorCode]).toEqual([400, code]);
		expect(body[0].message).toContain(text);
	});

	it('takes a LIMIT beyond any number of records, and long nests of conditions', async () => {
		const where = `${'(NOT '.repeat(40)}Name = 'acme'${')'.repeat(40)}`;
		expect(await names(`SELECT Name FROM Account WHERE ${where} LIMIT 99999999999`)).toEqual(['Acme']);
	});

	it('refuses more parents than Salesforce joins', async () => {
		const paths = ['Owner', 'CreatedBy', 'LastModifiedBy'].flatMap((first) =>
			['Manager', 'CreatedBy', 'LastModifiedBy'].flatMap((second) =>
				['Manager', 'CreatedBy', 'LastModifiedBy'].flatMap((third) =>
					['Manager', 'CreatedBy'].map((last) => `${first}.${second}.${third}.${last}.Name`),
				),
			),
		);
		const { body } = await client.query(`SELECT ${paths.join(', ')} FROM Account`);
		expect(body[0]).toMatchObject({
			errorCode: 'MALFORMED_QUERY',
			message: expect.stringContaining('No more than 55 child-to-parent relationships'),
		});
	});

	it('reads long lists of alternatives', async () => {
		const terms = Array.from({ length: 2_000 }, (_, index) => `Name='n${index}'`).join(' OR ');
		const body = {
			batchRequests: [
				{
					method: 'GET',
					url: `v68.0/query?q=${encodeURIComponent(`SELECT Name FROM Account WHERE ${terms} OR Name='acme'`)}`,
				},
			],
		};
		expect((await client.request('POST', 'composite/batch', body)).body.results[0].result.totalSize).toBe(1);
	});
});
