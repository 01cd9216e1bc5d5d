import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const key = { Authorization: `Basic ${Buffer.from('emulator-key:').toString('base64')}` };
const uk = {
	street: '1 Curtain Road',
	city: 'London',
	region: 'England',
	postalCode: 'EC2A 4NE',
	country: 'GB',
	countryName: 'United Kingdom',
};

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders({
		world: { companies: [{ name: 'Acme Rockets', place: uk, registrationNumber: '01234567', isPublic: false }] },
	});
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const get = (path: string, headers: Record<string, string> = key): Promise<Seen> =>
	ask(`${providers.urls['companies-house']}/${path}`, headers);

describe('Companies House', () => {
	it('answers a number with the profile, the key as user name', async () => {
		const { body } = await get('company/01234567');
		expect(body).toMatchObject({
			company_name: 'ACME ROCKETS LIMITED',
			company_number: '01234567',
			company_status: 'active',
			registered_office_address: { postal_code: 'EC2A 4NE' },
		});
		expect(body.sic_codes[0]).toMatch(/^\d{5}$/);
	});

	it('searches by a part of the name', async () => {
		expect((await get('advanced-search/companies?company_name_includes=rockets')).body).toMatchObject({
			hits: 1,
			items: [{ company_number: '01234567' }],
		});
		expect((await get('search/companies?q=acme')).body).toMatchObject({
			total_results: 1,
			items: [{ title: 'ACME ROCKETS LIMITED' }],
		});
		expect((await get('advanced-search/companies?company_name_includes=nobody')).status).toBe(404);
	});

	it('refuses a wrong key and an unknown number', async () => {
		expect(await get('company/01234567', {})).toMatchObject({
			status: 401,
			body: { error: 'Invalid Authorization', type: 'ch:service' },
		});
		expect((await get('company/99999999')).body.errors[0].error).toBe('company-profile-not-found');
	});

	it('refuses the 601st request in five minutes without a word', async () => {
		const full = await startTestProviders({
			accounts: [
				{
					vendor: 'companies-house',
					key: 'emulator-key',
					windows: [{ name: '5 minutes', requests: 2, perMs: 300_000, kind: 'calendar' }],
				},
			],
		});
		const url = `${full.urls['companies-house']}/company/1`;
		const seen = [await ask(url, key), await ask(url, key), await ask(url, key)];
		expect(seen.map(({ status, body }) => [status, body === undefined])).toEqual([
			[404, false],
			[404, false],
			[429, true],
		]);
		await full.close();
	});
});
