import { asText } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import type { KnownCompany } from '../../world/market';
import { companyFields } from './company-fields';
import { enrich, type Enrichment } from './enrich';

const company: Enrichment<KnownCompany> = {
	request: 'CompanyEnrich',
	resource: 'Company',
	input: 'matchCompanyInput',
	find: (call, input) => {
		const question = {
			id: asText(input.companyId),
			domain: asText(input.companyWebsite),
			name: asText(input.companyName),
			ticker: asText(input.companyTicker),
			phone: asText(input.companyPhone),
		};
		return Object.values(question).every((each) => each === undefined)
			? 'INVALID_INPUT'
			: call.market.findCompany(question);
	},
	body: (known, { market }) => ({
		id: market.ownId(known.company),
		attributes: { ...companyFields(known.company), lastUpdatedDate: `${known.seenOn}T00:00:00Z` },
	}),
	what: (known) => `company ${known.company.id}`,
	matchStatus: () => 'FULL_MATCH',
};

export const companyRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/gtm/data/v1/companies/enrich',
		document: 'docs.zoominfo.com: Enrich Company',
		handle: (call) => enrich(call, company),
	},
];
