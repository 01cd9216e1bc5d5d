import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const agent = { 'User-Agent': 'Test/1.0 (admin@acme.example)' };

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const sparql = (query: string, headers: Record<string, string> = agent): Promise<Seen> =>
	ask(`${providers.urls.wikidata}/sparql?format=json&query=${encodeURIComponent(query)}`, headers);

describe('Wikidata', () => {
	it('answers one row for each item that a list of websites names', async () => {
		const { body, headers } = await sparql(`
			PREFIX wdt: <http://www.wikidata.org/prop/direct/>
			SELECT ?item ?itemLabel ?website ?lei ?industryLabel WHERE {
				VALUES ?website { <https://www.acme-rockets.example/> <https://www.nobody.example/> }
				?item wdt:P856 ?website .
				OPTIONAL { ?item wdt:P1278 ?lei . }
				OPTIONAL { ?item wdt:P452 ?industry . }
				SERVICE wikibase:label { bd:serviceParam wikibase:language "en". }
			} LIMIT 10`);
		expect(headers.get('content-type')).toContain('application/sparql-results+json');
		expect(body.head.vars).toEqual(['item', 'itemLabel', 'website', 'lei', 'industryLabel']);
		expect(body.results.bindings).toMatchObject([
			{
				item: { type: 'uri', value: expect.stringMatching(/entity\/Q\d+$/) },
				itemLabel: { value: 'Acme Rockets', 'xml:lang': 'en' },
				lei: { value: '529900ACMEROCKETS012' },
			},
		]);
	});

	it('leaves optional values away where an item has none, and drops items without required ones', async () => {
		const { body } = await sparql(
			'SELECT ?item ?ticker WHERE { ?item wdt:P31 wd:Q4830453 . OPTIONAL { ?item wdt:P249 ?ticker } }',
		);
		expect(body.results.bindings.map(({ ticker }: { ticker?: { value: string } }) => ticker?.value)).toEqual([
			'ACMR',
			undefined,
		]);
		expect((await sparql('SELECT * { ?item wdt:P249 ?t ; wdt:P1128 ?n . }')).body.results.bindings.length).toBe(1);
	});

	it('refuses what is no query, or more than it can evaluate', async () => {
		expect(await sparql('SELECT WHERE')).toMatchObject({
			status: 400,
			body: expect.stringContaining('MalformedQueryException'),
		});
		expect((await sparql('SELECT ?i { ?i wdt:P31 ?x . FILTER(?x > 1) }')).status).toBe(400);
	});

	it('refuses who does not say who they are, and who asks too much until Retry-After', async () => {
		expect((await sparql('SELECT * { ?i wdt:P31 ?x }', { 'User-Agent': 'node' })).status).toBe(403);
		providers.faults.set([{ vendor: 'wikidata', at: 1, kind: '429', retryAfterSeconds: 30 }]);
		expect((await sparql('SELECT * { ?i wdt:P31 ?x }')).headers.get('retry-after')).toBe('30');
	});
});
