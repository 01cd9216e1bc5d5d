import { noRecords } from '../domain-records';
import { readPage } from '../read-page';
import { findTechnologies, type SiteEvidence } from './find-technologies';
import { chosenAmong, knownTechnologies } from './chosen-technologies';
import { technologies } from './sign-index';

function found(html: string, change: Partial<SiteEvidence> = {}): string[] {
	const page = readPage(html, new URL('https://acme.com/'));
	const isOwnHost = (host: string) => host.endsWith('acme.com');
	return [...findTechnologies({ page, headers: {}, records: noRecords, isOwnHost, ...change }).keys()].sort();
}

const script = (code: string) => `<script>${code}</script>`;

describe('findTechnologies', () => {
	it.each([
		['a host', '<script src="https://js.hs-scripts.com/1.js"></script>', ['HubSpot']],
		['a host without scheme', '<script src="//static.hotjar.com/c/hotjar-1.js"></script>', ['Hotjar']],
		[
			'one tag of Google',
			'<script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>',
			['Google Analytics'],
		],
		['another one', '<script src="https://www.googletagmanager.com/gtag/js?id=AW-1"></script>', ['Google Ads']],
		[
			'its container',
			'<script src="https://www.googletagmanager.com/gtm.js?id=GTM-1"></script>',
			['Google Tag Manager'],
		],
		[
			'a script that loads another',
			script('var s=document.createElement("script");s.src="//js.driftt.com/x.js"'),
			['Drift'],
		],
		['a script that only mentions it', script('var help="https://js.driftt.com/x.js"'), []],
		['a generator', '<meta name="generator" content="WordPress 6.7">', ['WordPress']],
		['what only WordPress has', '<meta name="generator" content="WooCommerce 9.4">', ['WooCommerce', 'WordPress']],
		['a path of its own', '<img src="/wp-content/a.png">', ['WordPress']],
		['a path of somebody else', '<img src="https://other.com/wp-content/a.png">', []],
		['a form', '<form action="https://acme.us1.list-manage.com/subscribe/post">', ['Mailchimp']],
		[
			'a host that only third-party-web knows',
			'<script src="https://cdn.userreport.com/x.js"></script>',
			['UserReport'],
		],
		[
			'what only delivers files',
			'<script src="https://cdn.jsdelivr.net/npm/x.js"></script><link rel="stylesheet" href="https://fonts.googleapis.com/css">',
			[],
		],
		[
			'a host that resembles another',
			'<script src="https://js.hs-scripts.com.evil.example/1.js"></script><script src="https://nothotjar.com/"></script>',
			[],
		],
	])('goes by %s', (_, html, names) => {
		expect(found(html)).toEqual(names);
	});

	it('goes by headers and cookies', () => {
		const headers = {
			server: 'cloudflare',
			'x-powered-by': 'PHP/8.3',
			'set-cookie': 'a=1\nlaravel_session=x',
			'x-shopify-stage': '',
		};
		expect(found('', { headers })).toEqual(['Cloudflare', 'Laravel', 'PHP', 'Shopify']);
	});

	it('goes by the DNS', () => {
		const records = {
			mx: ['acme-com.mail.protection.outlook.com.'],
			spf: ['mail.zendesk.com', 'x.spf04.hubspotemail.net'],
			txt: ['docusign=1', 'slack'],
			dmarc: ['emaildefense.proofpoint.com'],
			cname: ['shops.myshopify.com'],
		};
		expect(found('', { records })).toEqual([
			'DocuSign',
			'HubSpot',
			'Microsoft 365',
			'Proofpoint',
			'Shopify',
			'Zendesk',
		]);
	});
});

describe('the table of technologies', () => {
	it('names each once, with a category and a sign', () => {
		const names = technologies.map(([name]) => name.toLowerCase());
		expect(new Set(names).size).toBe(names.length);
		expect(technologies.filter(([, category, ...signs]) => category === '' || signs.length === 0)).toEqual([]);
		expect(knownTechnologies()).toHaveLength(technologies.length);
	});

	it('writes hosts in lower case and without a scheme', () => {
		const hosts = technologies
			.flatMap(([, , ...signs]) => signs)
			.filter((sign) => /^(host|sends|mx|spf|cname|dmarc):/.test(sign))
			.map((sign) => sign.slice(sign.indexOf(':') + 1).split('/')[0]);
		expect(hosts.filter((host) => !/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host))).toEqual([]);
	});
});

describe('chosenAmong', () => {
	const all = new Map([
		['HubSpot', 'Marketing Automation'],
		['Apache', 'Web Server'],
	]);

	it('gives those chosen in their order, and all by name without a choice', () => {
		expect(chosenAmong(all, ['hubspot ', 'Marketo', 'HubSpot']).map(([name]) => name)).toEqual(['HubSpot']);
		expect(chosenAmong(all, []).map(([name]) => name)).toEqual(['Apache', 'HubSpot']);
	});
});
