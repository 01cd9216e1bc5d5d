import { asText, type Call } from '../../serve/call';
import type { EmailState } from '../../world/company';
import type { KnownPerson } from '../../world/market';
import { profile } from './profile';
import type { Contact } from './order';

/** What came of one contact. */
export interface ContactResult {
	readonly input: Record<string, unknown>;
	readonly custom?: unknown;
	readonly contact_info?: Record<string, unknown>;
	readonly profile?: Record<string, unknown>;
}

const statuses: Readonly<Record<EmailState, string>> = {
	verified: 'DELIVERABLE',
	catch_all: 'CATCH_ALL',
	unverified: 'HIGH_PROBABILITY',
	invalid: 'INVALID',
};

/** Looks one contact up and charges for what is found; `short`: there are too few credits, and nothing was charged. */
export function enrichContact(call: Call, contact: Contact, isSkipped: boolean): ContactResult | 'short' {
	const echo = echoOf(contact);
	const known = isSkipped ? undefined : find(call, contact);
	if (!known) return echo;
	const wanted = new Set(contact.enrich_fields as string[]);
	const email = wanted.has('contact.work_emails') && known.email?.state !== 'invalid' ? known.email : undefined;
	const personal = wanted.has('contact.personal_emails') ? known.personalEmail : undefined;
	const phones = wanted.has('contact.phones')
		? [known.mobile, known.directPhone].filter((each) => each !== undefined)
		: [];
	const credits = (email ? 1 : 0) + (personal ? 3 : 0) + (phones.length > 0 ? 10 : 0);
	if (!call.charge({ pool: 'credits', credits, what: `contact ${known.person.id}` })) return 'short';
	const work = email && { email: email.address, status: statuses[email.state] };
	const own = personal && { email: personal, status: 'DELIVERABLE' };
	const numbers = phones.map((number) => ({ number, region: known.person.place.country }));
	return {
		...echo,
		contact_info: {
			...(work ? { most_probable_work_email: work } : {}),
			...(own ? { most_probable_personal_email: own } : {}),
			...(numbers[0] ? { most_probable_phone: numbers[0] } : {}),
			work_emails: work ? [work] : [],
			personal_emails: own ? [own] : [],
			phones: numbers,
		},
		profile: profile(known, call.market),
	};
}

function find(call: Call, contact: Contact): KnownPerson | undefined {
	const found = call.market.findPerson({
		linkedin: asText(contact.linkedin_url),
		firstName: asText(contact.first_name),
		lastName: asText(contact.last_name),
		company: asText(contact.company_name),
		domain: asText(contact.domain),
	});
	return found?.person.isSuppressed ? undefined : found;
}

function echoOf(contact: Contact): ContactResult {
	const input = {
		...(contact.first_name === undefined ? {} : { first_name: contact.first_name }),
		...(contact.last_name === undefined ? {} : { last_name: contact.last_name }),
		...(contact.domain === undefined ? {} : { company_domain: contact.domain }),
		...(contact.company_name === undefined ? {} : { company_name: contact.company_name }),
		...(contact.linkedin_url === undefined ? {} : { professional_network_url: contact.linkedin_url }),
	};
	return { input, ...(contact.custom === undefined ? {} : { custom: contact.custom }) };
}
