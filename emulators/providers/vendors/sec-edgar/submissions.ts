import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { Company } from '../../world/company';

function submissions(call: Call): HttpReply {
	const company = call.market.world.company('cik', call.params.cik);
	if (!company || !call.market.knows('company', company.id)) throw new Refusal('not-found');
	const { place, industry } = company;
	const address = {
		street1: place.street.toUpperCase(),
		street2: null,
		city: place.city.toUpperCase(),
		stateOrCountry: place.country,
		zipCode: place.postalCode,
		stateOrCountryDescription: place.country === 'US' ? place.region : place.countryName,
	};
	return ok({
		cik: company.cik,
		entityType: 'operating',
		sic: industry.sic,
		sicDescription: industry.sicText,
		ownerOrg: null,
		name: company.legalName,
		tickers: company.ticker ? [company.ticker] : [],
		exchanges: company.ticker ? ['Nasdaq'] : [],
		ein: null,
		lei: company.lei ?? null,
		description: '',
		website: '',
		investorWebsite: '',
		category: 'Large accelerated filer',
		fiscalYearEnd: '1231',
		stateOfIncorporation: 'DE',
		addresses: { mailing: address, business: address },
		phone: company.phone,
		formerNames: [],
		filings: { recent: { accessionNumber: [], filingDate: [], form: [] }, files: [] },
	});
}

function tickers(call: Call): HttpReply {
	const listed = call.market.world.companies.filter((each): each is Company & { ticker: string; cik: string } =>
		Boolean(each.ticker && each.cik && call.market.knows('company', each.id)),
	);
	return ok(
		Object.fromEntries(
			listed.map(({ cik, ticker, legalName }, index) => [
				index,
				{ cik_str: Number(cik), ticker, title: legalName.toUpperCase() },
			]),
		),
	);
}

export const submissionRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/submissions/CIK:cik.json',
		document: 'sec.gov: EDGAR Application Programming Interfaces',
		handle: submissions,
	},
	{
		method: 'GET',
		path: '/files/company_tickers.json',
		document: 'sec.gov: Accessing EDGAR Data',
		note: 'on www.sec.gov',
		handle: tickers,
	},
];
