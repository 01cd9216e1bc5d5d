import { asText } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import type { EmailState, Seniority } from '../../world/company';
import type { KnownPerson } from '../../world/market';
import { companyFields } from './company-fields';
import { enrich, type Enrichment } from './enrich';

const levels: Readonly<Record<Seniority, string>> = {
	cxo: 'C-Level',
	vp: 'VP-Level',
	director: 'Director',
	manager: 'Manager',
	senior: 'Non-Manager',
	entry: 'Non-Manager',
};
const accuracy: Readonly<Record<EmailState, number>> = { verified: 97, catch_all: 88, unverified: 80, invalid: 75 };

const contact: Enrichment<KnownPerson> = {
	request: 'ContactEnrich',
	resource: 'Contact',
	input: 'matchPersonInput',
	find: (call, input) => {
		const question = {
			id: asText(input.personId),
			email: asText(input.emailAddress),
			emailHash: asText(input.hashedEmail),
			linkedin: asText(input.externalURL),
			phone: asText(input.phone),
			firstName: asText(input.firstName),
			lastName: asText(input.lastName),
			fullName: asText(input.fullName),
			company: asText(input.companyName),
		};
		const hasName =
			question.fullName !== undefined || (question.firstName !== undefined && question.lastName !== undefined);
		const isEnough = question.id ?? question.email ?? question.emailHash ?? question.linkedin ?? question.phone;
		if (!isEnough && !(hasName && (question.company ?? asText(input.companyId)))) return 'INVALID_INPUT';
		const employer = call.market.findCompany({ id: asText(input.companyId) })?.company;
		const found = call.market.findPerson({ ...question, domain: employer?.domain });
		return found?.person.isSuppressed ? 'OPT_OUT' : found;
	},
	body: (known, { market }) => ({
		id: market.ownId(known.person),
		attributes: attributesOf(known, market.ownId(known.employer)),
	}),
	shaped: withEmployer,
	what: ({ person }) => `person ${person.id}`,
	matchStatus: ({ email, directPhone }) => ((email ?? directPhone) ? 'FULL_MATCH' : 'CONTACT_ONLY_MATCH'),
};

function attributesOf(known: KnownPerson, companyId: string): Record<string, unknown> {
	const { person, job, employer, email } = known;
	const { place } = person;
	const company = companyFields(employer);
	return {
		firstName: person.firstName,
		middleName: '',
		lastName: person.lastName,
		email: email && email.state !== 'invalid' ? email.address : '',
		phone: known.directPhone ?? '',
		directPhoneDoNotCall: false,
		mobilePhone: known.mobile ?? '',
		mobilePhoneDoNotCall: false,
		street: place.street,
		city: place.city,
		region: place.region,
		zipCode: place.postalCode,
		state: place.region,
		country: place.countryName,
		jobTitle: job.title,
		jobFunction: { name: job.department, department: job.department },
		managementLevel: [levels[job.seniority]],
		contactAccuracyScore: String(email ? accuracy[email.state] : 75),
		validDate: `${known.seenOn}T00:00:00Z`,
		lastUpdatedDate: `${known.seenOn}T00:00:00Z`,
		externalUrls: [{ type: 'linkedin.com', url: `https://www.linkedin.com/in/${person.linkedin}` }],
		personHasMoved: person.jobs.length > 1 && job !== person.jobs[0] ? 'Yes' : 'No',
		employmentHistory: person.jobs
			.slice(1)
			.map(({ title, from, until }) => ({ jobTitle: title, fromDate: from, toDate: until })),
		companyId: Number(companyId),
		...Object.fromEntries(
			Object.entries(company).map(([name, value]) => [`company${name[0].toUpperCase()}${name.slice(1)}`, value]),
		),
	};
}

/** Fields of the company are asked for by flat names, and answered in an object of their own. */
function withEmployer(asked: Record<string, unknown>): Record<string, unknown> {
	const isEmployers = ([name]: [string, unknown]) => /^company[A-Z]/.test(name);
	const fields = Object.entries(asked);
	const own = Object.fromEntries(fields.filter((field) => !isEmployers(field)));
	const company = fields
		.filter(isEmployers)
		.map(([name, value]) => [name['company'.length].toLowerCase() + name.slice('company'.length + 1), value]);
	return company.length === 0 ? own : { ...own, company: Object.fromEntries(company) };
}

export const contactRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/gtm/data/v1/contacts/enrich',
		document: 'docs.zoominfo.com: Enrich Contact',
		handle: (call) => enrich(call, contact),
	},
];
