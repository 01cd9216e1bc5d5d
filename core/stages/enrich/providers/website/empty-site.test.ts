import { emptySite } from './empty-site';
import { readPage } from './read-page';

const said = (html: string) => emptySite(readPage(html, new URL('https://acme.com/')));

describe('emptySite', () => {
	it.each([
		['<title>acme.com is for sale</title>', /for sale/],
		['<title>acme.de steht zum Verkauf</title>', /for sale/],
		['<title>acme.com</title><p>Buy this domain.</p>', /for sale/],
		['<title>acme.com</title><p>Diese Domain steht zum Verkauf.</p>', /for sale/],
		['<script src="https://img.sedoparking.com/x.js"></script>', /parked/],
		['<title>Welcome to nginx!</title>', /first page of a server/],
		['<title>Index of /</title>', /first page of a server/],
		['<title>Coming Soon</title>', /not there yet/],
		['<title>Account Suspended</title>', /suspended/],
		['<title>Just a moment...</title>', /no program/],
	])('knows %s', (html, words) => {
		expect(said(html)).toMatch(words);
	});

	it.each([
		'<title>Acme Houses</title><p>Houses for sale in Boston.</p>',
		'<title>Acme</title><p>Our new shop is coming soon to Leeds.</p><p>Visit us.</p>'.padEnd(300, ' Anvils.'),
		`<title>Domain brokers</title><p>${'We help you sell a name. '.repeat(100)}Buy this domain.</p>`,
		'<title>Domaine de la Côte</title><p>Vins en vente</p>',
		'<a href="https://sedo.com">Sedo</a>',
		'<title>Maisons à vendre - Agence Dupont</title>',
	])('takes %s for a company’s', (html) => {
		expect(said(html)).toBeUndefined();
	});
});
