import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const post = (path: string, body: unknown, key = 'emulator-key'): Promise<Seen> =>
	ask(`${providers.urls.prospeo}/${path}`, { 'X-KEY': key }, body);

describe('Prospeo', () => {
	it('sorts a bulk call into matched, not matched and invalid, by identifier', async () => {
		const data = [
			{ identifier: 'a', email: 'ada@acme-rockets.example' },
			{ identifier: 'b', full_name: 'No Body', company_name: 'Beta Foods' },
			{ identifier: 'c', first_name: 'Ada' },
		];
		const { body, headers } = await post('bulk-enrich-person', { data });
		expect(body).toMatchObject({
			error: false,
			total_cost: 1,
			matched: [{ identifier: 'a', person: { full_name: 'Ada Byron', email: { status: 'VERIFIED' } } }],
			not_matched: ['b'],
			invalid_datapoints: ['c'],
		});
		expect(headers.get('x-minute-request-left')).toBe('299');
	});

	it('charges ten with a mobile, and nothing for the same again', async () => {
		const body = { data: { email: 'ada@acme-rockets.example' }, enrich_mobile: true };
		expect((await post('enrich-person', body)).body).toMatchObject({
			free_enrichment: false,
			person: { mobile: { mobile: '+14155550100' } },
		});
		expect((await post('enrich-person', body)).body.free_enrichment).toBe(true);
		expect(providers.charged('prospeo')).toEqual({ credits: 10_000 });
	});

	it('leaves out who has no verified address when only those are wanted', async () => {
		const { body } = await post('bulk-enrich-person', {
			only_verified_email: true,
			data: [{ identifier: 'b', email: 'bob@beta-foods.example' }],
		});
		expect([body.not_matched, body.total_cost]).toEqual([['b'], 0]);
	});

	it.each([
		['nobody', { data: { email: 'nobody@nowhere.example' } }, 400, 'NO_MATCH'],
		['too little', { data: { first_name: 'Ada' } }, 400, 'INVALID_DATAPOINTS'],
	])('answers %s with a code', async (_, body, status, code) => {
		expect(await post('enrich-person', body)).toMatchObject({ status, body: { error: true, error_code: code } });
	});

	it('refuses an unknown key, and calls without credits with 400', async () => {
		expect(await post('enrich-person', {}, 'wrong')).toMatchObject({
			status: 401,
			body: { error_code: 'INVALID_API_KEY' },
		});
		providers.faults.set([{ vendor: 'prospeo', at: 1, kind: 'out-of-credits' }]);
		expect(await post('enrich-person', {})).toMatchObject({
			status: 400,
			body: { error_code: 'INSUFFICIENT_CREDITS' },
		});
	});
});
