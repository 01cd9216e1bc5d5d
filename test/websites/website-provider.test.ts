import { askOptions, answersOf } from '../../core/stages/enrich/provider.builders';
import { testProvider } from '../../core/stages/enrich/provider.contract';
import { openWebsite } from '../../core/stages/enrich/providers/website';
import type { WebSite } from '../../emulators/websites/web-site';
import { startWebsites, type WebsitesEmulator } from '../../emulators/websites/websites-emulator';
import { networkOf } from './emulated-web';

const page = `<html lang="en"><head><title>Acme</title>
<script src="https://js.hs-scripts.com/1.js"></script><script src="https://static.hotjar.com/c/hotjar-1.js"></script></head>
<body><a href="tel:+1 415 555 0100">Call</a></body></html>`;

function aSite(host: string, change: Partial<WebSite> = {}): WebSite {
	return { host, about: '', truth: undefined, page: { body: page }, ...change };
}

let web: WebsitesEmulator;

beforeAll(async () => {
	web = await startWebsites({
		sites: [
			aSite('acme.com', { dns: { mx: ['aspmx.l.google.com'], txt: ['v=spf1 include:_spf.salesforce.com -all'] } }),
			aSite('moved.com', {
				page: { status: 301, headers: { location: 'http://new-name.com:PORT/' } },
				further: { 'new-name.com': { body: page } },
			}),
			aSite('broken.com', { page: { status: 503, body: 'busy' } }),
			aSite('missing.com', { page: { status: 404, body: 'gone' } }),
			aSite('says-nothing.com', { page: { body: '<html></html>' } }),
			aSite('robots-broken.com', { robots: undefined, further: {} }),
			aSite('pdf.com', { page: { headers: { 'content-type': 'application/pdf' }, body: '%PDF' } }),
		],
		responderOf: (host) =>
			host === 'robots-broken.com' ? (_request, response) => void response.writeHead(500).end() : undefined,
	});
});

afterAll(async () => await web.close());

testProvider('the provider Website', async () => openWebsite({ network: networkOf(web) }), {
	known: { domain: 'acme.com' },
	knownValues: { name: 'Acme', phone: '+1 415 555 0100', domain: 'acme.com', website: 'http://acme.com' },
	unknown: { domain: 'nobody-is-there.com' },
});

describe('openWebsite', () => {
	const ask = async (domain: string | undefined, options = {}, change = {}) => {
		const [answer] = await answersOf(
			openWebsite({ network: networkOf(web), ...options }),
			[{ key: 0, domain }],
			change,
		);
		return answer;
	};

	it('tells what page and DNS show', async () => {
		expect(await ask('acme.com')).toMatchObject({
			confidence: 0.9,
			matchedOn: 'domain',
			values: {
				technologies: ['Google Workspace', 'Hotjar', 'HubSpot', 'Salesforce'],
				technology_categories: ['Analytics', 'CRM', 'E-Mail', 'Marketing Automation'],
			},
		});
	});

	it('tells only the technologies that were chosen, in their order, and has another version then', async () => {
		const chosenTechnologies = ['salesforce', 'Marketo', 'HubSpot'];
		expect(await ask('acme.com', { chosenTechnologies })).toMatchObject({
			values: { technologies: ['Salesforce', 'HubSpot'], technology_categories: ['CRM', 'Marketing Automation'] },
		});
		expect(await ask('acme.com', { chosenTechnologies: ['Marketo'] })).not.toHaveProperty('values.technologies');
		expect(openWebsite({ chosenTechnologies }).version).not.toBe(openWebsite().version);
	});

	it('says where a domain leads to, and trusts it less', async () => {
		expect(await ask('moved.com')).toMatchObject({
			confidence: 0.6,
			rawConfidence: 'redirected to new-name.com',
			matchedOn: 'domain, which leads to new-name.com',
			values: { domain: 'new-name.com' },
			confidenceOf: { phone: 0.6 },
		});
	});

	it.each([
		['a host that does not exist', 'nobody-is-there.com', 'no_match', /does not exist/],
		['a page that is missing', 'missing.com', 'no_match', /status 404/],
		['a page that says nothing', 'says-nothing.com', 'no_match', /says nothing of a company/],
		['a file', 'pdf.com', 'no_match', /no page/],
		['a server in trouble', 'broken.com', 'provider_failed', /status 503/],
		['a robots.txt that cannot be read', 'robots-broken.com', 'provider_failed', /robots\.txt/],
		['a record without a domain', undefined, 'invalid_input', /company domain/],
		['a domain that is none', 'localhost', 'invalid_input', /company domain/],
	])('answers %s as it is', async (_, domain, outcome, message) => {
		const answer = await ask(domain);
		expect(answer).toMatchObject({ outcome, message: expect.stringMatching(message) });
		expect('retryable' in answer && answer.retryable).toBe(outcome === 'provider_failed');
	});

	it('asks a domain once, however many records have it', async () => {
		const before = web.requests.length;
		const queries = Array.from({ length: 20 }, (_, key) => ({ key, domain: 'acme.com' }));
		expect(await answersOf(openWebsite({ network: networkOf(web) }), queries)).toHaveLength(20);
		expect(web.requests.slice(before)).toEqual(['acme.com/robots.txt', 'acme.com/']);
	});

	it('asks the DNS for systems only when somebody reads technologies', async () => {
		const answer = await ask('acme.com', {}, { wanted: ['name'] });
		expect(answer).toMatchObject({ values: { technologies: ['Hotjar', 'HubSpot'] } });
	});

	it('stops in the middle when it is told to', async () => {
		const stop = new AbortController();
		const resolver = Object.assign(networkOf(web).resolver!, {
			resolve4: async () => await new Promise<never>(() => stop.abort()),
		});
		const provider = openWebsite({ network: { ...networkOf(web), resolver } });
		const asked = provider.ask([{ key: 0, domain: 'acme.com' }], askOptions(provider, { signal: stop.signal }));
		await expect(asked).rejects.toMatchObject({ code: 'canceled' });
	});
});
