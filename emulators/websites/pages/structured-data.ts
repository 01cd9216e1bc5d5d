import type { Company } from './company';

/** How a site states its facts to machines; what it states stands in its truth anyway, seen by a reader or not. */
export type StructuredDataStyle = keyof typeof structuredData;

/** The ways in which sites write JSON-LD, and what some do wrong. */
export const structuredData = {
	organization: (company, profiles) => jsonLd({ '@context': 'https://schema.org', ...organization(company, profiles) }),
	/** As the plugins for search engines write it. */
	graph: (company, profiles) =>
		jsonLd({
			'@context': 'https://schema.org',
			'@graph': [
				{
					'@type': 'WebSite',
					'@id': '/#website',
					url: '/',
					name: `${company.name} – Home`,
					publisher: { '@id': '/#org' },
				},
				{ '@type': 'WebPage', '@id': '/', name: 'Home', isPartOf: { '@id': '/#website' } },
				{ ...organization(company, profiles), '@id': '/#org' },
			],
		}),
	localBusiness: (company, profiles) =>
		jsonLd([
			{
				'@context': 'http://schema.org',
				...organization(company, profiles),
				'@type': ['LocalBusiness', 'Store'],
				openingHours: 'Mo-Fr 09:00-18:00',
				priceRange: '$$',
			},
		]),
	/** The publisher of an article, after people and products that are somebody else's. */
	publisher: (company, profiles) =>
		jsonLd({
			'@context': 'https://schema.org',
			'@type': 'NewsArticle',
			headline: 'A year in review',
			author: {
				'@type': 'Person',
				name: 'Sam Writer',
				telephone: '+1 202 555 0199',
				sameAs: ['https://x.com/samwriter'],
			},
			publisher: organization(company, profiles),
		}),
	corporation: (company, profiles) =>
		jsonLd({
			'@context': { '@vocab': 'https://schema.org/' },
			...organization(company, profiles),
			'@type': 'https://schema.org/Corporation',
			address: [postalAddress(company)],
			contactPoint: [{ '@type': 'ContactPoint', telephone: company.phone, contactType: 'sales' }],
			telephone: undefined,
		}),
	contactPoint: (company, profiles) =>
		jsonLd({
			'@context': 'https://schema.org',
			...organization(company, profiles),
			telephone: undefined,
			email: undefined,
			sameAs: profiles[0],
			contactPoint: {
				'@type': 'ContactPoint',
				telephone: company.phone,
				email: company.email,
				contactType: 'customer service',
			},
		}),
	/** In comments of old days, which browsers ignore within a script. */
	commented: (company, profiles) =>
		`<script type="application/ld+json">\n//<![CDATA[\n${JSON.stringify({ '@context': 'https://schema.org', ...organization(company, profiles) })}\n//]]>\n</script>`,
	/** A comma too many: to a parser it says nothing. */
	broken: (company, profiles) =>
		`<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...organization(company, profiles) }).replace(/}$/, ',}')}</script>`,
	microdata: (company) =>
		`<div itemscope itemtype="https://schema.org/Organization"><span itemprop="name">${company.name}</span><span itemprop="telephone">${company.phone}</span><div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="streetAddress">${company.street}</span><span itemprop="postalCode">${company.postalCode}</span> <span itemprop="addressLocality">${company.city}</span><meta itemprop="addressCountry" content="${company.countryCode}"></div></div>`,
	none: () => '',
} as const satisfies Record<string, (company: Company, profiles: readonly string[]) => string>;

function organization(company: Company, profiles: readonly string[]): Record<string, unknown> {
	return {
		'@type': 'Organization',
		name: company.name,
		legalName: company.legalName,
		url: `http://${company.slug}.com/`,
		description: company.about,
		telephone: company.phoneText,
		email: company.email,
		foundingDate: `${company.founded}-04-01`,
		address: postalAddress(company),
		sameAs: [...profiles, 'https://en.wikipedia.org/wiki/Main_Page'],
		logo: { '@type': 'ImageObject', url: '/logo.png' },
	};
}

function postalAddress(company: Company): Record<string, unknown> {
	return {
		'@type': 'PostalAddress',
		streetAddress: company.street,
		addressLocality: company.city,
		addressRegion: company.region,
		postalCode: company.postalCode,
		addressCountry: company.countryCode === 'DE' ? { '@type': 'Country', name: 'DE' } : company.countryCode,
	};
}

function jsonLd(value: unknown): string {
	return `<script type="application/ld+json">${JSON.stringify(value, undefined, 1).replaceAll('</', '<\\/')}</script>`;
}
