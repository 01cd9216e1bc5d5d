import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call, type Price } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { between } from '../../world/chance';
import type { KnownPerson } from '../../world/market';
import { apolloPerson } from './person-body';
import { startPhoneReveal } from './webhook-result';

type Details = Readonly<Record<string, unknown>>;

function find(call: Call, details: Details): KnownPerson | undefined {
	const found = call.market.findPerson({
		id: asText(details.id),
		email: asText(details.email),
		emailHash: asText(details.hashed_email),
		linkedin: asText(details.linkedin_url),
		firstName: asText(details.first_name),
		lastName: asText(details.last_name),
		fullName: asText(details.name),
		company: asText(details.organization_name),
		domain: asText(details.domain),
	});
	return found?.person.isSuppressed ? undefined : found;
}

function match(call: Call): HttpReply {
	const details = { ...(call.body === undefined ? {} : call.json), ...Object.fromEntries(call.query) };
	const found = find(call, details);
	const requestId = reveal(call, found ? [found] : []);
	call.pay(found ? pricesOf([found]) : []);
	return ok({
		person: found ? apolloPerson(found, call.market, isTrue(call, 'reveal_personal_emails')) : null,
		...(requestId ? { request_id: requestId } : {}),
	});
}

function bulkMatch(call: Call): HttpReply {
	const details = listOf(call.json.details, 10, 'details must hold 1 to 10 people');
	const found = details.map((each) => find(call, each));
	const known = [...new Map(found.flatMap((each) => (each ? [[each.person.id, each] as const] : []))).values()];
	const requestId = reveal(call, known);
	call.pay(pricesOf(known));
	const withPersonal = isTrue(call, 'reveal_personal_emails');
	return ok({
		status: 'success',
		error_code: null,
		error_message: null,
		total_requested_enrichments: details.length,
		unique_enriched_records: known.length,
		missing_records: found.filter((each) => each === undefined).length,
		credits_consumed: call.paid / 1_000,
		...(requestId ? { request_id: requestId } : {}),
		// In the order of `details`; a miss keeps its place.
		matches: found.map((each) => (each ? apolloPerson(each, call.market, withPersonal) : null)),
	});
}

function pricesOf(known: readonly KnownPerson[]): Price[] {
	return known.map(({ person }) => ({ pool: 'credits', credits: 1, what: `person ${person.id}` }));
}

/** Phones come later, by webhook: its id, or `undefined` where they were not asked for. */
function reveal(call: Call, known: readonly KnownPerson[]): number | undefined {
	if (!isTrue(call, 'reveal_phone_number')) return undefined;
	const url = call.text('webhook_url');
	if (!url) throw new Refusal('invalid', 'webhook_url is required when reveal_phone_number is true');
	const requestId = between(1e12, 9e15, call.market.world.seed, 'apollo request', call.number);
	startPhoneReveal(call, requestId, known, url);
	return requestId;
}

function isTrue(call: Call, name: string): boolean {
	return call.query.get(name) === 'true' || (call.body as Details | undefined)?.[name] === true;
}

export const peopleRoutes: readonly Route[] = [
	{ method: 'POST', path: '/api/v1/people/match', document: 'docs.apollo.io: People Enrichment', handle: match },
	{
		method: 'POST',
		path: '/api/v1/people/bulk_match',
		document: 'docs.apollo.io: Bulk People Enrichment',
		handle: bulkMatch,
	},
];
