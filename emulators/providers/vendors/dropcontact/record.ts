import type { EmailState } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { employeeText } from '../ranges';

const qualifications: Readonly<Record<EmailState, string | undefined>> = {
	verified: 'nominative@pro',
	catch_all: 'catch-all@pro',
	unverified: undefined,
	invalid: 'invalid@pro',
};

/** One contact of a result: what was sent, and what was found; where nobody was, an address is absent. */
export function dropcontactRecord(
	contact: Readonly<Record<string, unknown>>,
	found: KnownPerson | undefined,
	market: Market,
): Record<string, unknown> {
	const custom = contact.custom_fields === undefined ? {} : { custom_fields: contact.custom_fields };
	if (!found) {
		const { email, ...rest } = contact;
		return { ...rest, ...(email ? { email: [{ email, qualification: 'invalid@pro' }] } : {}), ...custom };
	}
	const { person, job, employer } = found;
	return {
		first_name: person.firstName,
		last_name: person.lastName,
		full_name: `${person.firstName} ${person.lastName}`,
		...emails(found),
		...(found.directPhone ? { phone: found.directPhone } : {}),
		...(found.mobile ? { mobile_phone: found.mobile } : {}),
		company: employer.name,
		// Addresses come without their scheme.
		website: `www.${employer.domain}`,
		linkedin: `www.linkedin.com/in/${person.linkedin}`,
		company_linkedin: `www.linkedin.com/company/${employer.linkedin}`,
		nb_employees: employeeText(employer),
		industry: employer.industry.name,
		country: person.place.country,
		job: job.title,
		job_level: job.seniority,
		job_function: job.department,
		...(employer.place.country === 'FR' && employer.registrationNumber ? { siren: employer.registrationNumber } : {}),
		contact_id: market.ownId(person),
		...custom,
	};
}

function emails({ email }: KnownPerson): Record<string, unknown> {
	const qualification = email && qualifications[email.state];
	return qualification ? { email: [{ email: email.address, qualification }] } : {};
}
