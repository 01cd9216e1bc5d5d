import type { Company, EmailState, Job } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { companyInfo } from './company-info';

/** How LeadIQ calls the states of an address. */
export const emailStatuses: Readonly<Record<EmailState, string>> = {
	verified: 'Verified',
	catch_all: 'VerifiedLikely',
	unverified: 'Unverified',
	invalid: 'Invalid',
};

/** A `PersonRecord`. */
export function personRecord(known: KnownPerson, market: Market): Record<string, unknown> {
	const { person, job, employer, former } = known;
	const updatedAt = `${known.seenOn}T00:00:00Z`;
	const record = { type: 'NotApplicable', status: 'Valid', updatedAt };
	return {
		id: market.ownId(person),
		_id: market.ownId(person),
		name: {
			first: person.firstName,
			last: person.lastName,
			middle: null,
			fullName: `${person.firstName} ${person.lastName}`,
		},
		currentPositions: [position(known, job, employer, market)],
		pastPositions: former
			? [{ ...position(known, former.job, former.employer, market), emails: [], phones: [], workEmail: null }]
			: [],
		linkedin: { ...record, linkedinId: person.linkedin, linkedinUrl: `https://www.linkedin.com/in/${person.linkedin}` },
		profiles: [],
		education: [],
		location: {
			...record,
			fullAddress: `${person.place.city}, ${person.place.region}, ${person.place.countryName}`,
			areaLevel1: person.place.region,
			city: person.place.city,
			country: person.place.countryName,
			countryCode2: person.place.country,
			countryCode3: null,
		},
		updatedAt,
		personalEmails: known.personalEmail
			? [{ type: 'PersonalEmail', status: 'Unverified', updatedAt, value: known.personalEmail }]
			: [],
		personalPhones: known.mobile
			? [
					{
						type: 'PersonalMobile',
						status: 'LikelyAccurate',
						verificationStatus: 'LikelyAccurate',
						updatedAt,
						value: known.mobile,
					},
				]
			: [],
		confidence: Math.round(known.sureness * 100),
	};
}

function position(known: KnownPerson, job: Job, employer: Company, market: Market): Record<string, unknown> {
	const updatedAt = `${known.seenOn}T00:00:00Z`;
	const email = known.email && {
		type: 'WorkEmail',
		status: emailStatuses[known.email.state],
		updatedAt,
		value: known.email.address,
	};
	return {
		companyId: market.ownId(employer),
		title: job.title,
		dateRange: { start: `${job.from}-01T00:00:00Z`, end: job.until ? `${job.until}-01T00:00:00Z` : null },
		updatedAt,
		emails: email ? [email] : [],
		workEmail: email ?? null,
		phones: known.directPhone
			? [
					{
						type: 'WorkPhone',
						status: 'LikelyAccurate',
						verificationStatus: 'LikelyAccurate',
						updatedAt,
						value: known.directPhone,
					},
				]
			: [],
		companyInfo: companyInfo(employer, known.seenOn, market),
		seniority: {
			cxo: 'Executive',
			vp: 'VP',
			director: 'Director',
			manager: 'Manager',
			senior: 'SeniorIndividualContributor',
			entry: 'Other',
		}[job.seniority],
		function: job.department,
		matchedQuery: true,
	};
}
