import type { Company } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { employeeText, revenueText } from '../ranges';

/** A person in the shape that Hunter has from Clearbit. */
export function hunterPerson(known: KnownPerson, market: Market): Record<string, unknown> {
	const { person, job, employer } = known;
	const { place } = person;
	return {
		id: market.ownId(person),
		name: {
			fullName: `${person.firstName} ${person.lastName}`,
			givenName: person.firstName,
			familyName: person.lastName,
		},
		email: known.email?.address ?? null,
		location: `${place.city}, ${place.region}, ${place.countryName}`,
		timeZone: null,
		utcOffset: null,
		geo: {
			city: place.city,
			state: place.region,
			stateCode: null,
			country: place.countryName,
			countryCode: place.country,
			lat: null,
			lng: null,
		},
		bio: null,
		site: null,
		avatar: null,
		employment: {
			domain: employer.domain,
			name: employer.name,
			title: job.title,
			role: job.department,
			subRole: null,
			seniority: job.seniority === 'cxo' || job.seniority === 'vp' ? 'executive' : job.seniority,
		},
		facebook: { handle: null },
		github: { handle: null },
		twitter: { handle: null },
		linkedin: { handle: person.linkedin },
		fuzzy: false,
		emailProvider: null,
		indexedAt: known.seenOn,
		phone: known.directPhone ?? known.mobile ?? null,
		activeAt: known.seenOn,
		inactiveAt: null,
	};
}

/** A company in the shape that Hunter has from Clearbit. */
export function hunterCompany(company: Company, seenOn: string, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	return {
		id: market.ownId(company),
		name: company.name,
		legalName: company.legalName,
		domain: company.domain,
		domainAliases: [],
		site: { phoneNumbers: [company.phone], emailAddresses: [`info@${company.domain}`] },
		category: {
			sector: industry.sector,
			industryGroup: industry.sector,
			industry: industry.name,
			subIndustry: industry.name,
			sicCode: industry.sic,
			sic4Codes: [industry.sic],
			naicsCode: industry.naics,
			naics6Codes: [industry.naics],
			naics6Codes2022: [industry.naics],
		},
		tags: [industry.sector],
		description: company.description,
		foundedYear: company.foundedYear,
		location: `${place.street}, ${place.city}, ${place.region} ${place.postalCode}, ${place.countryName}`,
		geo: geoOf(company),
		timeZone: null,
		utcOffset: null,
		logo: null,
		facebook: { handle: null },
		linkedin: { handle: `company/${company.linkedin}` },
		twitter: { handle: null },
		crunchbase: { handle: null },
		emailProvider: null,
		type: company.isPublic ? 'public' : 'private',
		ticker: company.ticker ?? null,
		phone: company.phone,
		metrics: {
			employees: employeeText(company),
			annualRevenue: null,
			estimatedAnnualRevenue: revenueText(company),
			raised: null,
		},
		indexedAt: seenOn,
		tech: company.technologies.map((each) => each.toLowerCase().replaceAll(' ', '_')),
		techCategories: [],
		parent: { domain: null },
		ultimateParent: { domain: null },
	};
}

function geoOf({ place }: Company): Record<string, unknown> {
	return {
		streetNumber: null,
		streetName: null,
		subPremise: null,
		streetAddress: place.street,
		city: place.city,
		state: place.region,
		stateCode: null,
		postalCode: place.postalCode,
		country: place.countryName,
		countryCode: place.country,
		lat: null,
		lng: null,
	};
}
