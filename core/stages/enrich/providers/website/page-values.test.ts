import { readValues } from './page-values';
import { readPage } from './read-page';

function values(html: string, domain = 'acme.com', headers: Readonly<Record<string, string>> = {}) {
	const read = readValues(readPage(html, new URL(`https://${domain}/`)), headers, domain);
	return Object.fromEntries(read.entries().map(([name, { value }]) => [name, value]));
}

const jsonLd = (value: object) =>
	`<script type="application/ld+json">${JSON.stringify({ '@type': 'Organization', ...value })}</script>`;

describe('readValues', () => {
	it('prefers structured data to meta elements, and those to the title', () => {
		const meta = '<title>Acme Title</title><meta property="og:site_name" content="Some Site">';
		expect(values(meta).name).toBe('Some Site');
		expect(values(`${meta}${jsonLd({ name: 'Acme Inc' })}`).name).toBe('Acme Inc');
		expect(values('<title>Acme Title</title>').name).toBe('Acme Title');
	});

	it.each([
		[
			'with its country',
			'acme.com',
			{ telephone: '030 23125071', address: { addressCountry: 'Deutschland' } },
			'+49 30 23125071',
			'Germany',
		],
		['by the ending of the domain', 'acme.co.uk', { telephone: '020 7946 0018' }, '+44 20 7946 0018', 'United Kingdom'],
		['in international form', 'acme.com', { telephone: '0033 1 53 39 01 70' }, '+33 1 53 39 01 70', 'France'],
		['not without a country', 'acme.io', { telephone: '020 7946 0018' }, undefined, undefined],
		['not what is none', 'acme.de', { telephone: 'call us' }, undefined, 'Germany'],
	])('reads a phone number %s', (_, domain, organization, phone, country) => {
		expect(values(jsonLd(organization), domain)).toMatchObject({
			...(phone && { phone }),
			...(country && { country }),
		});
		expect(values(jsonLd(organization), domain).phone).toBe(phone);
	});

	it('takes a mailbox of its own domain only, and none that nobody reads', () => {
		const links = (...hrefs: string[]) => values(hrefs.map((href) => `<a href="${href}">x</a>`).join('')).email;
		expect(links('mailto:info@agency.com', 'mailto:hello@acme.com?subject=x')).toBe('hello@acme.com');
		expect(links('mailto:noreply@acme.com')).toBeUndefined();
		expect(links('mailto:x@acme.com%0d%0aBcc:y@acme.com')).toBeUndefined();
	});

	it('reads address, year and identifier', () => {
		const address = {
			streetAddress: '1 Main St',
			addressLocality: 'Town',
			postalCode: 12345,
			addressRegion: { name: 'CA' },
			addressCountry: 'US',
		};
		expect(values(jsonLd({ address, foundingDate: '1998', leiCode: '549300MLUDYVRQOOXS22' }))).toEqual({
			street: '1 Main St',
			city: 'Town',
			postal_code: '12345',
			region: 'CA',
			country: 'United States',
			founded_year: 1998,
			lei: '549300MLUDYVRQOOXS22',
		});
		expect(values(jsonLd({ foundingDate: '0001', leiCode: 'x', address: 'Somewhere 1, Town' }))).toEqual({});
	});

	it.each([
		['<html lang="de-AT">', {}, 'de'],
		['<html lang="en_US">', {}, 'en'],
		['<html lang="xx-yy">', { 'content-language': 'fr' }, 'fr'],
		['<meta property="og:locale" content="pt_BR">', {}, 'pt'],
		['<html lang="englishy">', {}, undefined],
	])('reads the language of %s with %j', (html, headers, language) => {
		expect(values(html, 'acme.com', headers as Record<string, string>).language).toBe(language);
	});
});
