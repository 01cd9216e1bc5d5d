import type { Company } from '../../emulators/providers/world/company';
import type { WebSite } from '../../emulators/websites/web-site';
import type { Choices } from './choices';

const html = { 'content-type': 'text/html; charset=utf-8' };

/** Home pages of about two thirds of these companies; most say who and where the company is, the others little more than its name. */
export function companySites(companies: readonly Company[], choices: Choices): WebSite[] {
	const seen = new Set<string>();
	return companies.flatMap((company) => {
		const [hasSite, isTelling] = [choices.chance(0.66), choices.chance(0.7)];
		if (!hasSite || seen.has(company.domain)) return [];
		seen.add(company.domain);
		const page = { headers: html, body: pageOf(company, isTelling) };
		return [{ host: company.domain, about: 'a company of the demo', truth: undefined, page }];
	});
}

function pageOf(company: Company, isTelling: boolean): string {
	const name = escaped(company.name);
	const data = isTelling ? `<script type="application/ld+json">${organisation(company)}</script>` : '';
	return `<!doctype html><html lang="en"><head><title>${name}</title>${data}</head><body><h1>${name}</h1></body></html>`;
}

function organisation({ name, phone, place, domain }: Company): string {
	const data = {
		'@context': 'https://schema.org',
		'@type': 'Organization',
		name,
		url: `https://${domain}/`,
		telephone: phone,
		address: {
			'@type': 'PostalAddress',
			streetAddress: place.street,
			addressLocality: place.city,
			addressRegion: place.region,
			postalCode: place.postalCode,
			addressCountry: place.country,
		},
	};
	return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
