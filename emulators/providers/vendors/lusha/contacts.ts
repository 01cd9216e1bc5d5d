import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call, type Price } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { uuidOf } from '../../world/chance';
import type { KnownPerson } from '../../world/market';
import { contact } from './contact-body';

type Item = Readonly<Record<string, unknown>>;
type Outcome = {
	readonly item: Item;
	readonly found?: KnownPerson;
	readonly error?: { code: string; message: string };
};

const most = 'contacts must contain 1 to 100 items';

function look(call: Call, item: Item): Outcome {
	const question = {
		id: asText(item.id),
		email: asText(item.email),
		linkedin: asText(item.linkedinUrl),
		firstName: asText(item.firstName),
		lastName: asText(item.lastName),
		company: asText(item.companyName),
		domain: asText(item.companyDomain),
	};
	const found = call.market.findPerson(question);
	if (!found) return { item, error: { code: 'NOT_FOUND', message: 'Contact not found' } };
	if (found.person.isSuppressed)
		return { item, error: { code: 'COMPLIANCE_RESTRICTED', message: 'Contact is restricted' } };
	return { item, found };
}

function searchAndEnrich(call: Call): HttpReply {
	const outcomes = listOf(call.json.contacts, 100, most).map((item) => look(call, item));
	return revealed(call, outcomes, searchPrice(outcomes.length, call));
}

function search(call: Call): HttpReply {
	const outcomes = listOf(call.json.contacts, 100, most).map((item) => look(call, item));
	call.pay([searchPrice(outcomes.length, call)]);
	return ok({
		requestId: uuidOf('lusha request', call.number),
		results: outcomes.map(({ item, found, error }) => ({
			...reference(item),
			...(found ? preview(call, found) : { error }),
		})),
		billing: billing(call, outcomes),
	});
}

function enrich(call: Call): HttpReply {
	const ids = call.json.ids;
	if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100)
		throw new Refusal('invalid', 'ids must contain 1 to 100 items');
	return revealed(
		call,
		ids.map((id) => look(call, { id })),
	);
}

function revealed(call: Call, outcomes: readonly Outcome[], base?: Price): HttpReply {
	const reveal = revealOf(call.json.reveal);
	const known = outcomes.flatMap(({ found }) => (found ? [found] : []));
	const fresh = call.unlock(known.flatMap((found) => pricesOf(found, reveal)));
	call.pay([...(base ? [base] : []), ...fresh]);
	for (const { what } of fresh) call.account.unlock(what, call.now);
	return ok({
		requestId: uuidOf('lusha request', call.number),
		results: outcomes.map(({ item, found, error }) => ({
			...reference(item),
			...(found ? contact(found, call.market, reveal) : { ...(item.id ? { id: item.id } : {}), error }),
		})),
		billing: billing(call, outcomes),
	});
}

function pricesOf(found: KnownPerson, reveal: ReadonlySet<string>): Price[] {
	const hasPhone = found.mobile ?? found.directPhone;
	return [
		...(reveal.has('emails') && found.email ? [{ pool: 'credits', credits: 1, what: `email ${found.person.id}` }] : []),
		...(reveal.has('phones') && hasPhone ? [{ pool: 'credits', credits: 5, what: `phone ${found.person.id}` }] : []),
	];
}

/** Both where the request does not say. */
function revealOf(value: unknown): ReadonlySet<string> {
	if (value === undefined) return new Set(['emails', 'phones']);
	if (Array.isArray(value) && value.every((each) => each === 'emails' || each === 'phones'))
		return new Set(value as string[]);
	throw new Refusal('invalid', 'reveal must hold emails, phones or both');
}

function preview(
	call: Call,
	{ person, job, employer, email, mobile, directPhone }: KnownPerson,
): Record<string, unknown> {
	const has = [...(email ? ['emails'] : []), ...((mobile ?? directPhone) ? ['phones'] : [])];
	return {
		id: call.market.ownId(person),
		firstName: person.firstName,
		lastName: person.lastName,
		fullName: `${person.firstName} ${person.lastName}`,
		jobTitle: { title: job.title },
		company: { name: employer.name, domain: employer.domain },
		has,
		canReveal: has.map((field) => ({ field, credits: field === 'emails' ? 1 : 5 })),
	};
}

/** Searching costs 1 for each 25 asked for. */
export function searchPrice(count: number, call: Call): Price {
	return { pool: 'credits', credits: Math.ceil(count / 25), what: `search ${call.number}` };
}

/** What was sent as reference comes back. */
export function reference(item: Item): Record<string, unknown> {
	return item.clientReferenceId === undefined ? {} : { clientReferenceId: item.clientReferenceId };
}

/** The summary of a call's costs. */
export function billing(call: Call, outcomes: ReadonlyArray<{ readonly error?: unknown }>): Record<string, number> {
	return {
		creditsCharged: call.paid / 1_000,
		resultsReturned: outcomes.filter(({ error }) => error === undefined).length,
	};
}

export const contactRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/v3/contacts/search-and-enrich',
		document: 'docs.lusha.com v3: Search and Enrich Contacts',
		handle: searchAndEnrich,
	},
	{ method: 'POST', path: '/v3/contacts/search', document: 'docs.lusha.com v3: Search Contacts', handle: search },
	{ method: 'POST', path: '/v3/contacts/enrich', document: 'docs.lusha.com v3: Enrich Contacts', handle: enrich },
];
