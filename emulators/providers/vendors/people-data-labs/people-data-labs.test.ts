import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders } from '../../test-providers';

const key = { 'X-Api-Key': 'emulator-key' };

let providers: ProvidersEmulator;
let url: string;
beforeAll(async () => {
	providers = await startTestProviders();
	url = providers.urls['people-data-labs'];
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

describe('People Data Labs, person', () => {
	it('answers a match with status, likelihood and data, and charges one credit', async () => {
		const { status, headers, body } = await ask(`${url}/v5/person/enrich?email=ada@acme-rockets.example`, key);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			status: 200,
			likelihood: 9,
			data: { full_name: 'ada byron', job_title: 'vp sales', job_company_website: 'acme-rockets.example' },
		});
		expect(headers.get('x-call-credits-spent')).toBe('1');
		expect(JSON.parse(headers.get('x-ratelimit-remaining')!)).toEqual({ minute: 999 });
		expect(headers.get('retry-after')).toBeNull();
		expect(providers.charged('people-data-labs')).toEqual({ person: 1_000 });
	});

	it('answers nobody with 404 and no charge', async () => {
		const { status, body } = await ask(`${url}/v5/person/enrich?email=nobody@nowhere.example`, key);
		expect([status, body]).toEqual([
			404,
			{ status: 404, error: { type: 'not_found', message: 'No records were found matching your request' } },
		]);
		expect(providers.charges()).toEqual([]);
	});

	it('keeps the order of a bulk call, repeats metadata and charges by match', async () => {
		const { body } = await ask(`${url}/v5/person/bulk`, key, {
			requests: [
				{ metadata: { key: 7 }, params: { email: ['nobody@nowhere.example'] } },
				{ metadata: { key: 8 }, params: { first_name: 'Bob', last_name: 'Marsh', company: 'Beta Foods' } },
				{ metadata: { key: 9 }, params: { name: 'Ada Byron' } },
			],
		});
		expect(body.map((each: { status: number; metadata: unknown }) => [each.status, each.metadata])).toEqual([
			[404, { key: 7 }],
			[200, { key: 8 }],
			[400, { key: 9 }],
		]);
		expect(providers.charged('people-data-labs')).toEqual({ person: 1_000 });
	});

	it('leaves out what is less likely than min_likelihood, or lacks what is required', async () => {
		const named = `${url}/v5/person/enrich?name=Bob%20Marsh&company=beta-foods.example`;
		expect((await ask(named, key)).body.likelihood).toBe(6);
		expect((await ask(`${named}&min_likelihood=7`, key)).status).toBe(404);
		expect((await ask(`${named}&required=mobile_phone%20AND%20work_email`, key)).status).toBe(404);
	});

	it.each([
		['no key', {}, '?email=a@b.example', 401, 'authentication_error'],
		['too little', key, '?first_name=Ada', 400, 'invalid_request_error'],
	])('refuses %s', async (_, headers, query, status, type) => {
		const seen = await ask(`${url}/v5/person/enrich${query}`, headers);
		expect([seen.status, seen.body.error.type]).toEqual([status, type]);
	});

	it('refuses a call that the credits do not cover, and charges nothing', async () => {
		const poor = await startTestProviders({
			accounts: [{ vendor: 'people-data-labs', key: 'poor', credits: { person: 1 } }],
		});
		const requests = ['ada@acme-rockets.example', 'bob@beta-foods.example'].map((email) => ({ params: { email } }));
		const { status, body } = await ask(
			`${poor.urls['people-data-labs']}/v5/person/bulk`,
			{ 'X-Api-Key': 'poor' },
			{ requests },
		);
		expect([status, body.error.type, poor.charges()]).toEqual([402, 'payment_required', []]);
		await poor.close();
	});

	it('refuses more than the minute allows, until the next one', async () => {
		const busy = await startTestProviders({
			accounts: [
				{
					vendor: 'people-data-labs',
					key: 'k',
					windows: [{ name: 'minute', requests: 1, perMs: 60_000, kind: 'calendar' }],
				},
			],
		});
		const once = () =>
			ask(`${busy.urls['people-data-labs']}/v5/person/enrich?email=ada@acme-rockets.example`, { 'X-Api-Key': 'k' });
		expect([(await once()).status, (await once()).status]).toEqual([200, 429]);
		busy.clock.advance(60_000);
		expect((await once()).status).toBe(200);
		await busy.close();
	});
});

describe('People Data Labs, company', () => {
	it('has the record at the top of the reply', async () => {
		const { body } = await ask(`${url}/v5/company/enrich`, key, { website: 'https://www.acme-rockets.example/about' });
		expect(body).toMatchObject({
			status: 200,
			display_name: 'Acme Rockets',
			size: '51-200',
			employee_count: 120,
			ticker: 'acmr',
		});
		expect(providers.charged('people-data-labs')).toEqual({ company: 1_000 });
	});

	it('answers in bulk, each with its own status', async () => {
		const { body } = await ask(`${url}/v5/company/enrich/bulk`, key, {
			requests: [
				{ params: { name: 'Beta Foods' }, metadata: 'b' },
				{ params: { name: 'Nobody' }, metadata: 'n' },
			],
		});
		expect(body).toMatchObject([
			{ status: 200, metadata: 'b', website: 'beta-foods.example' },
			{ status: 404, metadata: 'n' },
		]);
	});
});
