import { signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({
		seed: {
			records: {
				Account: [{ Name: 'Acme' }, { Name: 'Acme Import Company' }, { Name: "O'Neil 100%" }],
				Lead: [
					{ LastName: 'Acmeson', Company: 'X', Email: 'a@acme.test', Title: 'Boss' },
					{ LastName: 'Ng', Company: 'Acme', Phone: '+44 20 7946' },
				],
			},
		},
	});
	client = await signIn(org);
});
afterAll(() => org.close());

async function found(path: string, body?: unknown): Promise<string[]> {
	const reply = await client.request(body ? 'POST' : 'GET', path, body);
	return reply.body.searchRecords.map((each: Record<string, unknown>) => each.Name ?? each.Id);
}

const sosl = (text: string) => `search?q=${encodeURIComponent(text)}`;

describe('search', () => {
	it.each([
		['FIND {acme} RETURNING Account(Name)', ['Acme', 'Acme Import Company']],
		['FIND {Acme AND import} RETURNING Account(Id, Name)', ['Acme Import Company']],
		['FIND {"me imp"} RETURNING Account(Name)', ['Acme Import Company']],
		['FIND {ac*com?any} IN ALL FIELDS RETURNING Account(Name)', ['Acme Import Company']],
		["FIND {O'Neil 100%} RETURNING Account(Name)", ["O'Neil 100%"]],
		['find {acme} in name fields returning Lead(Name)', ['Acmeson']],
		['FIND {acme} IN EMAIL FIELDS RETURNING Lead(Name)', ['Acmeson']],
		['FIND {7946} IN PHONE FIELDS RETURNING Lead(Name), Account(Name)', ['Ng']],
		[
			"FIND {acme} RETURNING Lead(Name WHERE Title = 'Boss' LIMIT 5), Account(Name ORDER BY Name DESC) LIMIT 2",
			['Acmeson', 'Acme Import Company'],
		],
	])('%s', async (text, names) => {
		expect((await found(sosl(text))).sort()).toEqual([...names].sort());
	});

	it('returns ids of every object where none is named', async () => {
		expect((await found(sosl('FIND {acme}'))).map((id) => id.slice(0, 3)).sort()).toEqual(['001', '001', '00Q', '00Q']);
	});

	it('answers a bare list to old clients', async () => {
		const { body } = await client.request('GET', `/services/data/v36.0/${sosl('FIND {import} RETURNING Account')}`);
		expect(body).toEqual([
			{
				attributes: { type: 'Account', url: expect.stringContaining('/v36.0/sobjects/Account/001') },
				Id: expect.any(String),
			},
		]);
	});

	it.each([
		['', 'MALFORMED_SEARCH'],
		['FIND acme', 'MALFORMED_SEARCH'],
		['FIND {acme} WITH DATA CATEGORY Geo AT asia', 'MALFORMED_SEARCH'],
		['FIND {acme} IN SOME FIELDS', 'MALFORMED_SEARCH'],
		['FIND {acme OR x} RETURNING Lead', 'MALFORMED_SEARCH'],
		['FIND {acme} RETURNING Lead(toLabel(Status))', 'MALFORMED_SEARCH'],
		['FIND {a*}', 'INVALID_SEARCH'],
		['FIND {acme} RETURNING Foo(Id)', 'INVALID_TYPE'],
		['FIND {acme} RETURNING Lead(Nope)', 'INVALID_FIELD'],
	])('refuses %j with %s', async (text, code) => {
		const { status, body } = await client.request('GET', sosl(text));
		expect([status, body[0].errorCode]).toEqual([400, code]);
	});
});

describe('parameterizedSearch', () => {
	it('takes its parameters from the address', async () => {
		expect(
			await found('parameterizedSearch?q=acme&sobject=Account&Account.fields=Id,Name&Account.limit=1'),
		).toHaveLength(1);
		expect(await found('parameterizedSearch?q=acme&sobject=Lead&sobject=Account&fields=Name&in=NAME')).toHaveLength(3);
	});

	it('takes its parameters from a body', async () => {
		const sobjects = [
			{ name: 'Lead', fields: ['Name'], where: "Title = 'Boss'" },
			{ name: 'Account', limit: 1 },
		];
		expect(
			await found('parameterizedSearch', { q: 'acme', fields: ['Name'], sobjects, in: 'ALL', overallLimit: 10 }),
		).toEqual(['Acmeson', expect.stringContaining('Acme')]);
	});

	it.each([
		['parameterizedSearch?sobject=Lead', undefined],
		['parameterizedSearch?q=acme&dataCategory=x', undefined],
		['parameterizedSearch?q=acme&overallLimit=2001', undefined],
		['parameterizedSearch', { q: 'acme', netScopes: [] }],
	])('refuses %s %j', async (path, body) => {
		const reply = await client.request(body ? 'POST' : 'GET', path, body);
		expect([reply.status, reply.body[0].errorCode]).toEqual([400, 'INVALID_SEARCH']);
	});
});
