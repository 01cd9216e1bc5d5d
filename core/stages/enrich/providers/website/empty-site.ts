import type { PageContents } from './page-contents';

/** What shows that a page is no company's: how such pages begin or what they load. */
const kinds: ReadonlyArray<{
	readonly says: string;
	readonly hosts?: RegExp;
	readonly titles?: RegExp;
	readonly texts?: RegExp;
}> = [
	{
		says: 'is parked or for sale',
		hosts:
			/(^|\.)(sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|above\.com|afternic\.com|dan\.com|hugedomains\.com|parkingpage\.namecheap\.com|domainmarket\.com|undeveloped\.com|uniregistry\.com)$/,
		titles:
			/\b(domain|website)\b.{0,40}\bfor sale\b|^\S+\.\S+ is for sale|(domain|domaine|dominio|domein|domena|dominium|\S+\.[a-z]{2,})\b.{0,40}(steht zum verkauf|à vendre|(en|a la) venta|te koop|in vendita|na sprzedaż)|parked (domain|page)|domain parking/i,
		texts:
			/this (premium )?(domain|web ?site)( name)? (is|may be) for sale|buy this domain|domain .{0,60}steht zum verkauf|(ce nom de )?domaine est à vendre|este dominio está (en|a la) venta|domein.{0,40}te koop|parked free|(is|wird) (parked|geparkt)/i,
	},
	{
		says: 'shows the first page of a server, and no site yet',
		titles:
			/^(welcome to nginx|apache2? .{0,40}default page|iis windows( server)?|test page for|index of \/|default web site page|web server's default page|plesk|it works!?$|domain default page|hello world!?$)/i,
		texts: /^\s*(it works!|welcome to nginx!)/i,
	},
	{
		says: 'is not there yet',
		titles:
			/^(coming soon|under construction|im aufbau|en construction|en construcción|website coming soon|launching soon)/i,
		texts:
			/^.{0,120}(web ?site|site|page|seite).{0,30}(coming soon|is under construction|befindet sich im aufbau|entsteht hier)/i,
	},
	{
		says: 'was suspended by its provider',
		titles: /account suspended|site suspended|website suspended|account has been suspended/i,
	},
	{
		says: 'lets no program read it',
		titles:
			/^(just a moment\.\.\.|attention required! \| cloudflare|access denied|pardon our interruption|are you a (human|robot)|bot verification|security check)/i,
	},
];

/** A page with more words than that is a company's, whatever words are among them. */
const fewChars = 1_500;

/** Why the page says nothing of a company, as the end of “The site of acme.com …”; `undefined` when it may. */
export function emptySite(page: PageContents): string | undefined {
	const text = page.text.replaceAll(/\s+/g, ' ').trim();
	const title = page.title.trim().slice(0, 500);
	const hosts = page.resources.filter(({ tag }) => tag === 'script' || tag === 'iframe').map(({ url }) => url);
	if (hosts.some(({ pathname }) => pathname.startsWith('/parking-lander/'))) return kinds[0].says;
	return kinds.find(
		(kind) =>
			hosts.some(({ hostname }) => kind.hosts?.test(hostname)) ||
			(text.length < fewChars && (kind.titles?.test(title) || kind.texts?.test(text))),
	)?.says;
}
