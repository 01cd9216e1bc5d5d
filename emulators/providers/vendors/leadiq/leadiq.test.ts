import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const key = { Authorization: `Basic ${Buffer.from('emulator-key:').toString('base64')}` };
const people = `query ($input: SearchPeopleInput!) {
	searchPeople(input: $input) { totalResults results { name { fullName } currentPositions { title emails { value status } } } }
}`;

let providers: ProvidersEmulator;
let url: string;
beforeAll(async () => {
	providers = await startTestProviders();
	url = `${providers.urls.leadiq}/graphql`;
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const search = (input: unknown, query = people): Promise<Seen> => ask(url, key, { query, variables: { input } });

describe('LeadIQ', () => {
	it('answers what is selected, and charges by it', async () => {
		const { body } = await search({ email: 'ada@acme-rockets.example' });
		expect(body.data.searchPeople).toEqual({
			totalResults: 1,
			results: [
				{
					name: { fullName: 'Ada Byron' },
					currentPositions: [
						{ title: 'VP Sales', emails: [{ value: 'ada@acme-rockets.example', status: 'Verified' }] },
					],
				},
			],
		});
		expect(providers.charged('leadiq')).toEqual({ credits: 1_100 });
	});

	it('has lists of social profiles and of education, which may be empty', async () => {
		const query = `query ($input: SearchPeopleInput!) {
			searchPeople(input: $input) { results { profiles { network url } education { name } } }
		}`;
		const { body } = await search({ email: 'ada@acme-rockets.example' }, query);
		expect(body.data.searchPeople.results).toEqual([{ profiles: [], education: [] }]);
	});

	it('charges phones and companies where they are selected, also through fragments', async () => {
		const query = `query ($input: SearchPeopleInput!) { searchPeople(input: $input) { results { ...all } } }
			fragment all on PersonRecord { personalPhones { value } currentPositions { companyInfo { name } } }`;
		await search({ linkedinUrl: 'https://www.linkedin.com/in/ada-byron/' }, query);
		expect(providers.charged('leadiq')).toEqual({ credits: 13_100 });
	});

	it('charges nothing for the same again within a year', async () => {
		await search({ email: 'ada@acme-rockets.example' });
		await search({ firstName: 'Ada', lastName: 'Byron', company: { domain: 'acme-rockets.example' } });
		expect(providers.charged('leadiq')).toEqual({ credits: 1_100 });
		providers.clock.advance(366 * 86_400_000);
		await search({ email: 'ada@acme-rockets.example' });
		expect(providers.charged('leadiq')).toEqual({ credits: 2_200 });
	});

	it('answers nobody with no results, and leaves out who does not reach minConfidence', async () => {
		expect((await search({ email: 'nobody@nowhere.example' })).body.data.searchPeople).toEqual({
			totalResults: 0,
			results: [],
		});
		const named = { fullName: 'Ada Byron', company: { name: 'Acme Rockets' } };
		expect((await search({ ...named, minConfidence: 90 })).body.data.searchPeople.totalResults).toBe(0);
	});

	it('answers several searches under aliases in one request', async () => {
		const query = `{ a: searchCompany(input: { domain: "acme-rockets.example" }) { results { name } } b: searchCompany(input: { name: "Nobody" }) { totalResults } }`;
		const { body } = await ask(url, key, { query });
		expect(body.data).toEqual({ a: { results: [{ name: 'Acme Rockets' }] }, b: { totalResults: 0 } });
		expect(providers.charged('leadiq')).toEqual({ credits: 3_000 });
	});

	it('tells the balance for nothing', async () => {
		const { body } = await ask(url, key, { query: '{ account { universalPlan { available used } } }' });
		expect(body.data.account.universalPlan).toEqual({ available: 10_000, used: 0 });
	});

	it.each([
		['an unknown key', { Authorization: 'Basic wrong' }, 401],
		['no key', {}, 401],
	])('answers 200 to %s, and says so in the errors', async (_, headers, status) => {
		const seen = await ask(url, headers, { query: '{ account { plans { name } } }' });
		expect([seen.status, seen.body.errors[0].extensions.response.status]).toEqual([200, status]);
	});

	it('answers 200 without credits, and charges nothing', async () => {
		const poor = await startTestProviders({
			accounts: [{ vendor: 'leadiq', key: 'emulator-key', credits: { credits: 1 } }],
		});
		const seen = await ask(`${poor.urls.leadiq}/graphql`, key, {
			query: people,
			variables: { input: { email: 'ada@acme-rockets.example' } },
		});
		expect([seen.status, seen.body.data, seen.body.errors[0].extensions.response.status]).toEqual([200, null, 402]);
		expect(poor.charges()).toEqual([]);
		await poor.close();
	});

	it('answers 200 to more than 60 a minute, without saying when to come back', async () => {
		const account = { query: '{ account { plans { name } } }' };
		const seen = await Promise.all(Array.from({ length: 61 }, () => ask(url, key, account)));
		const refused = seen.filter(({ body }) => body.errors?.[0].extensions.response.status === 429);
		expect([refused.length, refused[0].status, refused[0].headers.get('retry-after')]).toEqual([1, 200, null]);
	});

	it('refuses a field that the schema has not got', async () => {
		const { status, body } = await ask(url, key, { query: '{ searchPeople(input: {}) { nothing } }' });
		expect([status, body.errors[0].message]).toEqual([200, expect.stringContaining('Cannot query field "nothing"')]);
	});
});
