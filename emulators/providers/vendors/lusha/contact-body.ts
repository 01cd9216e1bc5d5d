import type { EmailState } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';

const grades: Readonly<Record<EmailState, string | null>> = {
	verified: 'A+',
	catch_all: 'B',
	unverified: 'C',
	invalid: null,
};

/** A contact as Lusha v3 has it, with what was asked to be revealed. */
export function contact(known: KnownPerson, market: Market, reveal: ReadonlySet<string>): Record<string, unknown> {
	const { person, job, employer, former } = known;
	const { place } = person;
	return {
		id: market.ownId(person),
		firstName: person.firstName,
		lastName: person.lastName,
		fullName: `${person.firstName} ${person.lastName}`,
		jobTitle: { title: job.title, departments: [job.department], seniority: job.seniority },
		location: { country: place.countryName, countryIso2: place.country, state: place.region, city: place.city },
		tags: [],
		emails: reveal.has('emails') ? emails(known) : [],
		phones: reveal.has('phones') ? phones(known) : [],
		company: {
			id: market.ownId(employer),
			name: employer.name,
			domain: `www.${employer.domain}`,
			industry: employer.industry.name,
		},
		socialLinks: { linkedin: `https://www.linkedin.com/in/${person.linkedin}` },
		previousEmployment: former
			? [
					{
						company: { name: former.employer.name, domain: former.employer.domain },
						jobTitle: { title: former.job.title },
					},
				]
			: [],
		updateDate: known.seenOn,
	};
}

function emails({ email, personalEmail, seenOn }: KnownPerson): unknown[] {
	return [
		...(email ? [{ email: email.address, type: 'work', confidence: grades[email.state], updateDate: seenOn }] : []),
		...(personalEmail ? [{ email: personalEmail, type: 'private', confidence: 'A', updateDate: seenOn }] : []),
	];
}

function phones({ mobile, directPhone, seenOn }: KnownPerson): unknown[] {
	return [
		...(mobile ? [{ number: mobile, type: 'mobile', doNotCall: false, updateDate: seenOn }] : []),
		...(directPhone ? [{ number: directPhone, type: 'direct', doNotCall: false, updateDate: seenOn }] : []),
	];
}
