import type { HttpReply } from '../../../http/reply';
import { asText, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { KnownCompany } from '../../world/market';
import { organization } from './organization-body';

function enrich(call: Call): HttpReply {
	const domain = call.text('domain');
	if (!domain) throw new Refusal('invalid', 'domain is required');
	const found = call.market.findCompany({ domain });
	call.pay(found ? [priceOf(found)] : []);
	return ok({ organization: found ? organization(found.company, call.market) : null });
}

function bulkEnrich(call: Call): HttpReply {
	const domains = domainsOf(call);
	const found = domains.map((domain) => call.market.findCompany({ domain }));
	const known = [...new Map(found.flatMap((each) => (each ? [[each.company.id, each] as const] : []))).values()];
	call.pay(known.map(priceOf));
	return ok({
		status: 'success',
		error_code: null,
		error_message: null,
		total_requested_domains: domains.length,
		unique_domains: new Set(domains).size,
		unique_enriched_records: known.length,
		missing_records: found.filter((each) => each === undefined).length,
		organizations: found.map((each) => (each ? organization(each.company, call.market) : null)),
	});
}

function domainsOf(call: Call): string[] {
	const body = call.body === undefined ? undefined : (call.json.domains ?? call.json['domains[]']);
	const given = call.query.getAll('domains[]').concat(Array.isArray(body) ? body.map(String) : []);
	const domains = given.flatMap((each) => asText(each) ?? []);
	if (domains.length === 0 || domains.length > 10) throw new Refusal('invalid', 'domains must hold 1 to 10 domains');
	return domains;
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
