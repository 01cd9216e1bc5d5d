import type { HttpReply } from '../../../http/reply';
import { asText, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { EmailState, Seniority } from '../../world/company';
import type { KnownPerson, Market } from '../../world/market';
import { matchScore, redeemedIds, redeemIdOf } from './redeem-id';

const qualities: Readonly<Record<EmailState, string>> = {
	verified: 'HIGH_PLUS',
	catch_all: 'MEDIUM',
	unverified: 'LOW',
	invalid: 'VERY_LOW',
};
const levels: Readonly<Record<Seniority, string>> = {
	cxo: 'Executive-Level',
	vp: 'VP-Level',
	director: 'Director-Level',
	manager: 'Manager-Level',
	senior: 'Individual Contributor',
	entry: 'Individual Contributor',
};

function enrich(call: Call): HttpReply {
	const account = (call.json.account ?? {}) as Record<string, unknown>;
	const question = {
		id: asText(call.json.id),
		email: asText(call.json.email),
		emailHash: asText(call.json.sha256),
		linkedin: asText(call.json.linkedinUrl),
		phone: asText(call.json.phoneNumber),
		firstName: asText(call.json.firstName),
		lastName: asText(call.json.lastName),
		company: asText(account.name) ?? asText(call.json.accountName),
		domain: asText(account.website) ?? asText(account.domain) ?? asText(call.json.accountWebsite),
	};
	if (Object.values(question).every((each) => each === undefined))
		throw new Refusal('invalid', 'No identifier was given');
	const found = call.market.findPerson(question);
	const score = found && !found.person.isSuppressed ? matchScore(call, found.sureness, 30) : undefined;
	if (!found || score === undefined) return ok({ results: [] });
	return ok({ matchScore: score, results: [preview(found, call.market)] });
}

function redeem(call: Call): HttpReply {
	const found = redeemedIds(call).flatMap((id) => (id && call.market.findPerson({ id })) || []);
	call.payOnce(found.map(({ person }) => ({ pool: 'credits', credits: 1, what: `person ${person.id}` })));
	return ok({ totalResults: found.length, results: found.map((each) => contact(each, call.market)) });
}

/** What there is, without telling it. */
function preview(known: KnownPerson, market: Market): Record<string, unknown> {
	const { person, job, employer, email, mobile, directPhone } = known;
	return {
		id: market.ownId(person),
		fullName: `${person.firstName} ${person.lastName}`,
		firstName: person.firstName,
		lastName: person.lastName,
		jobTitle: job.title,
		hasEmail: email !== undefined,
		hasMobilePhoneNumbers: mobile !== undefined,
		hasDirectPhoneNumbers: directPhone !== undefined,
		hasLinkedinUrl: true,
		hasManagementLevel: true,
		hasCountry: true,
		hasCity: true,
		redeemId: redeemIdOf(market.ownId(person)),
		account: { id: market.ownId(employer), name: employer.name, hasDomain: true, hasWebsite: true, hasHeadcount: true },
	};
}

function contact(known: KnownPerson, market: Market): Record<string, unknown> {
	const { person, job, employer, former, email, mobile, directPhone } = known;
	const phone = (number: string, label: string): Record<string, unknown> => ({ number, label, score: 80, dnc: false });
	return {
		id: market.ownId(person),
		fullName: `${person.firstName} ${person.lastName}`,
		firstName: person.firstName,
		lastName: person.lastName,
		jobTitle: job.title,
		managementLevel: levels[job.seniority],
		jobFunction: [job.department.toUpperCase()],
		positionStartDate: job.from,
		country: person.place.countryName,
		state: person.place.region,
		city: person.place.city,
		linkedinUrl: `https://www.linkedin.com/in/${person.linkedin}`,
		...(email ? { email: { address: email.address, quality: qualities[email.state] } } : {}),
		mobilePhoneNumbers: mobile ? [phone(mobile, 'MOBILE')] : [],
		directPhoneNumbers: directPhone ? [phone(directPhone, 'DIRECT_DIAL')] : [],
		previousAccounts: former
			? [{ name: former.employer.name, title: former.job.title, start: former.job.from, end: former.job.until }]
			: [],
		lastConfirmed: Date.parse(known.seenOn),
		redeemId: redeemIdOf(market.ownId(person)),
		account: {
			id: market.ownId(employer),
			name: employer.name,
			domain: employer.domain,
			website: employer.domain,
			headcount: employer.employees,
		},
	};
}

const page = 'Cognism API collection';

export const contactRoutes: readonly Route[] = [
	{ method: 'POST', path: '/api/search/contact/enrich', document: `${page}: Enrich Contact`, handle: enrich },
	{ method: 'POST', path: '/api/search/contact/redeem', document: `${page}: Redeem Contacts`, handle: redeem },
];
