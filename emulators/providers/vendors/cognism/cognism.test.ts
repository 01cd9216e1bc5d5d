import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const post = (path: string, body: unknown, key = 'emulator-key'): Promise<Seen> =>
	ask(`${providers.urls.cognism}/api/search/${path}`, { Authorization: `Bearer ${key}` }, body);

describe('Cognism', () => {
	it('shows who was found for nothing, and tells of them for a credit, once', async () => {
		const { body } = await post('contact/enrich', { email: 'ada@acme-rockets.example' });
		expect(body).toMatchObject({ matchScore: 97, results: [{ fullName: 'Ada Byron', hasEmail: true }] });
		expect([body.results[0].email, providers.charges()]).toEqual([undefined, []]);
		const redeem = () => post('contact/redeem', { redeemIds: [body.results[0].redeemId] });
		expect((await redeem()).body).toMatchObject({
			totalResults: 1,
			results: [{ email: { address: 'ada@acme-rockets.example', quality: 'HIGH_PLUS' } }],
		});
		await redeem();
		expect(providers.charged('cognism')).toEqual({ credits: 1_000 });
	});

	it('answers nobody, and who is less likely than asked for, with an empty list', async () => {
		expect(await post('contact/enrich', { email: 'nobody@nowhere.example' })).toMatchObject({
			status: 200,
			body: { results: [] },
		});
		const named = { firstName: 'Ada', lastName: 'Byron', account: { name: 'Acme Rockets' } };
		expect((await post('contact/enrich', { ...named, minMatchScore: 90 })).body.results).toEqual([]);
		expect((await post('contact/enrich', named)).body.matchScore).toBe(80);
	});

	it('redeems accounts for nothing, with their phones', async () => {
		const { body } = await post('account/enrich', { domain: 'acme-rockets.example' });
		const redeemed = await post('account/redeem', { redeemIds: [body.results[0].redeemId] });
		expect(redeemed.body.results[0]).toMatchObject({
			name: 'Acme Rockets',
			headcount: 120,
			officePhoneNumbers: [{ label: 'COMPANY_SWITCHBOARD' }],
		});
		expect(providers.charges()).toEqual([]);
	});

	it('refuses in a list, and more than twenty at once', async () => {
		expect(await post('contact/enrich', {}, 'wrong')).toMatchObject({
			status: 401,
			body: [{ key: 'MissingCredentials', code: 401 }],
		});
		expect((await post('contact/redeem', { redeemIds: Array.from({ length: 21 }, () => 'x') })).status).toBe(400);
		expect((await post('contact/redeem', { redeemIds: ['never issued'] })).body.totalResults).toBe(0);
	});
});
