import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders } from '../../test-providers';

const key = { 'x-api-key': 'emulator-key' };

let providers: ProvidersEmulator;
let url: string;
beforeAll(async () => {
	providers = await startTestProviders();
	url = `${providers.urls.apollo}/api/v1`;
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

describe('Apollo, people', () => {
	it('keeps the place of a miss with null, and counts what it consumed', async () => {
		const details = [
			{ email: 'nobody@nowhere.example' },
			{ name: 'Ada Byron', domain: 'acme-rockets.example' },
			{ email: 'ada@acme-rockets.example' },
		];
		const { body, headers } = await ask(`${url}/people/bulk_match`, key, { details });
		expect(body).toMatchObject({
			status: 'success',
			total_requested_enrichments: 3,
			unique_enriched_records: 1,
			missing_records: 1,
			credits_consumed: 1,
		});
		expect(body.matches[0]).toBeNull();
		expect(body.matches.slice(1).map(({ name }: { name: string }) => name)).toEqual(['Ada Byron', 'Ada Byron']);
		expect(headers.get('x-minute-requests-left')).toBe('999');
		expect(providers.charged('apollo')).toEqual({ credits: 1_000 });
	});

	it('finds a person by the address of an earlier employer, with the employer of today', async () => {
		const { body } = await ask(`${url}/people/match?email=cleo@beta-foods.example`, key, {});
		expect(body.person.organization.primary_domain).toBe('acme-rockets.example');
		expect(body.person.employment_history.map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
	});

	it('delivers phones later: pending, then read back, 8 credits', async () => {
		const { body } = await ask(`${url}/people/match`, key, {
			email: 'ada@acme-rockets.example',
			reveal_phone_number: true,
			webhook_url: 'http://127.0.0.1:9/hook',
		});
		const result = `${url}/webhook_result/${body.request_id}`;
		expect((await ask(result, key)).body).toMatchObject({ error_code: 'result_pending', retry_after_seconds: 120 });
		providers.clock.advance(120_000);
		const { status, body: found } = await ask(result, key);
		expect([status, found.credits_consumed, found.people[0].phone_numbers[0].sanitized_number]).toEqual([
			200,
			8,
			'+14155550100',
		]);
		expect(providers.charged('apollo')).toEqual({ credits: 9_000 });
		providers.clock.advance(31 * 86_400_000);
		expect(await ask(result, key)).toMatchObject({ status: 410, body: { error_code: 'request_id_expired' } });
		await providers.idle();
	});

	it.each([
		['an unknown request', '/webhook_result/12', 404, 'request_id_unknown'],
		['no number', '/webhook_result/abc', 400, 'invalid_request_id'],
	])('refuses %s', async (_, path, status, code) => {
		expect(await ask(`${url}${path}`, key)).toMatchObject({ status, body: { error_code: code } });
	});

	it('refuses more than ten, and phones without a webhook', async () => {
		const details = Array.from({ length: 11 }, () => ({ email: 'ada@acme-rockets.example' }));
		expect((await ask(`${url}/people/bulk_match`, key, { details })).status).toBe(422);
		expect((await ask(`${url}/people/match?reveal_phone_number=true`, key, { email: 'a@b.example' })).status).toBe(422);
	});
});

describe('Apollo, everything else', () => {
	it.each([
		['details of the body', '', { details: [{ domain: 'nobody.example' }, { name: 'Beta Foods' }] }],
		['domains of the address', '?domains[]=nobody.example&domains[]=beta-foods.example', {}],
	])('answers organizations in the order of the %s', async (_, query, json) => {
		const { body } = await ask(`${url}/organizations/bulk_enrich${query}`, key, json);
		expect(body.organizations.map((each: { name: string } | null) => each?.name ?? null)).toEqual([null, 'Beta Foods']);
		expect(providers.charged('apollo')).toEqual({ credits: 1_000 });
	});

	it('knows no list of domains in the body', async () => {
		const seen = await ask(`${url}/organizations/bulk_enrich`, key, { domains: ['beta-foods.example'] });
		expect(seen.status).toBe(422);
	});

	it('says with an unknown key no more than text', async () => {
		const { status, body, headers } = await ask(`${url}/organizations/enrich?domain=beta-foods.example`, {
			'x-api-key': 'wrong',
		});
		expect([status, body, headers.get('x-minute-requests-left')]).toEqual([401, 'Invalid access credentials.', null]);
	});

	it('refuses a route that the key is not scoped for, without rate headers', async () => {
		const scoped = await startTestProviders({
			accounts: [{ vendor: 'apollo', key: 'k', forbidden: ['POST /api/v1/people/match'] }],
		});
		const seen = await ask(`${scoped.urls.apollo}/api/v1/people/match`, { 'x-api-key': 'k' }, { email: 'a@b.example' });
		expect([seen.status, seen.body.error_code, seen.headers.get('x-rate-limit-minute')]).toEqual([
			403,
			'API_INACCESSIBLE',
			null,
		]);
		await scoped.close();
	});

	it('says with 429 when to come back, and in the usage what was used', async () => {
		const busy = await startTestProviders({
			faults: [{ vendor: 'apollo', at: 2, kind: '429', retryAfterSeconds: 17 }],
		});
		const match = () => ask(`${busy.urls.apollo}/api/v1/people/match`, key, { email: 'ada@acme-rockets.example' });
		await match();
		expect((await match()).headers.get('retry-after')).toBe('17');
		const { body } = await ask(`${busy.urls.apollo}/api/v1/usage_stats/api_usage_stats`, key, {});
		expect(body['["api/v1/people","match"]'].minute).toEqual({ limit: 1_000, consumed: 2, left_over: 998 });
		await busy.close();
	});
});
