import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const post = (path: string, body: unknown): Promise<Seen> =>
	ask(`${providers.urls.lusha}/v3/${path}`, { api_key: 'emulator-key' }, body);

describe('Lusha, contacts', () => {
	it('answers each with its reference, found, unknown or restricted', async () => {
		const contacts = [
			{ clientReferenceId: '1', email: 'ada@acme-rockets.example' },
			{ clientReferenceId: '2', email: 'nobody@nowhere.example' },
			{ clientReferenceId: '3', email: 'dora@acme-rockets.example' },
		];
		const { body, headers } = await post('contacts/search-and-enrich', { contacts, reveal: ['emails'] });
		expect(
			body.results.map((each: { clientReferenceId: string; error?: { code: string } }) => [
				each.clientReferenceId,
				each.error?.code,
			]),
		).toEqual([
			['1', undefined],
			['2', 'NOT_FOUND'],
			['3', 'COMPLIANCE_RESTRICTED'],
		]);
		expect(body.results[0].emails[0]).toMatchObject({ email: 'ada@acme-rockets.example', confidence: 'A+' });
		expect(body.results[0].phones).toEqual([]);
		expect(body.billing).toEqual({ creditsCharged: 2, resultsReturned: 1 });
		expect([headers.get('x-minute-requests-left'), headers.get('retry-after')]).toEqual(['299', null]);
	});

	it('charges the search again, and what is revealed only once', async () => {
		const contacts = [{ email: 'ada@acme-rockets.example' }];
		expect((await post('contacts/search-and-enrich', { contacts })).body.billing.creditsCharged).toBe(7);
		expect((await post('contacts/search-and-enrich', { contacts })).body.billing.creditsCharged).toBe(1);
	});

	it('charges one credit for a request that finds nobody', async () => {
		await post('contacts/search-and-enrich', { contacts: [{ email: 'nobody@nowhere.example' }] });
		expect(providers.charged('lusha')).toEqual({ credits: 1_000 });
	});

	it('shows with a search what could be revealed, and reveals it by id', async () => {
		const [found] = (await post('contacts/search', { contacts: [{ email: 'ada@acme-rockets.example' }] })).body.results;
		expect(found).toMatchObject({
			has: ['emails', 'phones'],
			canReveal: [
				{ field: 'emails', credits: 1 },
				{ field: 'phones', credits: 5 },
			],
		});
		const { body } = await post('contacts/enrich', { ids: [found.id], reveal: ['phones'] });
		expect([body.results[0].phones[0].number, body.billing.creditsCharged]).toEqual(['+14155550100', 5]);
	});

	it('refuses an empty list and an unknown thing to reveal', async () => {
		expect(await post('contacts/search-and-enrich', { contacts: [] })).toMatchObject({
			status: 400,
			body: { statusCode: 400 },
		});
		expect((await post('contacts/search-and-enrich', { contacts: [{ id: '1' }], reveal: ['shoes'] })).status).toBe(400);
	});
});

describe('Lusha, companies', () => {
	it('charges each company and the search', async () => {
		const companies = [{ domain: 'acme-rockets.example' }, { name: 'Beta Foods' }];
		const { body } = await post('companies/search-and-enrich', { companies });
		expect(body.results.map(({ name }: { name: string }) => name)).toEqual(['Acme Rockets', 'Beta Foods']);
		expect(body.billing).toEqual({ creditsCharged: 3, resultsReturned: 2 });
	});

	it.each([
		['out-of-credits', 402],
		['legal-block', 451],
		['not-entitled', 403],
	] as const)('answers %s with %d in its envelope', async (kind, status) => {
		providers.faults.set([{ vendor: 'lusha', at: 1, kind }]);
		expect(await post('companies/search-and-enrich', { companies: [{ name: 'Beta Foods' }] })).toMatchObject({
			status,
			body: { statusCode: status },
		});
	});
});
