import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
let url: string;
beforeAll(async () => {
	providers = await startTestProviders();
	url = providers.urls.zoominfo;
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

async function token(secret = 'emulator-secret'): Promise<Seen> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: 'emulator-key',
		client_secret: secret,
	});
	return ask(`${url}/gtm/oauth/v1/token`, { 'Content-Type': 'application/x-www-form-urlencoded' }, form.toString());
}

async function enrich(inputs: unknown[], outputFields = ['id', 'firstName', 'email', 'companyName']): Promise<Seen> {
	const { access_token: bearer } = (await token()).body;
	const body = { data: { type: 'ContactEnrich', attributes: { matchPersonInput: inputs, outputFields } } };
	return ask(
		`${url}/gtm/data/v1/contacts/enrich`,
		{ Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/vnd.api+json' },
		body,
	);
}

describe('ZoomInfo, token', () => {
	it('is issued for the right secret, and ends after a day', async () => {
		expect((await token()).body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
		expect(await token('wrong')).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
		const { access_token: bearer } = (await token()).body;
		providers.clock.advance(86_400_000);
		expect((await ask(`${url}/gtm/data/v1/contacts/enrich`, { Authorization: `Bearer ${bearer}` }, {})).status).toBe(
			401,
		);
	});
});

describe('ZoomInfo, contacts', () => {
	it('answers every input in its place, found or not, with its input', async () => {
		const inputs = [
			{ emailAddress: 'ada@acme-rockets.example' },
			{ emailAddress: 'nobody@nowhere.example' },
			{ firstName: 'Ada' },
			{ emailAddress: 'dora@acme-rockets.example' },
		];
		const { body, headers } = await enrich(inputs);
		expect(body.data.map(({ meta }: { meta: { matchStatus: string } }) => meta.matchStatus)).toEqual([
			'FULL_MATCH',
			'NO_MATCH',
			'INVALID_INPUT',
			'OPT_OUT',
		]);
		expect(body.data.map(({ meta }: { meta: { input: unknown } }) => meta.input)).toEqual(inputs);
		expect(body.data[0].attributes).toMatchObject({
			firstName: 'Ada',
			email: 'ada@acme-rockets.example',
			company: { name: 'Acme Rockets' },
		});
		expect(body.data[1]).toMatchObject({ id: '0', type: 'NoMatch' });
		expect(body.data[0].attributes.jobTitle).toBeUndefined();
		expect(headers.get('x-ratelimit-remaining-second')).toBe('24');
		expect(providers.charged('zoominfo')).toEqual({ credits: 1_000 });
	});

	it('charges a record once in twelve months', async () => {
		await enrich([{ emailAddress: 'ada@acme-rockets.example' }]);
		await enrich([{ fullName: 'Ada Byron', companyName: 'Acme Rockets' }]);
		expect(providers.charged('zoominfo')).toEqual({ credits: 1_000 });
	});

	it('refuses a field that it has not got', async () => {
		expect(await enrich([{ emailAddress: 'ada@acme-rockets.example' }], ['shoeSize'])).toMatchObject({
			status: 400,
			body: { errors: [{ code: 'PFAPI0005' }] },
		});
		expect(providers.requests().at(-1)?.status).toBe(400);
	});

	it('calls too few credits 400 PFAPI0011, not to be tried again', async () => {
		const poor = await startTestProviders({
			faults: [{ vendor: 'zoominfo', at: 'every', kind: 'out-of-credits', route: 'POST /gtm/data/v1/contacts/enrich' }],
		});
		const seen = await ask(`${poor.urls.zoominfo}/gtm/data/v1/contacts/enrich`, {}, {});
		expect(seen).toMatchObject({ status: 400, body: { errors: [{ code: 'PFAPI0011', retryable: false }] } });
		await poor.close();
	});

	it('names the bucket that is full, and when to come back', async () => {
		const { access_token: bearer } = (await token()).body;
		const seen = await Promise.all(
			Array.from({ length: 26 }, () =>
				ask(`${url}/gtm/data/v1/contacts/enrich`, { Authorization: `Bearer ${bearer}` }, {}),
			),
		);
		const refused = seen.find(({ status }) => status === 429)!;
		expect(refused.body.errors[0]).toMatchObject({ code: 'ZI0004', retryable: true });
		expect([refused.headers.get('x-ratelimit-rejected-bucket'), refused.headers.get('retry-after')]).toEqual([
			'second',
			'1',
		]);
	});
});

describe('ZoomInfo, companies', () => {
	it('answers with the fields that were asked for', async () => {
		const { access_token: bearer } = (await token()).body;
		const body = {
			data: {
				type: 'CompanyEnrich',
				attributes: {
					matchCompanyInput: [{ companyWebsite: 'http://www.acme-rockets.example' }],
					outputFields: ['id', 'name', 'employeeCount', 'ticker'],
				},
			},
		};
		const seen = await ask(
			`${url}/gtm/data/v1/companies/enrich`,
			{ Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/vnd.api+json' },
			body,
		);
		expect(seen.body.data[0]).toMatchObject({
			type: 'Company',
			attributes: { name: 'Acme Rockets', employeeCount: 120, ticker: 'ACMR' },
		});
	});
});
