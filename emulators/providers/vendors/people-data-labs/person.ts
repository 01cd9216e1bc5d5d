import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { KnownPerson, PersonQuestion } from '../../world/market';
import { included, likelihoodOf, meetsRequired, paramsOf, pdlResult, type Params } from './params';
import { personData } from './person-data';

const document = 'docs.peopledatalabs.com: Person Enrichment API';

/** One record of a single or bulk call; paying is left to the call. */
function enrichOne(call: Call, params: Params): { found: KnownPerson; body: Record<string, unknown> } | Refusal {
	if (!hasEnough(params))
		return new Refusal(
			'invalid',
			'Request must contain a name with a company or location, an email, phone, profile, email_hash, lid or pdl_id',
		);
	const found = call.market.findPerson(questionOf(params));
	const likelihood = found ? likelihoodOf(found.sureness) : 0;
	if (!found || found.person.isSuppressed || likelihood < Number(params.min_likelihood ?? 2))
		return new Refusal('no-match');
	const data = personData(found, call.market);
	if (!meetsRequired(data, asText(params.required))) return new Refusal('no-match');
	return { found, body: { likelihood, data: included(data, asText(params.data_include)) } };
}

function single(call: Call): HttpReply {
	const result = enrichOne(call, paramsOf(call));
	if (result instanceof Refusal) throw result;
	call.pay([{ pool: 'person', credits: 1, what: `person ${result.found.person.id}` }]);
	return ok({ status: 200, ...result.body });
}

function bulk(call: Call): HttpReply {
	const requests = listOf(call.json.requests, 100, 'requests must hold 1 to 100 records');
	const shared = call.json;
	const results = requests.map((request) => ({
		request,
		result: enrichOne(call, { ...shared, ...(request.params as Params | undefined) }),
	}));
	const found = results.flatMap(({ result }) => (result instanceof Refusal ? [] : [result.found]));
	call.pay(found.map(({ person }) => ({ pool: 'person', credits: 1, what: `person ${person.id}` })));
	return ok(results.map(({ request, result }) => pdlResult(request, result)));
}

function hasEnough(params: Params): boolean {
	const has = (...names: readonly string[]): boolean => names.some((name) => first(params[name]) !== undefined);
	if (has('profile', 'email', 'phone', 'email_hash', 'lid', 'pdl_id')) return true;
	const hasName = has('name') || (has('first_name') && has('last_name'));
	return (
		hasName && has('company', 'location', 'locality', 'region', 'country', 'postal_code', 'street_address', 'school')
	);
}

function questionOf(params: Params): PersonQuestion {
	const company = first(params.company);
	// A company is named by its name or by its website.
	const isDomain = company !== undefined && /^[^\s]+\.[a-z]{2,}$/i.test(company);
	return {
		id: first(params.pdl_id),
		email: first(params.email),
		emailHash: first(params.email_hash),
		linkedin: first(params.profile),
		phone: first(params.phone),
		firstName: first(params.first_name),
		lastName: first(params.last_name),
		fullName: first(params.name),
		...(isDomain ? { domain: company } : { company }),
	};
}

/** A parameter may be one value or a list of them. */
function first(value: unknown): string | undefined {
	return asText(Array.isArray(value) ? value[0] : value);
}

export const personRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v5/person/enrich', document, handle: single },
	{ method: 'POST', path: '/v5/person/enrich', document, handle: single },
	{
		method: 'POST',
		path: '/v5/person/bulk',
		document: 'docs.peopledatalabs.com: Bulk Person Enrichment',
		handle: bulk,
	},
];
