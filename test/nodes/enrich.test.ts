import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Proposal } from '../../core/record/record-item';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

const csv = `name,domain,industry,employees,revenue,country,city,phone,founded
Northwind Traders,northwind.example,Retail,1200,"12,500,000",US,Seattle,+1 555 0100,1998
Contoso Ltd,contoso.example,Technology,35000,,GB,London,,
`;
const ndjson = [
	{ name: 'Northwind Traders', domain: 'northwind.example', industry: 'Retail', employees: 1200 },
	{ name: 'Contoso Ltd', domain: 'contoso.example', industry: 'Technology', employees: 35_000 },
]
	.map((company) => JSON.stringify(company))
	.join('\n');

let org: NodeOrg;
let csvFile: string;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: {
			Account: [changed({ '@ref': 'northwind', Name: 'Northwind', Website: 'https://www.northwind.example/home' })],
			Contact: [changed({ LastName: 'Novak', AccountId: '@northwind' })],
			Lead: [
				changed({ LastName: 'Novak', Company: 'Northwind', Email: 'jana@northwind.example', Industry: 'Energy' }),
				changed({ LastName: 'Okafor', Company: 'CONTOSO, Limited', Email: 'tobe@gmail.com' }),
				changed({ LastName: 'Perez', Company: 'Nobody Knows', Email: 'p@nobody.example' }),
				changed({ LastName: 'Quist', Company: 'n/a' }),
			],
		},
	});
	csvFile = org.writeFile('companies.csv', csv);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function fetchAll(sObject = 'Lead'): Promise<INodeExecutionData[]> {
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters: { sObject } }));
}

async function enrich(parameters: IDataObject = {}, items?: INodeExecutionData[]) {
	const parametersWithFile = { filePath: csvFile, ...parameters };
	return await org.execute(new SalesforceEnrich(), {
		items: items ?? (await fetchAll()),
		parameters: parametersWithFile,
	});
}

async function write(items: INodeExecutionData[]) {
	return await org.execute(new SalesforceBulkWrite(), { items });
}

/** By last name: what is proposed for each field. */
function proposed(outputs: Array<Array<Record<string, unknown>>>): Record<string, Record<string, unknown>> {
	const valuesOf = (proposals: Readonly<Record<string, Proposal>> = {}) =>
		Object.fromEntries(Object.entries(proposals).map(([field, { value }]) => [field, value]));
	return Object.fromEntries(outputs[0].map((json) => [json.LastName, valuesOf(enrichmentOf(json).proposals)]));
}

const outcomes = (outputs: Array<Array<Record<string, unknown>>>) =>
	outputs[0].map((json) => enrichmentOf(json).outcome);

describe('reference data', () => {
	it('is read from a CSV file and matched by domain, then by company name', async () => {
		const { outputs } = await enrich();
		expect(outcomes(outputs)).toEqual(['matched', 'matched', 'no_match', 'invalid_input']);
		expect(outputs[0].map((json) => enrichmentOf(json).confidence)).toEqual([0.98, 0.85, undefined, undefined]);
		expect(enrichmentOf(outputs[0][0]).message).toContain('matched on domain');
		expect(enrichmentOf(outputs[0][3]).message).toContain('Email is blank');
	});

	it('says the same from an NDJSON file', async () => {
		const { outputs } = await enrich({ filePath: org.writeFile('companies.ndjson', ndjson) });
		expect(proposed(outputs)).toMatchObject({
			Novak: { NumberOfEmployees: 1200 },
			Okafor: { Industry: 'Technology', NumberOfEmployees: 35_000 },
		});
	});

	it('tells in the editor what it left out of the file', async () => {
		const twice = `${csv}Northwind again,northwind.example,Retail,1,,US,,,\n`;
		const { hints } = await enrich({ filePath: org.writeFile('twice.csv', twice) });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^4 in: 2 matched, 1 unknown, 1 with nothing to match on; 11 values suggested: Website 2/),
			expect.stringContaining('repeat the domain of an earlier row (1)'),
		]);
	});

	it.each([
		['a row of the wrong length', 'name,domain\nAcme,acme.example,extra\n', /faulty\.csv", line 2/],
		['no column to match on', 'title,city\nAcme,Paris\n', /no column "domain" and no column "name"/],
		['an empty file', '', /the file is empty/],
		['a line that is no JSON', '{"name":"Acme"}\n{oops}\n', /line 2/],
	])('refuses %s, naming the place', async (_fault, text, message) => {
		const error = await errorOf(enrich({ filePath: org.writeFile('faulty.csv', text) }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
			description: expect.stringContaining('Correct the file'),
		});
	});
});

describe('the preset', () => {
	it('fills what is blank on a Lead and leaves what is there', async () => {
		const { outputs } = await enrich();
		expect(proposed(outputs).Novak).toEqual({
			Website: 'northwind.example',
			NumberOfEmployees: 1200,
			AnnualRevenue: 12_500_000,
			Country: 'US',
			City: 'Seattle',
			Phone: '+1 555 0100',
		});
	});

	it('finds a Contact by its Account and proposes no company fields for it', async () => {
		const { outputs } = await enrich({}, await fetchAll('Contact'));
		expect(proposed(outputs).Novak).toEqual({ MailingCountry: 'US', Phone: '+1 555 0100' });
	});

	it.each(['Lead', 'Contact', 'Account'])('proposes for %s only what Salesforce takes', async (sObject) => {
		const written = await write(itemsOf(await enrich({}, await fetchAll(sObject))));
		expect(written.outputs[1]).toEqual([]);
		expect(enrichmentOf(written.outputs[0][0]).outcome).toBe('written');
	});

	it('proposes nothing below the minimum confidence', async () => {
		const { outputs } = await enrich({ minConfidence: 0.9 });
		expect(outcomes(outputs).slice(0, 2)).toEqual(['matched', 'low_confidence']);
		expect(proposed(outputs).Okafor).toEqual({});
	});

	it("is missing for an object of one's own, and says what to do instead", async () => {
		const error = await errorOf(enrich({ sObject: 'other', otherSObject: 'Partner__c' }, [{ json: { Id: 'a00' } }]));
		expect(error).toMatchObject({
			message: expect.stringContaining('no preset'),
			description: expect.stringContaining('yourself'),
		});
	});
});

describe('a mapping made by hand', () => {
	const rows = [
		{ source: 'industry', target: 'Industry', policy: 'always', minConfidence: 0.9 },
		{ source: 'employees', target: 'NumberOfEmployees', policy: 'fill_blank', minConfidence: 0.5 },
		{ source: 'city', target: 'City', policy: 'fill_blank', minConfidence: 0.9 },
	];

	it('proposes by the rows, each with its own policy and confidence', async () => {
		const { outputs } = await enrich({ mapping: 'define', mappings: { rows } });
		expect(proposed(outputs)).toMatchObject({
			Novak: { Industry: 'Retail', NumberOfEmployees: 1200, City: 'Seattle' },
			Okafor: { NumberOfEmployees: 35_000 },
		});
		expect(Object.keys(proposed(outputs).Okafor)).toEqual(['NumberOfEmployees']);
	});

	it('ends in Salesforce as the policies say', async () => {
		const fill = rows.map((row) => ({ ...row, policy: 'fill_blank' }));
		await write(itemsOf(await enrich({ mapping: 'define', mappings: { rows: fill } })));
		expect(org.find('Lead', 'LastName', 'Novak')).toMatchObject({ Industry: 'Energy', NumberOfEmployees: 1200 });

		org.passMinutes(15);
		await write(itemsOf(await enrich({ mapping: 'define', mappings: { rows }, skipUnchanged: false })));
		expect(org.find('Lead', 'LastName', 'Novak')).toMatchObject({ Industry: 'Retail', NumberOfEmployees: 1200 });
	});

	it('matches on the fields named by hand', async () => {
		const { outputs } = await enrich({ matchOn: 'fields', matchFields: { company: 'Company' } });
		expect(outcomes(outputs)).toEqual(['no_match', 'matched', 'no_match', 'invalid_input']);
	});

	it('refuses a mapping that reads nothing the provider has, naming what it has', async () => {
		const useless = [{ source: 'headcount', target: 'NumberOfEmployees', policy: 'always', minConfidence: 0 }];
		const error = await errorOf(enrich({ mapping: 'define', mappings: { rows: useless } }));
		expect(error).toMatchObject({
			message: expect.stringContaining('headcount'),
			description: expect.stringContaining('employees'),
		});
	});

	it('refuses a mapping without rows', async () => {
		await expect(enrich({ mapping: 'define', mappings: {} })).rejects.toThrow('No mapping reads an attribute');
	});
});

describe('Skip Unchanged', () => {
	/** One round of the workflow, a quarter of an hour after the last one. */
	async function round(parameters: IDataObject = {}, sObject = 'Lead') {
		const enriched = await enrich(parameters, await fetchAll(sObject));
		await write(itemsOf(enriched));
		org.passMinutes(15);
		return outcomes(enriched.outputs);
	}

	it('leaves records alone whose inputs are those of their last enrichment, the misses too', async () => {
		await round();
		expect(await round()).toEqual(['skipped_unchanged', 'skipped_unchanged', 'skipped_unchanged', 'invalid_input']);
	});

	it.each(['Contact', 'Account'])(
		'knows %s again, although it filled in some of the inputs itself',
		async (sObject) => {
			expect(await round({}, sObject)).toEqual(['matched']);
			expect(await round({}, sObject)).toEqual(['skipped_unchanged']);
		},
	);

	it('asks again once an input was changed', async () => {
		await round();
		const perez = org.find('Lead', 'LastName', 'Perez');
		org.emulator.org.update('Lead', String(perez.Id), { Email: 'p@contoso.example' });
		org.passMinutes(15);
		const again = await enrich();
		expect(
			again.outputs[0].filter((json) => enrichmentOf(json).outcome === 'matched').map((json) => json.LastName),
		).toEqual(['Perez']);
	});

	it('asks again every time when it is off, but not for a record that has every value', async () => {
		await round({ skipUnchanged: false });
		const again = await round({ skipUnchanged: false });
		expect(again).toEqual(['skipped_unchanged', 'matched', 'no_match', 'invalid_input']);
	});
});

it('keeps number, order and pairing of the items', async () => {
	const items = await fetchAll();
	const { outputs, items: enriched } = await enrich({}, items);
	expect(outputs[0].map((json) => json.Id)).toEqual(items.map(({ json }) => json.Id));
	expect(enriched[0].map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
});

it('asks Salesforce for nothing', async () => {
	const items = await fetchAll();
	org.emulator.calls.clear();
	await enrich({}, items);
	expect(org.emulator.calls.log).toEqual([]);
});
