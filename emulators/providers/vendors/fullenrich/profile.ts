import type { Company, Job } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';

/** Who somebody is and where they work, as FullEnrich tells it. */
export function profile({ person, job, employer, former }: KnownPerson, market: Market): Record<string, unknown> {
	const current = employment(job, employer, market, true);
	return {
		id: market.ownId(person),
		full_name: `${person.firstName} ${person.lastName}`,
		first_name: person.firstName,
		last_name: person.lastName,
		headline: `${job.title} at ${employer.name}`,
		location: {
			country: person.place.countryName,
			country_code: person.place.country,
			city: person.place.city,
			region: person.place.region,
		},
		social_profiles: {
			professional_network: { url: `https://www.linkedin.com/in/${person.linkedin}`, handle: person.linkedin },
		},
		educations: [],
		languages: [],
		skills: [],
		employment: {
			current,
			all: [current, ...(former ? [employment(former.job, former.employer, market, false)] : [])],
		},
	};
}

function employment(job: Job, company: Company, market: Market, isCurrent: boolean): Record<string, unknown> {
	const { place } = company;
	return {
		title: job.title,
		is_current: isCurrent,
		start_at: `${job.from}-01T00:00:00Z`,
		...(job.until ? { end_at: `${job.until}-01T00:00:00Z` } : {}),
		company: {
			id: market.ownId(company),
			name: company.name,
			domain: company.domain,
			website: `https://www.${company.domain}`,
			description: company.description,
			year_founded: company.foundedYear,
			headcount: company.employees,
			company_type: company.isPublic ? 'Public Company' : 'Privately Held',
			locations: {
				headquarters: {
					line1: place.street,
					city: place.city,
					region: place.region,
					country: place.countryName,
					country_code: place.country,
				},
				offices: [],
			},
			industry: { main_industry: company.industry.name },
			social_profiles: {
				professional_network: { url: `https://www.linkedin.com/company/${company.linkedin}`, handle: company.linkedin },
			},
		},
	};
}
