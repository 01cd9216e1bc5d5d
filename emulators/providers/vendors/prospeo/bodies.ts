import type { Company, EmailState } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { employeeText, revenueText } from '../ranges';

const statuses: Readonly<Record<EmailState, string>> = {
	verified: 'VERIFIED',
	catch_all: 'UNVERIFIED',
	unverified: 'UNVERIFIED',
	invalid: 'UNAVAILABLE',
};

/** A person as Prospeo has them; the mobile only where it was asked for. */
export function prospeoPerson(known: KnownPerson, market: Market, withMobile: boolean): Record<string, unknown> {
	const { person, job, employer, email, mobile } = known;
	const { place } = person;
	const isRevealed = email !== undefined && email.state !== 'invalid';
	return {
		person_id: market.ownId(person),
		first_name: person.firstName,
		last_name: person.lastName,
		full_name: `${person.firstName} ${person.lastName}`,
		linkedin_url: `https://www.linkedin.com/in/${person.linkedin}`,
		current_job_title: job.title,
		headline: `${job.title} at ${employer.name}`,
		last_job_change_detected_at: person.jobs.length > 1 ? `${job.from}-01T00:00:00.000Z` : null,
		job_history: [
			{
				title: job.title,
				company_name: employer.name,
				current: true,
				start_year: Number(job.from.slice(0, 4)),
				start_month: Number(job.from.slice(5)),
				end_year: null,
				end_month: null,
				departments: [job.department],
				seniority: job.seniority,
				company_id: market.ownId(employer),
			},
		],
		email: {
			status: email ? statuses[email.state] : 'UNAVAILABLE',
			revealed: isRevealed,
			email: isRevealed ? email.address : null,
			verification_method: email?.state === 'verified' ? 'SMTP' : null,
			email_mx_provider: null,
		},
		mobile: {
			status: mobile ? 'VERIFIED' : 'UNAVAILABLE',
			revealed: withMobile && mobile !== undefined,
			mobile: withMobile ? (mobile ?? null) : null,
			mobile_international: withMobile ? (mobile ?? null) : null,
		},
		location: { country: place.countryName, country_code: place.country, state: place.region, city: place.city },
		skills: [],
	};
}

/** A company as Prospeo has it. */
export function prospeoCompany(company: Company, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	return {
		company_id: market.ownId(company),
		name: company.name,
		website: `https://${company.domain}`,
		domain: company.domain,
		description: company.description,
		industry: industry.name,
		type: company.isPublic ? 'Public' : 'Private',
		employee_count: company.employees,
		employee_range: employeeText(company),
		founded: company.foundedYear,
		location: {
			country: place.countryName,
			country_code: place.country,
			state: place.region,
			city: place.city,
			raw_address: place.street,
		},
		sic_codes: [industry.sic],
		naics_codes: [industry.naics],
		revenue_range_printed: revenueText(company),
		linkedin_url: `https://www.linkedin.com/company/${company.linkedin}`,
		phone_hq: { phone_hq: company.phone },
		technology: { count: company.technologies.length, technology_names: [...company.technologies] },
	};
}
