import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const post = (path: string, body: unknown): Promise<Seen> =>
	ask(`${providers.urls.explorium}/v1/${path}`, { API_KEY: 'emulator-key' }, body);

describe('Explorium', () => {
	it('matches in the order of the question, then enriches by id', async () => {
		const match = await post('businesses/match', {
			businesses_to_match: [{ name: 'Nobody' }, { domain: 'acme-rockets.example' }],
		});
		expect(match.body).toMatchObject({
			total_results: 2,
			total_matches: 1,
			response_context: { request_status: 'success' },
		});
		const [missed, found] = match.body.matched_businesses;
		expect([missed.business_id, found.business_id]).toEqual([null, expect.stringMatching(/^[a-f0-9]{32}$/)]);
		const { body } = await post('businesses/firmographics/bulk_enrich', { business_ids: [found.business_id] });
		expect(body.data).toMatchObject([
			{ business_id: found.business_id, data: { name: 'Acme Rockets', number_of_employees_range: '51-200' } },
		]);
		expect((await post('businesses/firmographics/enrich', { business_id: found.business_id })).body.data.ticker).toBe(
			'ACMR',
		);
		expect(providers.charged('explorium')).toEqual({ credits: 3_000 });
	});

	it('tells of people in two steps as well', async () => {
		const match = await post('prospects/match', {
			prospects_to_match: [
				{ email: 'ada@acme-rockets.example' },
				{ full_name: 'Dora Quiet', company_name: 'Acme Rockets' },
			],
		});
		const ids = match.body.matched_prospects.map(({ prospect_id: id }: { prospect_id: string | null }) => id);
		expect(ids[1]).toBeNull();
		const contacts = await post('prospects/contacts_information/bulk_enrich', { prospect_ids: [ids[0]] });
		expect(contacts.body.data[0].data).toMatchObject({
			professions_email: 'ada@acme-rockets.example',
			professional_email_status: 'valid',
			mobile_phone: '+14155550100',
		});
		const profiles = await post('prospects/profiles/bulk_enrich', { prospect_ids: [ids[0]] });
		expect(profiles.body.data[0].data).toMatchObject({
			full_name: 'ada byron',
			job_title: 'vp sales',
			company_name: 'acme rockets',
		});
	});

	it('calls a whole miss a status of the reply, not of HTTP', async () => {
		const { status, body } = await post('businesses/match', { businesses_to_match: [{ name: 'Nobody' }] });
		expect([status, body.response_context.request_status]).toEqual([200, 'miss']);
	});

	it('answers ids of a wrong form with 422 and where they stand', async () => {
		expect(await post('businesses/firmographics/bulk_enrich', { business_ids: ['x'] })).toMatchObject({
			status: 422,
			body: { detail: [{ loc: ['body', 'business_ids'] }] },
		});
	});

	it('calls too few credits 403', async () => {
		const poor = await startTestProviders({ accounts: [{ vendor: 'explorium', key: 'k', credits: { credits: 0 } }] });
		const seen = await ask(
			`${poor.urls.explorium}/v1/businesses/match`,
			{ API_KEY: 'k' },
			{ businesses_to_match: [{ name: 'Beta Foods' }] },
		);
		expect([seen.status, seen.body.details]).toEqual([403, expect.stringContaining('insufficient credits')]);
		expect((await ask(`${poor.urls.explorium}/v1/credits`, { API_KEY: 'k' })).body.remaining_credits).toBe(0);
		await poor.close();
	});

	it('says with 429 when to come back, in a header and in the body', async () => {
		providers.faults.set([{ vendor: 'explorium', at: 1, kind: '429', retryAfterSeconds: 9 }]);
		const { status, headers, body } = await post('businesses/match', {});
		expect([status, headers.get('retry-after'), body.retry_after]).toEqual([429, '9', 9]);
	});
});
