import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { Company } from '../../world/company';
import { plain } from '../../world/seed-company';

const page = 'developer-specs.company-information.service.gov.uk';

function profile(call: Call): HttpReply {
	const company = ofTheUk(call).find(
		({ registrationNumber }) => registrationNumber === call.params.number.toUpperCase(),
	);
	if (!company) throw new Refusal('no-match');
	return ok({
		...summary(company),
		jurisdiction: 'england-wales',
		registered_office_address: address(company),
		accounts: { next_due: '2027-09-30', overdue: false },
		confirmation_statement: { next_due: '2027-03-31', overdue: false },
		has_charges: false,
		has_insolvency_history: false,
		can_file: true,
		etag: company.id,
		links: { self: `/company/${company.registrationNumber}` },
	});
}

function advancedSearch(call: Call): HttpReply {
	const name = call.query.get('company_name_includes');
	const sic = call.query.get('sic_codes')?.split(',');
	const status = call.query.get('company_status')?.split(',');
	const found = ofTheUk(call).filter(
		(company) =>
			(!name || plain(company.legalName).includes(plain(name))) &&
			(!sic || sic.includes(company.industry.ukSic)) &&
			(!status || status.includes('active')),
	);
	// Nothing found is not an empty list here.
	if (found.length === 0) throw new Refusal('not-found');
	const shown = slice(call, 'size', found);
	return ok({
		etag: 'emulated',
		hits: found.length,
		kind: 'search#advanced-search',
		items: shown.map((company) => ({
			...summary(company),
			kind: 'search-results#company',
			registered_office_address: address(company),
		})),
		top_hit: { ...summary(found[0]), registered_office_address: address(found[0]) },
	});
}

function search(call: Call): HttpReply {
	const q = call.query.get('q');
	if (!q) throw new Refusal('invalid');
	const found = ofTheUk(call).filter(
		({ legalName, registrationNumber }) =>
			plain(legalName).includes(plain(q)) || registrationNumber === q.toUpperCase(),
	);
	return ok({
		kind: 'search#companies',
		total_results: found.length,
		start_index: Number(call.query.get('start_index') ?? 0),
		items_per_page: Number(call.query.get('items_per_page') ?? 20),
		items: slice(call, 'items_per_page', found).map((company) => ({
			kind: 'searchresults#company',
			title: company.legalName.toUpperCase(),
			company_number: company.registrationNumber,
			company_status: 'active',
			company_type: 'ltd',
			date_of_creation: `${company.foundedYear}-01-01`,
			address: address(company),
			links: { self: `/company/${company.registrationNumber}` },
		})),
	});
}

function slice(call: Call, size: string, found: readonly Company[]): Company[] {
	const start = Number(call.query.get('start_index') ?? 0);
	return found.slice(start, start + Number(call.query.get(size) ?? 20));
}

function ofTheUk(call: Call): Company[] {
	return call.market.world.companies.filter(
		({ place, registrationNumber, id }) =>
			place.country === 'GB' && registrationNumber && call.market.knows('company', id),
	);
}

function summary(company: Company): Record<string, unknown> {
	return {
		company_name: company.legalName.toUpperCase(),
		company_number: company.registrationNumber,
		company_status: 'active',
		type: company.isPublic ? 'plc' : 'ltd',
		company_type: company.isPublic ? 'plc' : 'ltd',
		date_of_creation: `${company.foundedYear}-01-01`,
		sic_codes: [company.industry.ukSic],
	};
}

function address({ place }: Company): Record<string, string> {
	return {
		address_line_1: place.street,
		locality: place.city,
		region: place.region,
		postal_code: place.postalCode,
		country: place.region,
	};
}

export const companyRoutes: readonly Route[] = [
	{ method: 'GET', path: '/company/:number', document: `${page}: Company Profile`, handle: profile },
	{
		method: 'GET',
		path: '/advanced-search/companies',
		document: `${page}: Advanced Company Search`,
		handle: advancedSearch,
	},
	{ method: 'GET', path: '/search/companies', document: `${page}: Search Companies`, handle: search },
];
