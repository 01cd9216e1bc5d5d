import { encode } from 'iconv-lite';
import { analyticsInstallations } from './installed/analytics';
import type { Installation } from './installed/installation';
import { marketingInstallations } from './installed/marketing';
import { broughtAlong, dnsInstallations, platformInstallations } from './installed/platforms';
import { serviceInstallations } from './installed/service';
import { aCompany, type Company } from './pages/company';
import { escaped, layouts } from './pages/layouts';
import { dnsNoises, noises } from './pages/noise';
import { structuredData, type StructuredDataStyle } from './pages/structured-data';
import { pick, type Random, sample, seededRandom } from './random';
import type { DnsRecords, SiteTruth, WebSite } from './web-site';

/** What kinds of sites there are: what they may be built with, and how many tools of each kind they use. */
const kinds = [
	{
		name: 'shop',
		platforms: [
			'Shopify',
			'Magento',
			'WooCommerce',
			'BigCommerce',
			'PrestaShop',
			'Shopware',
			'Salesforce Commerce Cloud',
		],
		servers: ['Cloudflare', 'Fastly', 'nginx'],
		tools: [2, 4, 3],
	},
	{
		name: 'software company',
		platforms: ['Next.js', 'Webflow', 'Gatsby', 'HubSpot CMS Hub', 'Framer', 'Nuxt', 'Contentful', 'Astro'],
		servers: ['Vercel', 'Netlify', 'Cloudflare', 'Amazon CloudFront'],
		tools: [3, 4, 3],
	},
	{
		name: 'blog',
		platforms: ['WordPress', 'Ghost', 'Hugo', 'Jekyll', 'Yoast SEO'],
		servers: ['nginx', 'Netlify', 'WP Engine', 'Cloudflare'],
		tools: [1, 1, 1],
	},
	{
		name: 'local business',
		platforms: ['Wix', 'Squarespace', 'WordPress', 'Elementor', 'Joomla'],
		servers: ['Apache', 'LiteSpeed', ''],
		tools: [1, 1, 2],
	},
	{
		name: 'manufacturer',
		platforms: ['TYPO3', 'Drupal', 'Contao', 'Sitecore', 'Adobe Experience Manager', 'ASP.NET'],
		servers: ['Apache', 'Microsoft IIS', 'nginx', ''],
		tools: [2, 2, 2],
	},
	{
		name: 'single page app',
		platforms: ['Angular', 'Next.js', 'Ruby on Rails', 'Laravel', ''],
		servers: ['nginx', 'Amazon CloudFront', 'Vercel', ''],
		tools: [2, 2, 2],
	},
	{ name: 'nothing special', platforms: ['', 'PHP'], servers: ['Apache', 'nginx', ''], tools: [0, 1, 1] },
] as const;

const installations: Readonly<Record<string, readonly Installation[]>> = {
	...analyticsInstallations,
	...marketingInstallations,
	...serviceInstallations,
	...platformInstallations,
	...dnsInstallations,
};

const charsets: Readonly<Record<string, readonly string[]>> = {
	DE: ['windows-1252', 'utf-8', 'iso-8859-1'],
	FR: ['iso-8859-15', 'utf-8'],
	PL: ['iso-8859-2', 'windows-1250', 'utf-8'],
	JP: ['shift_jis', 'euc-jp', 'utf-8'],
};

/** Of the tools of a site, this share is loaded where no reader of the home page sees it, e.g. by a tag manager. */
const hiddenShare = 0.05;

/** `count` sites and their truth, the same ones for the same seed: companies first, then what they use, then the page. */
export function seededSites(count: number, seed = 12): WebSite[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, (_, index) => aSite(index, random));
}

function aSite(index: number, random: Random): WebSite {
	const company = aCompany(index, random);
	const host = `${company.slug}.com`;
	const kind = kinds[index % kinds.length];
	const technologies = technologiesOf(kind, random);
	const isHidden = new Set(technologies.filter((name) => isTool(name) && random() < hiddenShare));
	const installed = technologies
		.filter((name) => !isHidden.has(name) && !isBroughtAlong(name, technologies))
		.map((name) => pick(installations[name], random));
	const layout = kind.name === 'single page app' ? 'app' : pick(['plain', 'plain', 'plain', 'old', 'broken'], random);
	const style = pick(Object.keys(structuredData) as StructuredDataStyle[], random);
	const charset = pick(charsets[company.countryCode] ?? ['utf-8'], random);
	const profiles = profilesOf(company, random);
	const isShown = layout !== 'app' && random() < 0.7;
	const isStated = style !== 'none' && style !== 'broken';
	const html = layouts[layout]({
		company,
		host,
		charset,
		head: join([...installed.map(({ head }) => head), structuredData[style](company, Object.values(profiles))], random),
		body: join(
			[
				...installed.map(({ body }) => body),
				...(layout === 'app' ? [] : sample(noises, Math.floor(random() * 4), random)),
			],
			random,
		),
		shown: isShown ? shownOf(company, profiles) : '',
		openGraph: random() < 0.6,
	});
	return {
		host,
		about: `${kind.name}, ${layout}, ${style}, ${charset}${isHidden.size > 0 ? ', tools behind a tag manager' : ''}`,
		truth: truthOf(company, technologies, isStated || isShown ? profiles : {}, { isStated, isShown, style }),
		page: {
			headers: headersOf(installed, random() < 0.5 ? `text/html; charset=${charset}` : 'text/html', random),
			body: encode(numbered(html, random), charset),
		},
		robots: pick(
			[
				undefined,
				'User-agent: *\nDisallow: /admin/\n',
				'User-agent: *\nDisallow:\n\nUser-agent: BadBot\nDisallow: /\n',
			],
			random,
		),
		dns: dnsOf(installed, random),
	};
}

function technologiesOf(kind: (typeof kinds)[number], random: Random): string[] {
	const [analytics, marketing, service] = kind.tools;
	const chosen = [
		pick<string>(kind.platforms, random),
		pick<string>(kind.servers, random),
		...sample(Object.keys(analyticsInstallations), Math.floor(random() * (analytics + 1)), random),
		...sample(Object.keys(marketingInstallations), Math.floor(random() * (marketing + 1)), random),
		...sample(Object.keys(serviceInstallations), Math.floor(random() * (service + 1)), random),
		...(random() < 0.8 ? [pick(mailSystems, random)] : []),
		...sample(
			Object.keys(dnsInstallations).filter((name) => !mailSystems.includes(name)),
			Math.floor(random() * 3),
			random,
		),
	].filter((name) => name !== '');
	return [...new Set(chosen.flatMap((name) => [name, ...(broughtAlong[name] ?? [])]))];
}

const mailSystems = [
	'Google Workspace',
	'Google Workspace',
	'Microsoft 365',
	'Microsoft 365',
	'Zoho Mail',
	'Proofpoint',
	'Mimecast',
	'Proton Mail',
	'Fastmail',
	'Barracuda',
];

function isTool(name: string): boolean {
	return name in analyticsInstallations || name in marketingInstallations || name in serviceInstallations;
}

function isBroughtAlong(name: string, technologies: readonly string[]): boolean {
	return technologies.some((other) => broughtAlong[other]?.includes(name));
}

type Profiles = Readonly<Record<string, string>>;

function profilesOf(company: Company, random: Random): Profiles {
	const name = company.slug.replaceAll('-', '');
	const all: Profiles = {
		linkedin_url: `https://www.linkedin.com/company/${company.slug}`,
		facebook_url: `https://www.facebook.com/${name}`,
		x_url: `https://${random() < 0.5 ? 'x' : 'twitter'}.com/${name.slice(0, 15)}`,
		instagram_url: `https://www.instagram.com/${name}/`,
		youtube_url: `https://www.youtube.com/@${name}`,
		github_url: `https://github.com/${company.slug}`,
	};
	return Object.fromEntries(Object.entries(all).filter(() => random() < 0.5));
}

function shownOf(company: Company, profiles: Profiles): string {
	const links = Object.entries(profiles).map(([label, url]) => `<a href="${url}" rel="me">${label.split('_')[0]}</a>`);
	return `<address>${escaped(company.legalName)}, ${escaped(company.street)}, ${company.postalCode} ${escaped(company.city)}</address>
<a href="tel:${company.phone}">${company.phoneText}</a> <a href="mailto:${company.email}?subject=Hello">${company.email}</a> ${links.join(' ')}`;
}

interface Statement {
	readonly isStated: boolean;
	readonly isShown: boolean;
	readonly style: StructuredDataStyle;
}

/** What a person with the page (and its source) before them would fill in. */
function truthOf(
	company: Company,
	technologies: readonly string[],
	profiles: Profiles,
	{ isStated, isShown, style }: Statement,
): SiteTruth {
	const isFull = isStated && style !== 'microdata';
	const postal = { street: company.street, city: company.city, postal_code: company.postalCode };
	const shownProfiles =
		style === 'microdata' && !isShown ? {} : style === 'contactPoint' && !isShown ? onlyFirst(profiles) : profiles;
	return {
		name: company.name,
		technologies,
		unsaid: {
			country: company.country,
			phone: company.phone,
			email: company.email,
			legal_name: company.legalName,
			street: company.street,
			city: company.city,
			postal_code: company.postalCode,
		},
		values: {
			name: company.name,
			description: company.about,
			language: company.language,
			...(isFull && { legal_name: company.legalName, founded_year: String(company.founded) }),
			...((isStated || isShown) && { phone: company.phone, ...postal }),
			...((isFull || isShown) && { email: company.email }),
			...(isStated && { country: company.country }),
			...(isFull && company.region !== undefined && { region: company.region }),
			...Object.fromEntries(
				Object.entries(shownProfiles).map(([name, url]) => [name, url.replace('https://twitter.com', 'https://x.com')]),
			),
		},
	};
}

function onlyFirst(profiles: Profiles): Profiles {
	return Object.fromEntries(Object.entries(profiles).slice(0, 1));
}

function headersOf(installed: readonly Installation[], contentType: string, random: Random): Record<string, string> {
	const headers: Record<string, string> = { 'content-type': contentType };
	for (const each of installed) {
		for (const [name, value] of Object.entries(each.headers ?? {})) headers[name] ??= numbered(value, random);
	}
	return headers;
}

function dnsOf(installed: readonly Installation[], random: Random): DnsRecords {
	const spf = installed.flatMap((each) => each.spf ?? []);
	const txt = [
		...installed.flatMap((each) => each.txt ?? []),
		...(spf.length > 0 ? [`v=spf1 ${spf.join(' ')} ${pick(['~all', '-all', '?all'], random)}`] : []),
		...sample(dnsNoises, Math.floor(random() * 2), random),
	];
	return {
		mx: installed.flatMap((each) => each.mx ?? []).map((host) => numbered(host, random)),
		txt: txt.map((text) => numbered(text, random)),
	};
}

function join(parts: ReadonlyArray<string | undefined>, random: Random): string {
	const given = parts.filter((part) => part !== undefined);
	return sample(given, given.length, random).join('\n');
}

/** Each `#` between other characters becomes a number; one that links within the page stays. */
function numbered(text: string, random: Random): string {
	const account = String(10_000 + Math.floor(random() * 89_999));
	return text.replaceAll(/(?<!&|\/)#(?!org|website)/g, account).replaceAll(/\/#(?=[/.?"']|-)/g, `/${account}`);
}
