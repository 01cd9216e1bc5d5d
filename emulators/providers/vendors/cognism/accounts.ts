import type { HttpReply } from '../../../http/reply';
import { asText, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { Company } from '../../world/company';
import type { Market } from '../../world/market';
import { employeeBand } from '../ranges';
import { matchScore, redeemedIds, redeemIdOf } from './redeem-id';

function enrich(call: Call): HttpReply {
	const question = {
		domain: asText(call.json.domain) ?? asText(call.json.website),
		linkedin: asText(call.json.linkedinUrl),
		name: asText(call.json.name),
	};
	if (Object.values(question).every((each) => each === undefined))
		throw new Refusal('invalid', 'No identifier was given');
	const found = call.market.findCompany(question);
	const score = found && matchScore(call, found.sureness, 40);
	if (!found || score === undefined) return ok({ results: [] });
	const id = call.market.ownId(found.company);
	return ok({
		matchScore: score,
		results: [
			{
				id,
				name: found.company.name,
				hasDomain: true,
				hasHeadcount: true,
				hasRevenue: true,
				hasSic: true,
				redeemId: redeemIdOf(id),
			},
		],
	});
}

function redeem(call: Call): HttpReply {
	const found = redeemedIds(call).flatMap((id) => (id && call.market.findCompany({ id })?.company) || []);
	return ok({ totalResults: found.length, results: found.map((company) => account(company, call.market)) });
}

function account(company: Company, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	const { from, to } = employeeBand(company);
	return {
		id: market.ownId(company),
		name: company.name,
		domain: company.domain,
		website: company.domain,
		headcount: company.employees,
		sizeFrom: from,
		...(to === undefined ? {} : { sizeTo: to }),
		revenue: company.revenue,
		industry: [industry.name],
		sic: [industry.sic],
		naics: [industry.naics],
		founded: company.foundedYear,
		type: company.isPublic ? 'Public Company' : 'Privately Held',
		description: company.description,
		shortDescription: company.description,
		technologies: [...company.technologies],
		linkedinUrl: `https://www.linkedin.com/company/${company.linkedin}`,
		officePhoneNumbers: [
			{ number: company.phone, label: 'COMPANY_SWITCHBOARD', score: 80, dnc: false, addressType: 'hq' },
		],
		location: [
			{
				addressType: 'hq',
				country: place.countryName,
				state: place.region,
				city: place.city,
				street: place.street,
				zip: place.postalCode,
			},
		],
		redeemId: redeemIdOf(market.ownId(company)),
	};
}

const page = 'Cognism API collection';

export const accountRoutes: readonly Route[] = [
	{ method: 'POST', path: '/api/search/account/enrich', document: `${page}: Enrich Account`, handle: enrich },
	{ method: 'POST', path: '/api/search/account/redeem', document: `${page}: Redeem Accounts`, handle: redeem },
];
