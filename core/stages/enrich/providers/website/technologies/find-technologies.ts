import type { DomainRecords } from '../domain-records';
import type { PageContents, PageResource } from '../page-contents';
import { atHost, type HostIndex, indexedBy, signsOf } from './sign-index';
import { thirdPartyOf } from './third-party';

/** What is known of a site when its technologies are looked for; `isOwnHost` tells the site's hosts from others. */
export interface SiteEvidence {
	readonly page: PageContents;
	/** By name in lower case, several of a name by line. */
	readonly headers: Readonly<Record<string, string>>;
	readonly records: DomainRecords;
	readonly isOwnHost: (host: string) => boolean;
}

const index = {
	host: indexedBy('host', '/'),
	sends: indexedBy('sends', '/'),
	mx: indexedBy('mx', '/'),
	spf: indexedBy('spf', '/'),
	cname: indexedBy('cname', '/'),
	dmarc: indexedBy('dmarc', '/'),
	meta: indexedBy('meta', '='),
	header: indexedBy('header', '='),
};

const signs = {
	path: signsOf('path'),
	code: signsOf('code'),
	generator: signsOf('generator'),
	cookie: signsOf('cookie'),
	mark: signsOf('mark'),
	comment: signsOf('comment'),
	txt: signsOf('txt'),
};

/** A script that loads another one; in others an address is only mentioned. */
const loader = /createElement|\.src\s*=|import\(/;

const quotedUrl = /["'`]((?:https?:)?\/\/[^"'`\s\\<>]{4,300})["'`]/g;

/** Category by name of each technology that has left a sign; every sign suffices. */
export function findTechnologies({ page, headers, records, isOwnHost }: SiteEvidence): Map<string, string> {
	const found = new Map<string, string>();
	const add = ({ name, category }: { name: string; category: string }) =>
		void found.set(name, found.get(name) ?? category);
	for (const resource of page.resources) addResource(resource, isOwnHost, add);
	for (const script of page.scripts) addScript(script, isOwnHost, add);
	addPage(page, add);
	addHeaders(headers, add);
	addRecords(records, add);
	for (const name of onlyInWordPress) if (found.has(name)) add(wordPress);
	return found;
}

const wordPress = { name: 'WordPress', category: 'Content Management' };

/** Its extensions, which may leave signs where it hides its own. */
const onlyInWordPress = ['WooCommerce', 'Elementor', 'Divi', 'Yoast SEO', 'Rank Math SEO', 'Jetpack'];

type Add = (technology: { name: string; category: string }) => void;

function addResource({ tag, url }: PageResource, isOwnHost: (host: string) => boolean, add: Add): void {
	if (isOwnHost(url.hostname)) {
		for (const sign of signs.path) if (url.pathname.includes(sign.rest)) add(sign);
	}
	if (tag === 'img' || tag === 'form') addHost(index.sends, url, add);
	else if (!addHost(index.host, url, add) && tag !== 'link' && !isOwnHost(url.hostname)) addThirdParty(url, add);
}

/** Whether a sign of the host agrees. */
function addHost(hosts: HostIndex, url: URL, add: Add): boolean {
	const rest = url.pathname + url.search;
	let isKnown = false;
	for (const sign of atHost(hosts, url.hostname)) {
		if (!rest.startsWith(sign.rest)) continue;
		add(sign);
		isKnown = true;
	}
	return isKnown;
}

function addThirdParty(url: URL, add: Add): void {
	const product = thirdPartyOf(url);
	if (product) add(product);
}

function addScript(script: string, isOwnHost: (host: string) => boolean, add: Add): void {
	for (const sign of signs.code) if (script.includes(sign.rest)) add(sign);
	if (!loader.test(script)) return;
	for (const [, quoted] of script.matchAll(quotedUrl)) {
		const address = quoted.startsWith('//') ? `https:${quoted}` : quoted;
		if (!URL.canParse(address)) continue;
		const url = new URL(address);
		if (!addHost(index.host, url, add) && url.pathname.endsWith('.js') && !isOwnHost(url.hostname))
			addThirdParty(url, add);
	}
}

function addPage({ metas, marks, comments }: PageContents, add: Add): void {
	const generator = metas.get('generator')?.trim().toLowerCase() ?? '';
	for (const sign of signs.generator) if (generator.startsWith(sign.rest.toLowerCase())) add(sign);
	for (const [name, content] of metas) addValue(index.meta, name, (rest) => content.startsWith(rest), add);
	for (const sign of signs.mark) if (marks.has(sign.rest)) add(sign);
	for (const sign of signs.comment) if (comments.some((comment) => comment.includes(sign.rest))) add(sign);
}

function addHeaders(headers: Readonly<Record<string, string>>, add: Add): void {
	for (const [name, value] of Object.entries(headers)) {
		addValue(index.header, name, (rest) => value.toLowerCase().includes(rest.toLowerCase()), add);
	}
	const cookies = (headers['set-cookie'] ?? '').split('\n');
	for (const sign of signs.cookie) if (cookies.some((cookie) => cookie.startsWith(sign.rest))) add(sign);
}

function addValue(values: HostIndex, name: string, agrees: (rest: string) => boolean, add: Add): void {
	for (const sign of values.get(name) ?? []) if (agrees(sign.rest)) add(sign);
}

function addRecords(records: DomainRecords, add: Add): void {
	for (const kind of ['mx', 'spf', 'cname', 'dmarc'] as const) {
		for (const host of records[kind]) for (const sign of atHost(index[kind], host)) add(sign);
	}
	for (const sign of signs.txt) if (records.txt.some((text) => text.startsWith(sign.rest))) add(sign);
}
