import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { CompanyQuestion, KnownCompany } from '../../world/market';
import { organization } from './organization-body';

function enrich(call: Call): HttpReply {
	const domain = call.text('domain');
	if (!domain) throw new Refusal('invalid', 'domain is required');
	const found = call.market.findCompany({ domain });
	call.pay(found ? [priceOf(found)] : []);
	return ok({ organization: found ? organization(found.company, call.market) : null });
}

function bulkEnrich(call: Call): HttpReply {
	const details = call.body === undefined ? undefined : call.json.details;
	const asked = details === undefined ? domainsOf(call) : detailsOf(details);
	const found = asked.map((each) => call.market.findCompany(each));
	const known = [...new Map(found.flatMap((each) => (each ? [[each.company.id, each] as const] : []))).values()];
	call.pay(known.map(priceOf));
	const distinct = new Set(asked.map((each) => JSON.stringify(each))).size;
	return ok({
		status: 'success',
		error_code: null,
		error_message: null,
		// Counted under the name of what was sent.
		total_requested_records: details === undefined ? null : asked.length,
		total_requested_domains: details === undefined ? asked.length : null,
		unique_domains: details === undefined ? distinct : null,
		unique_records: details === undefined ? null : distinct,
		unique_enriched_records: known.length,
		missing_records: found.filter((each) => each === undefined).length,
		organizations: found.map((each) => (each ? organization(each.company, call.market) : null)),
	});
}

/** In the body each organization is told by domain, LinkedIn page, name or website. */
function detailsOf(details: unknown): CompanyQuestion[] {
	return listOf(details, 10, 'details must hold 1 to 10 companies').map((each) => ({
		domain: asText(each.domain) ?? asText(each.website),
		linkedin: asText(each.linkedin_url),
		name: asText(each.name),
	}));
}

/** Domains alone stand in the address. */
function domainsOf(call: Call): CompanyQuestion[] {
	const domains = call.query.getAll('domains[]').flatMap((each) => asText(each) ?? []);
	if (domains.length === 0 || domains.length > 10) throw new Refusal('invalid', 'domains[] must hold 1 to 10 domains');
	return domains.map((domain) => ({ domain }));
}

function priceOf({ company }: KnownCompany): { pool: string; credits: number; what: string } {
	return { pool: 'credits', credits: 1, what: `company ${company.id}` };
}

export const organizationRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/api/v1/organizations/enrich',
		document: 'docs.apollo.io: Organization Enrichment',
		handle: enrich,
	},
	{
		method: 'POST',
		path: '/api/v1/organizations/bulk_enrich',
		document: 'docs.apollo.io: Bulk Organization Enrichment',
		handle: bulkEnrich,
	},
];
