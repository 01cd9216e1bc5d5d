import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { SitePage, WebSite } from './web-site';

const html = { 'content-type': 'text/html; charset=utf-8' };

function nobody(host: string, about: string, page: SitePage, more: Partial<WebSite> = {}): WebSite {
	return { host, about, truth: undefined, page, ...more };
}

const gardenHtml = `<!doctype html><html lang="en-GB"><head><title>Willow &amp; Fern</title>
<meta property="og:site_name" content="Willow &amp; Fern">
<meta name="description" content="Gardens planned, planted and looked after.">
<script src="https://static.hotjar.com/c/hotjar-99.js" async></script></head>
<body><h1>Willow &amp; Fern</h1><a href="tel:+442079460018">020 7946 0018</a></body></html>`;

const garden = (technologies: readonly string[] = ['Hotjar']) => ({
	name: 'Willow & Fern',
	technologies,
	values: {
		name: 'Willow & Fern',
		description: 'Gardens planned, planted and looked after.',
		language: 'en',
		phone: '+442079460018',
	},
});

/** Written one by one, for what a generator does not come to: how servers answer, and sites that tell nothing of a company. */
export const writtenSites: readonly WebSite[] = [
	{
		host: 'packed-gzip.com',
		about: 'sent gzipped',
		truth: garden(),
		page: { headers: { ...html, 'content-encoding': 'gzip' }, body: gzipSync(gardenHtml) },
	},
	{
		host: 'packed-brotli.com',
		about: 'sent with Brotli',
		truth: garden(),
		page: { headers: { ...html, 'content-encoding': 'br' }, body: brotliCompressSync(gardenHtml) },
	},
	{
		host: 'leads-to-www.com',
		about: 'redirects to its www',
		truth: garden(),
		page: { status: 301, headers: { location: 'http://www.leads-to-www.com:PORT/' } },
		further: { 'www.leads-to-www.com': { headers: html, body: gardenHtml } },
	},
	{
		host: 'only-www.com',
		about: 'has no address without www',
		truth: garden(),
		page: {},
		dns: { a: [] },
		further: { 'www.only-www.com': { headers: html, body: gardenHtml } },
	},
	{
		host: 'by-language.com',
		about: 'redirects to a path for the language',
		truth: garden(),
		page: { status: 302, headers: { location: 'http://en.by-language.com:PORT/home' } },
		further: { 'en.by-language.com': { headers: html, body: gardenHtml } },
	},
	{
		host: 'utf16.com',
		about: 'UTF-16 with a byte order mark',
		truth: garden(),
		page: { headers: { 'content-type': 'text/html' }, body: Buffer.from(`\uFEFF${gardenHtml}`, 'utf16le') },
	},
	{ host: 'no-content-type.com', about: 'sent without a content type', truth: garden(), page: { body: gardenHtml } },
	{
		host: 'moved-brand.com',
		about: 'redirects to the domain of its new name',
		truth: garden(),
		page: { status: 301, headers: { location: 'http://willow-fern-gardens.com:PORT/' } },
		further: { 'willow-fern-gardens.com': { headers: html, body: gardenHtml } },
	},
	{
		host: 'late-charset.com',
		about: 'says its charset in http-equiv, after the title',
		truth: { name: 'Bäckerei Süß', technologies: ['Apache'], values: { name: 'Bäckerei Süß', language: 'de' } },
		page: {
			headers: { 'content-type': 'text/html', server: 'Apache' },
			body: Buffer.from(
				'<html lang="de"><head><title>Bäckerei Süß</title><meta http-equiv="content-type" content="text/html; charset=iso-8859-1"></head><body><h1>Bäckerei Süß</h1></body></html>',
				'latin1',
			),
		},
	},
	nobody('for-sale.com', 'is for sale', {
		headers: html,
		body: '<html><head><title>for-sale.com is for sale!</title></head><body><h1>This domain may be for sale</h1><a href="https://www.hugedomains.com/domain_profile.cfm?d=for-sale.com">Buy this domain</a></body></html>',
	}),
	nobody('parked-lander.com', 'is parked at a marketplace', {
		headers: html,
		body: '<!doctype html><html><head><title>parked-lander.com</title><script src="https://img1.wsimg.com/parking-lander/static/js/main.js"></script></head><body><div id="root"></div></body></html>',
	}),
	nobody('sedo-parked.com', 'is parked, with advertisements', {
		headers: html,
		body: '<html><head><title>sedo-parked.com - Informationen zum Thema sedo-parked.</title><script src="https://img.sedoparking.com/js/jquery-1.11.3.custom.min.js"></script></head><body>Diese Webseite wurde vom Domain Inhaber dynamisch generiert, der das Sedo Domain Parking Programm nutzt.</body></html>',
	}),
	nobody('zu-verkaufen.com', 'is for sale, in German', {
		headers: html,
		body: '<html lang="de"><head><title>zu-verkaufen.com steht zum Verkauf</title></head><body><p>Diese Domain steht zum Verkauf.</p></body></html>',
	}),
	nobody('fresh-nginx.com', 'shows the first page of its server', {
		headers: { ...html, server: 'nginx' },
		body: '<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed.</p></body></html>',
	}),
	nobody('fresh-apache.com', 'shows the first page of its server', {
		headers: html,
		body: '<html><head><title>Apache2 Debian Default Page: It works</title></head><body>It works!</body></html>',
	}),
	nobody('coming-soon.com', 'is not there yet', {
		headers: html,
		body: '<html><head><title>coming-soon.com</title></head><body><h1>Website coming soon</h1></body></html>',
	}),
	nobody('gone.com', 'answers 404', {
		status: 404,
		headers: html,
		body: '<html><head><title>404 Not Found</title></head><body>Not Found</body></html>',
	}),
	nobody(
		'keeps-robots-out.com',
		'asks robots to stay away',
		{ headers: html, body: gardenHtml },
		{ robots: 'User-agent: *\nDisallow: /\n' },
	),
	nobody('suspended.com', 'was suspended by its provider', {
		headers: html,
		body: '<html><head><title>Account Suspended</title></head><body><h1>This Account has been suspended.</h1></body></html>',
	}),
	nobody('on-facebook.com', 'leads to its page in a social network', {
		status: 302,
		headers: { location: 'https://www.facebook.com/onfacebook' },
	}),
];
