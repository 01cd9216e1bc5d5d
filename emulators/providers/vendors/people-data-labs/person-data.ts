import type { Company, Job } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { employeeText } from '../ranges';

/** PDL writes everything in lower case, and addresses of the web without their scheme. */
const lower = (text: string): string => text.toLowerCase();

/** A person as PDL has them. */
export function personData(known: KnownPerson, market: Market): Record<string, unknown> {
	const { person, job, employer, former, email } = known;
	const name = lower(`${person.firstName} ${person.lastName}`);
	const phones = [known.mobile, known.directPhone].filter((each) => each !== undefined);
	const personal = known.personalEmail ? [known.personalEmail] : [];
	return {
		id: market.ownId(person),
		full_name: name,
		first_name: lower(person.firstName),
		last_name: lower(person.lastName),
		linkedin_url: `linkedin.com/in/${person.linkedin}`,
		linkedin_username: person.linkedin,
		work_email: email?.address ?? null,
		personal_emails: personal,
		recommended_personal_email: personal[0] ?? null,
		mobile_phone: known.mobile ?? null,
		phone_numbers: phones,
		emails: [
			...(email ? [{ address: email.address, type: 'current_professional' }] : []),
			...personal.map((address) => ({ address, type: 'personal' })),
		],
		industry: lower(employer.industry.name),
		job_title: lower(job.title),
		job_title_role: lower(job.department),
		job_title_levels: [job.seniority],
		job_company_id: market.ownId(employer),
		job_company_name: lower(employer.name),
		job_company_website: employer.domain,
		job_company_size: employeeText(employer),
		job_company_industry: lower(employer.industry.name),
		job_company_linkedin_url: `linkedin.com/company/${employer.linkedin}`,
		job_start_date: job.from,
		job_last_verified: known.seenOn,
		...location(known),
		experience: [
			experience(job, employer, market, true),
			...(former ? [experience(former.job, former.employer, market, false)] : []),
		],
	};
}

function location({ person: { place } }: KnownPerson): Record<string, unknown> {
	return {
		location_name: lower(`${place.city}, ${place.region}, ${place.countryName}`),
		location_locality: lower(place.city),
		location_region: lower(place.region),
		location_country: lower(place.countryName),
		location_postal_code: place.postalCode,
		location_street_address: lower(place.street),
	};
}

function experience(job: Job, employer: Company, market: Market, isPrimary: boolean): Record<string, unknown> {
	return {
		company: {
			id: market.ownId(employer),
			name: lower(employer.name),
			website: employer.domain,
			size: employeeText(employer),
			industry: lower(employer.industry.name),
			linkedin_url: `linkedin.com/company/${employer.linkedin}`,
		},
		title: { name: lower(job.title), role: lower(job.department), levels: [job.seniority] },
		start_date: job.from,
		end_date: job.until ?? null,
		is_primary: isPrimary,
	};
}
