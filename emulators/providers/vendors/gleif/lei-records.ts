import type { HttpReply } from '../../../http/reply';
import type { Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { Company } from '../../world/company';
import { plain } from '../../world/seed-company';

const mostPerPage = 200;
const mediaType = { 'Content-Type': 'application/vnd.api+json' };

/** How each filter tells whether a company is meant; values may be lists with commas. */
const filters: Readonly<Record<string, (company: Company, value: string) => boolean>> = {
	lei: ({ lei }, value) => lei === value.toUpperCase(),
	'entity.legalName': ({ legalName }, value) => contains(legalName, value),
	'entity.names': ({ legalName, name }, value) => contains(`${legalName} ${name}`, value),
	fulltext: ({ legalName, name, place }, value) => contains(`${legalName} ${name} ${place.city}`, value),
	'entity.registeredAs': ({ registrationNumber }, value) => registrationNumber === value,
	'entity.legalAddress.country': ({ place }, value) => place.country === value.toUpperCase(),
	'entity.legalAddress.city': ({ place }, value) => contains(place.city, value),
};

function list(call: Call): HttpReply {
	const asked = [...call.query].flatMap(([name, value]) => {
		const filter = /^filter\[(.+)\]$/.exec(name)?.[1];
		return filter ? [{ filter, values: value.split(',').map((each) => each.trim()) }] : [];
	});
	const unknown = asked.find(({ filter }) => !Object.hasOwn(filters, filter));
	if (unknown) throw new Refusal('invalid', `Unknown filter ${unknown.filter}`);
	// A name may hold a comma itself; only identifiers come in lists.
	const found = registered(call).filter((company) =>
		asked.every(({ filter, values }) =>
			filter === 'lei' || filter === 'entity.legalAddress.country'
				? values.some((value) => filters[filter](company, value))
				: filters[filter](company, values.join(',')),
		),
	);
	return page(call, found);
}

function page(call: Call, found: readonly Company[]): HttpReply {
	const perPage = Number(call.query.get('page[size]') ?? 15);
	const currentPage = Number(call.query.get('page[number]') ?? 1);
	if (!(perPage >= 1 && perPage <= mostPerPage) || !(currentPage >= 1))
		throw new Refusal('invalid', `page[size] is 1 to ${mostPerPage}`);
	const from = (currentPage - 1) * perPage;
	const shown = found.slice(from, from + perPage);
	return {
		status: 200,
		headers: mediaType,
		body: {
			meta: {
				goldenCopy: { publishDate: `${call.now.toISOString().slice(0, 10)}T00:00:00Z` },
				pagination: {
					currentPage,
					perPage,
					from: shown.length > 0 ? from + 1 : null,
					to: shown.length > 0 ? from + shown.length : null,
					total: found.length,
					lastPage: Math.max(1, Math.ceil(found.length / perPage)),
				},
			},
			links: {},
			data: shown.map((company) => leiRecord(company, call)),
		},
	};
}

function one(call: Call): HttpReply {
	const company = registered(call).find(({ lei }) => lei === call.params.lei.toUpperCase());
	if (!company) throw new Refusal('not-found');
	return { status: 200, headers: mediaType, body: { data: leiRecord(company, call) } };
}

function complete(call: Call): HttpReply {
	const q = call.query.get('q') ?? '';
	if (call.query.get('field') !== 'entity.legalName' || q === '')
		throw new Refusal('invalid', 'field and q are required');
	const found = registered(call).filter((company) => words(q).some((word) => contains(company.legalName, word)));
	const scored = found.toSorted((left, right) => shared(right, q) - shared(left, q)).slice(0, 10);
	return {
		status: 200,
		headers: mediaType,
		body: {
			data: scored.map(({ legalName, lei }) => ({
				type: 'fuzzycompletions',
				attributes: { value: legalName.toUpperCase() },
				relationships: { 'lei-records': { data: { type: 'lei-records', id: lei } } },
			})),
		},
	};
}

function registered(call: Call): Company[] {
	return call.market.world.companies.filter(({ lei, id }) => lei !== undefined && call.market.knows('company', id));
}

function leiRecord(company: Company, call: Call): Record<string, unknown> {
	const { place, lei } = company;
	const address = {
		language: 'en',
		addressLines: [place.street],
		city: place.city,
		region: null,
		country: place.country,
		postalCode: place.postalCode,
	};
	return {
		type: 'lei-records',
		id: lei,
		attributes: {
			lei,
			entity: {
				legalName: { name: company.legalName.toUpperCase(), language: 'en' },
				otherNames: [],
				legalAddress: address,
				headquartersAddress: address,
				registeredAt: { id: place.country === 'GB' ? 'RA000585' : 'RA999999', other: null },
				registeredAs: company.registrationNumber ?? null,
				jurisdiction: place.country,
				category: 'GENERAL',
				status: 'ACTIVE',
				creationDate: `${company.foundedYear}-01-01T00:00:00Z`,
			},
			registration: {
				initialRegistrationDate: '2015-01-01T00:00:00Z',
				lastUpdateDate: '2026-02-01T00:00:00Z',
				status: 'ISSUED',
				nextRenewalDate: '2027-02-01T00:00:00Z',
				corroborationLevel: 'FULLY_CORROBORATED',
			},
			bic: null,
		},
		links: { self: `${call.desk.url()}/api/v1/lei-records/${lei}` },
	};
}

function contains(text: string, part: string): boolean {
	return plain(text).includes(plain(part));
}

function words(text: string): string[] {
	return plain(text)
		.split(/\s+/)
		.filter((word) => word.length > 2);
}

function shared({ legalName }: Company, text: string): number {
	return words(text).filter((word) => contains(legalName, word)).length;
}

const source = 'documenter.getpostman.com: GLEIF API';

export const leiRecordRoutes: readonly Route[] = [
	{ method: 'GET', path: '/api/v1/lei-records', document: `${source}, LEI Records`, handle: list },
	{ method: 'GET', path: '/api/v1/lei-records/:lei', document: `${source}, LEI Record by LEI`, handle: one },
	{ method: 'GET', path: '/api/v1/fuzzycompletions', document: `${source}, Fuzzy Completions`, handle: complete },
];
