import type { Company, EmailState, Job } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { organization } from './organization-body';

const statuses: Readonly<Record<EmailState, string>> = {
	verified: 'verified',
	catch_all: 'unverified',
	unverified: 'unverified',
	invalid: 'unavailable',
};

/** A person as Apollo has them; personal addresses where they were asked for. */
export function apolloPerson(known: KnownPerson, market: Market, withPersonal: boolean): Record<string, unknown> {
	const { person, job, employer, former, email } = known;
	return {
		id: market.ownId(person),
		first_name: person.firstName,
		last_name: person.lastName,
		name: `${person.firstName} ${person.lastName}`,
		linkedin_url: `http://www.linkedin.com/in/${person.linkedin}`,
		title: job.title,
		headline: `${job.title} at ${employer.name}`,
		email_status: email ? statuses[email.state] : 'unavailable',
		email: email && email.state !== 'invalid' ? email.address : null,
		email_domain_catchall: email?.state === 'catch_all',
		extrapolated_email_confidence: null,
		photo_url: null,
		twitter_url: null,
		github_url: null,
		facebook_url: null,
		street_address: person.place.street,
		city: person.place.city,
		state: person.place.region,
		country: person.place.countryName,
		postal_code: person.place.postalCode,
		seniority: job.seniority === 'cxo' ? 'c_suite' : job.seniority,
		departments: [`master_${job.department.replaceAll(' ', '_')}`],
		functions: [job.department.replaceAll(' ', '_')],
		personal_emails: withPersonal && known.personalEmail ? [known.personalEmail] : [],
		organization_id: market.ownId(employer),
		organization: organization(employer, market),
		employment_history: [
			employment(job, employer, market, true),
			...(former ? [employment(former.job, former.employer, market, false)] : []),
		],
	};
}

function employment(job: Job, employer: Company, market: Market, isCurrent: boolean): Record<string, unknown> {
	return {
		organization_id: market.ownId(employer),
		organization_name: employer.name,
		title: job.title,
		start_date: `${job.from}-01`,
		end_date: isCurrent ? null : `${job.until}-01`,
		current: isCurrent,
	};
}
