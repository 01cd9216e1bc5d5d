import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { Company } from '../../world/company';
import { employeeText, revenueText } from '../ranges';
import { context, idsOf, rows, single } from './envelope';

const form = /^[a-f0-9]{32}$/;

function match(call: Call): HttpReply {
	const inputs = listOf(call.json.businesses_to_match, 50, 'businesses_to_match');
	const found = inputs.map((input) =>
		call.market.findCompany({
			domain: asText(input.domain) ?? asText(input.url),
			linkedin: asText(input.linkedin_url),
			name: asText(input.name),
		}),
	);
	const matched = found.filter((each) => each !== undefined);
	call.pay(matched.map(({ company }) => ({ pool: 'credits', credits: 1, what: `match ${company.id}` })));
	return ok({
		response_context: context(call, matched.length > 0),
		total_results: inputs.length,
		total_matches: matched.length,
		// In the order of the question.
		matched_businesses: inputs.map((input, index) => {
			const hit = found[index];
			return { input, business_id: hit ? call.market.ownId(hit.company) : null };
		}),
	});
}

type Body = (company: Company, id: string) => Record<string, unknown>;

function enrichOne(call: Call, kind: string, body: Body): HttpReply {
	const id = String(call.json.business_id);
	if (!form.test(id)) throw new Refusal('invalid', 'business_id');
	const company = call.market.findCompany({ id })?.company;
	if (company) call.pay([{ pool: 'credits', credits: 1, what: `${kind} ${company.id}` }]);
	return single(call, company && body(company, id), id);
}

function enrichMany(call: Call, kind: string, body: Body): HttpReply {
	const ids = idsOf(call, 'business_ids', form);
	const found = ids.flatMap((id) => {
		const company = call.market.findCompany({ id })?.company;
		return company ? [{ id, company }] : [];
	});
	call.pay(found.map(({ company }) => ({ pool: 'credits', credits: 1, what: `${kind} ${company.id}` })));
	return rows(
		call,
		'business_id',
		found.map(({ id, company }) => [id, body(company, id)]),
	);
}

const firmographics: Body = (company, id) => ({
	business_id: id,
	name: company.name,
	business_description: company.description,
	website: `https://www.${company.domain}`,
	country_name: company.place.countryName.toLowerCase(),
	region_name: company.place.region.toLowerCase(),
	city_name: company.place.city.toLowerCase(),
	street: company.place.street,
	zip_code: company.place.postalCode,
	naics: company.industry.naics,
	naics_description: company.industry.naicsText,
	sic_code: company.industry.sic,
	sic_code_description: company.industry.sicText,
	ticker: company.ticker ?? null,
	number_of_employees_range: employeeText(company),
	yearly_revenue_range: revenueText(company).replaceAll('$', ''),
	linkedin_industry_category: company.industry.name.toLowerCase(),
	linkedin_profile: `https://www.linkedin.com/company/${company.linkedin}`,
	business_logo: null,
});

const technographics: Body = (company, id) => ({
	business_id: id,
	full_tech_stack: [...company.technologies],
	nested_tech_stack: company.technologies.map((technology) => ({ technology, category: 'Business' })),
});

const page = 'developers.explorium.ai';

export const businessRoutes: readonly Route[] = [
	{ method: 'POST', path: '/v1/businesses/match', document: `${page}: Match Businesses`, handle: match },
	{
		method: 'POST',
		path: '/v1/businesses/firmographics/enrich',
		document: `${page}: Firmographics`,
		handle: (call) => enrichOne(call, 'firmographics', firmographics),
	},
	{
		method: 'POST',
		path: '/v1/businesses/firmographics/bulk_enrich',
		document: `${page}: Firmographics (bulk)`,
		handle: (call) => enrichMany(call, 'firmographics', firmographics),
	},
	{
		method: 'POST',
		path: '/v1/businesses/technographics/bulk_enrich',
		document: `${page}: Technographics (bulk)`,
		handle: (call) => enrichMany(call, 'technographics', technographics),
	},
];
