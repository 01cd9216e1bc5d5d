import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { KnownCompany, KnownPerson } from '../../world/market';
import { hunterCompany, hunterPerson } from './bodies';

const page = 'hunter.io/api-documentation/v2';

function personOf(call: Call): KnownPerson | undefined {
	const email = call.text('email');
	const linkedin = call.text('linkedin_handle');
	if (!email && !linkedin) throw new Refusal('invalid', 'You are missing the email or the linkedin_handle parameter');
	const found = call.market.findPerson({ email, linkedin });
	if (found?.person.isSuppressed) throw new Refusal('legal-block');
	return found;
}

function person(call: Call): HttpReply {
	const found = personOf(call);
	if (!found) throw new Refusal('no-match');
	call.pay([{ pool: 'credits', credits: 1, what: `person ${found.person.id}` }]);
	return ok({ data: hunterPerson(found, call.market), meta: metaOf(call) });
}

function company(call: Call): HttpReply {
	const domain = call.text('domain');
	if (!domain) throw new Refusal('invalid', 'You are missing the domain parameter');
	const found = call.market.findCompany({ domain });
	if (!found) throw new Refusal('no-match');
	call.pay([{ pool: 'credits', credits: 1, what: `company ${found.company.id}` }]);
	return ok({ data: hunterCompany(found.company, found.seenOn, call.market), meta: metaOf(call) });
}

function combined(call: Call): HttpReply {
	const found = personOf(call);
	const employer = companyBehind(call, found);
	if (!found && !employer) throw new Refusal('no-match');
	call.pay([{ pool: 'credits', credits: 2, what: `person and company ${found?.person.id ?? employer?.company.id}` }]);
	return ok({
		data: {
			person: found ? hunterPerson(found, call.market) : null,
			company: employer ? hunterCompany(employer.company, employer.seenOn, call.market) : null,
		},
		meta: metaOf(call),
	});
}

function companyBehind(call: Call, found: KnownPerson | undefined): KnownCompany | undefined {
	return call.market.findCompany({ domain: found?.employer.domain ?? call.text('email')?.split('@')[1] });
}

/** The parameters as they came, without the key. */
export function metaOf(call: Call): Record<string, unknown> {
	const { api_key: _, ...params } = Object.fromEntries(call.query);
	return { params };
}

export const enrichmentRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v2/people/find', document: `${page}: Email Enrichment`, handle: person },
	{ method: 'GET', path: '/v2/companies/find', document: `${page}: Company Enrichment`, handle: company },
	{ method: 'GET', path: '/v2/combined/find', document: `${page}: Combined Enrichment`, handle: combined },
];
