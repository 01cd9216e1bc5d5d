import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { uuidOf } from '../../world/chance';
import type { Company } from '../../world/company';
import type { KnownCompany, Market } from '../../world/market';
import { employeeBand, revenueBand } from '../ranges';
import { billing, reference, searchPrice } from './contacts';

type Item = Readonly<Record<string, unknown>>;
type Outcome = {
	readonly item: Item;
	readonly found?: KnownCompany;
	readonly error?: { code: string; message: string };
};

function look(call: Call, item: Item): Outcome {
	const found = call.market.findCompany({ id: asText(item.id), domain: asText(item.domain), name: asText(item.name) });
	return found ? { item, found } : { item, error: { code: 'NOT_FOUND', message: 'Company not found' } };
}

function searchAndEnrich(call: Call): HttpReply {
	const items = listOf(call.json.companies, 100, 'companies must contain 1 to 100 items');
	return answered(
		call,
		items.map((item) => look(call, item)),
		true,
	);
}

function enrich(call: Call): HttpReply {
	const ids = call.json.ids;
	if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100)
		throw new Refusal('invalid', 'ids must contain 1 to 100 items');
	return answered(
		call,
		ids.map((id) => look(call, { id })),
		false,
	);
}

function answered(call: Call, outcomes: readonly Outcome[], isSearch: boolean): HttpReply {
	const prices = outcomes.flatMap(({ found }) =>
		found ? [{ pool: 'credits', credits: 1, what: `company ${found.company.id}` }] : [],
	);
	const fresh = call.unlock(prices);
	call.pay([...(isSearch ? [searchPrice(outcomes.length, call)] : []), ...fresh]);
	for (const { what } of fresh) call.account.unlock(what, call.now);
	return ok({
		requestId: uuidOf('lusha request', call.number),
		results: outcomes.map(({ item, found, error }) => ({
			...reference(item),
			...(found ? companyBody(found.company, call.market) : { error }),
		})),
		billing: billing(call, outcomes),
	});
}

function companyBody(company: Company, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	const employees = employeeBand(company);
	const revenue = revenueBand(company);
	return {
		id: market.ownId(company),
		name: company.name,
		alternativeName: company.name.toLowerCase(),
		domain: `www.${company.domain}`,
		alternativeDomains: [company.domain],
		emailDomain: company.domain,
		description: company.description,
		companyType: company.isPublic ? 'Public Company' : 'Private Company',
		yearFounded: company.foundedYear,
		employeeCount: { exact: company.employees, min: employees.from, max: employees.to ?? 10_000_000 },
		industry: industry.sector,
		subIndustry: industry.name,
		specialities: [],
		sicCodes: [{ code: Number(industry.sic), description: industry.sicText }],
		naicsCodes: [{ code: Number(industry.naics), description: industry.naicsText }],
		location: {
			city: place.city,
			state: place.region,
			country: place.countryName,
			countryIso2: place.country,
			zipCode: place.postalCode,
		},
		socialLinks: { linkedin: `https://www.linkedin.com/company/${company.linkedin}` },
		revenueRange: { min: revenue.from, max: revenue.to ?? 1e12 },
		technologies: company.technologies.map((each) => each.toLowerCase()),
		phones: [{ number: company.phone }],
		emails: [{ email: `info@${company.domain}` }],
	};
}

export const companyRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/v3/companies/search-and-enrich',
		document: 'docs.lusha.com v3: Search and Enrich Companies',
		handle: searchAndEnrich,
	},
	{ method: 'POST', path: '/v3/companies/enrich', document: 'docs.lusha.com v3: Enrich Companies', handle: enrich },
];
