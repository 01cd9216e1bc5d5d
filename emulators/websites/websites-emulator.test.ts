import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { siteCatalogue } from './site-catalogue';
import { seededSites } from './seeded-sites';
import { startWebsites, type WebsitesEmulator } from './websites-emulator';

describe('the emulated web', () => {
	let web: WebsitesEmulator;
	let resolver: Resolver;

	beforeAll(async () => {
		web = await startWebsites({
			sites: [
				{
					host: 'acme.com',
					about: '',
					truth: undefined,
					page: { headers: { location: 'http://www.acme.com:PORT/' }, status: 301 },
					robots: 'User-agent: *',
					dns: { mx: ['mx1.acme.com', 'mx2.acme.com'], txt: ['short', 'long '.repeat(100)] },
					further: { 'www.acme.com': { body: 'Hello' } },
				},
			],
			zone: (host) => (host === 'broken.com' ? 'broken' : undefined),
		});
		resolver = new Resolver({ timeout: 2_000, tries: 1 });
		resolver.setServers([web.dns]);
	});

	afterAll(async () => await web.close());

	const get = async (host: string, path: string) =>
		await new Promise<{ status?: number; location?: string; body: string }>((resolve, reject) => {
			request({ host: '127.0.0.1', port: web.port, path, headers: { host: `${host}:${web.port}` } }, (reply) => {
				let body = '';
				reply.on('data', (piece) => (body += piece));
				reply.on('end', () => resolve({ status: reply.statusCode, location: reply.headers.location, body }));
			})
				.on('error', reject)
				.end();
		});

	it('serves each host its own page', async () => {
		expect(await get('www.acme.com', '/')).toMatchObject({ status: 200, body: 'Hello' });
		expect(await get('acme.com', '/')).toMatchObject({ status: 301, location: `http://www.acme.com:${web.port}/` });
		expect(await get('acme.com', '/robots.txt')).toMatchObject({ status: 200, body: 'User-agent: *' });
		expect(await get('www.acme.com', '/robots.txt')).toMatchObject({ status: 404 });
		expect(await get('nobody.com', '/')).toMatchObject({ status: 421 });
		expect(web.requests.slice(0, 2)).toEqual(['www.acme.com/', 'acme.com/']);
	});

	it('answers as a DNS server does', async () => {
		expect(await resolver.resolve4('acme.com')).toEqual(['127.0.0.1']);
		expect((await resolver.resolveMx('acme.com')).map(({ exchange }) => exchange).sort()).toEqual([
			'mx1.acme.com',
			'mx2.acme.com',
		]);
		expect((await resolver.resolveTxt('acme.com')).map((pieces) => pieces.join(''))).toEqual([
			'short',
			'long '.repeat(100),
		]);
		await expect(resolver.resolve4('nobody.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
		await expect(resolver.resolve6('acme.com')).rejects.toMatchObject({ code: 'ENODATA' });
		await expect(resolver.resolve4('broken.com')).rejects.toMatchObject({ code: 'ESERVFAIL' });
	});

	it('has the same sites each time, and others for another seed', () => {
		expect(siteCatalogue()).toEqual(siteCatalogue());
		expect(seededSites(3, 1)).not.toEqual(seededSites(3, 2));
	});
});
