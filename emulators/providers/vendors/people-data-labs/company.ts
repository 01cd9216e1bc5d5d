import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { KnownCompany, Market } from '../../world/market';
import { employeeText, revenueText } from '../ranges';
import { included, likelihoodOf, meetsRequired, paramsOf, pdlResult, type Params } from './params';

const document = 'docs.peopledatalabs.com: Company Enrichment API';

function enrichOne(call: Call, params: Params): { found: KnownCompany; body: Record<string, unknown> } | Refusal {
	const question = {
		id: asText(params.pdl_id),
		name: asText(params.name),
		domain: asText(params.website),
		linkedin: asText(params.profile),
		ticker: asText(params.ticker),
	};
	if (Object.values(question).every((value) => value === undefined))
		return new Refusal('invalid', 'Request must contain a name, website, profile, ticker or pdl_id');
	const found = call.market.findCompany(question);
	const likelihood = found ? likelihoodOf(found.sureness) : 0;
	if (!found || likelihood < Number(params.min_likelihood ?? 2)) return new Refusal('no-match');
	const data = companyData(found, call.market);
	if (!meetsRequired(data, asText(params.required))) return new Refusal('no-match');
	return { found, body: { likelihood, ...included(data, asText(params.data_include)) } };
}

function single(call: Call): HttpReply {
	const result = enrichOne(call, paramsOf(call));
	if (result instanceof Refusal) throw result;
	call.pay([{ pool: 'company', credits: 1, what: `company ${result.found.company.id}` }]);
	return ok({ status: 200, ...result.body });
}

function bulk(call: Call): HttpReply {
	const requests = listOf(call.json.requests, 100, 'requests must hold 1 to 100 records');
	const results = requests.map((request) => ({
		request,
		result: enrichOne(call, { ...call.json, ...(request.params as Params | undefined) }),
	}));
	const found = results.flatMap(({ result }) => (result instanceof Refusal ? [] : [result.found]));
	call.pay(found.map(({ company }) => ({ pool: 'company', credits: 1, what: `company ${company.id}` })));
	return ok(results.map(({ request, result }) => pdlResult(request, result)));
}

/** A company as PDL has it: unlike a person it stands at the top of the reply. */
function companyData({ company }: KnownCompany, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	return {
		id: market.ownId(company),
		name: company.name.toLowerCase(),
		display_name: company.name,
		size: employeeText(company),
		employee_count: company.employees,
		founded: company.foundedYear,
		industry: industry.name.toLowerCase(),
		naics: [
			{
				naics_code: industry.naics,
				sector: industry.sector.toLowerCase(),
				national_industry: industry.naicsText.toLowerCase(),
			},
		],
		sic: [{ sic_code: industry.sic, industry_group: industry.sicText.toLowerCase() }],
		location: {
			name: `${place.city}, ${place.region}, ${place.countryName}`.toLowerCase(),
			locality: place.city.toLowerCase(),
			region: place.region.toLowerCase(),
			country: place.countryName.toLowerCase(),
			street_address: place.street.toLowerCase(),
			postal_code: place.postalCode,
		},
		linkedin_url: `linkedin.com/company/${company.linkedin}`,
		linkedin_slug: company.linkedin,
		website: company.domain,
		ticker: company.ticker?.toLowerCase() ?? null,
		type: company.isPublic ? 'public' : 'private',
		summary: company.description.toLowerCase(),
		inferred_revenue: revenueText(company),
	};
}

export const companyRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v5/company/enrich', document, handle: single },
	{ method: 'POST', path: '/v5/company/enrich', document, handle: single },
	{
		method: 'POST',
		path: '/v5/company/enrich/bulk',
		document: 'docs.peopledatalabs.com: Bulk Company Enrichment',
		handle: bulk,
	},
];
