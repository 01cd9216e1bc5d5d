import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const get = (path: string, key = 'emulator-key'): Promise<Seen> =>
	ask(`${providers.urls.hunter}/v2/${path}${path.includes('?') ? '&' : '?'}api_key=${key}`);

describe('Hunter', () => {
	it('takes the key from the query, a header or as bearer', async () => {
		const url = `${providers.urls.hunter}/v2/account`;
		const seen = [
			await ask(url, { 'X-API-KEY': 'emulator-key' }),
			await ask(url, { Authorization: 'Bearer emulator-key' }),
			await get('account'),
		];
		expect(seen.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(await ask(url)).toMatchObject({
			status: 401,
			body: { errors: [{ id: 'authentication_failed', code: 401 }] },
		});
	});

	it('answers person and company together for two credits, and keeps the key out of meta', async () => {
		const { body } = await get('combined/find?email=ada@acme-rockets.example');
		expect(body.data.person.employment).toMatchObject({ domain: 'acme-rockets.example', title: 'VP Sales' });
		expect(body.data.company).toMatchObject({ name: 'Acme Rockets', ticker: 'ACMR', metrics: { employees: '51-200' } });
		expect(body.meta).toEqual({ params: { email: 'ada@acme-rockets.example' } });
		expect(providers.charged('hunter')).toEqual({ credits: 2_000 });
	});

	it('answers nobody with 404 and no charge, and who wants no processing with 451', async () => {
		expect((await get('people/find?email=nobody@nowhere.example')).status).toBe(404);
		expect((await get('people/find?email=dora@acme-rockets.example')).body.errors[0].code).toBe(451);
		expect(providers.charges()).toEqual([]);
	});

	it('finds an address with a score, or answers 200 without one', async () => {
		const found = await get('email-finder?domain=beta-foods.example&first_name=Bob&last_name=Marsh');
		expect(found.body.data).toMatchObject({
			email: 'bob@beta-foods.example',
			score: 80,
			accept_all: true,
			verification: { status: 'accept_all' },
		});
		const missed = await get('email-finder?domain=beta-foods.example&full_name=No%20Body');
		expect([missed.status, missed.body.data.email]).toEqual([200, null]);
		expect(providers.charged('hunter')).toEqual({ credits: 1_000 });
	});

	it.each([
		['ada@acme-rockets.example', 'valid', 'deliverable'],
		['cleo@beta-foods.example', 'invalid', 'undeliverable'],
		['bob@beta-foods.example', 'accept_all', 'risky'],
	])('verifies %s as %s', async (email, status, result) => {
		expect((await get(`email-verifier?email=${email}`)).body.data).toMatchObject({ status, result });
	});

	it('calls too fast 403 and too much 429', async () => {
		const many = await Promise.all(Array.from({ length: 16 }, () => get('companies/find?domain=beta-foods.example')));
		expect(many.filter(({ status }) => status === 403).length).toBe(1);
		const poor = await startTestProviders({ accounts: [{ vendor: 'hunter', key: 'k', credits: { credits: 0 } }] });
		expect((await ask(`${poor.urls.hunter}/v2/companies/find?domain=beta-foods.example&api_key=k`)).status).toBe(429);
		await poor.close();
	});
});
