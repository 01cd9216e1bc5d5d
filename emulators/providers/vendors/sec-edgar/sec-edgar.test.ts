import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const agent = { 'User-Agent': 'Test admin@acme.example' };

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const get = (path: string, headers: Record<string, string> = agent): Promise<Seen> =>
	ask(`${providers.urls['sec-edgar']}/${path}`, headers);

describe('SEC EDGAR', () => {
	it('answers a CIK with the company behind it', async () => {
		expect((await get('submissions/CIK0000777001.json')).body).toMatchObject({
			cik: '0000777001',
			tickers: ['ACMR'],
			formerNames: [],
		});
		expect((await get('submissions/CIK0000000001.json')).status).toBe(404);
	});

	it('lists tickers with their CIK', async () => {
		expect((await get('files/company_tickers.json')).body['0']).toMatchObject({ cik_str: 777001, ticker: 'ACMR' });
	});

	it('refuses who does not say who they are', async () => {
		expect(await get('files/company_tickers.json', { 'User-Agent': 'node' })).toMatchObject({
			status: 403,
			body: expect.stringContaining('Undeclared'),
		});
	});

	it('blocks for ten minutes who asks more than ten times a second', async () => {
		const seen = await Promise.all(Array.from({ length: 11 }, () => get('files/company_tickers.json')));
		expect(seen.filter(({ status }) => status === 429).length).toBe(1);
		providers.clock.advance(599_000);
		expect((await get('files/company_tickers.json')).status).toBe(429);
		providers.clock.advance(2_000);
		expect((await get('files/company_tickers.json')).status).toBe(200);
	});
});
