import type { HttpDefinition } from '../definition';

/** SEC EDGAR, companies that report to the securities commission of the United States; it wants to know who asks. */
export const secEdgar: HttpDefinition = {
	id: 'sec-edgar',
	label: 'SEC EDGAR (US)',
	finds: 'company',
	needs: [['companyId'], ['ticker']],
	uses: ['companyId', 'ticker'],
	batchSize: 1,
	credentials: ['enrichmentSecEdgarApi'],
	routes: [
		{
			steps: [
				{
					request: { method: 'GET', url: 'https://www.sec.gov/files/company_tickers.json' },
					rows: '[*]',
					correlate: { by: 'echo', path: 'ticker', equals: '{ticker|ticker}' },
					take: { cik: 'cik_str' },
					skipWith: { cik: 'companyId' },
				},
				{
					request: { method: 'GET', url: 'https://data.sec.gov/submissions/CIK{$cik|digits|pad:10}.json' },
					answer: {
						values: {
							name: 'name',
							legal_name: 'name',
							industry: 'sicDescription',
							sic_code: 'sic',
							company_type: 'entityType',
							ticker: 'tickers[0]',
							lei: 'lei',
							description: 'description',
							website: { from: 'website', as: ['url'] },
							domain: { from: 'website', as: ['domain'] },
							phone: 'phone',
							street: { from: ['addresses.business.street1', 'addresses.business.street2'], join: ', ' },
							city: { from: 'addresses.business.city', as: ['lowercase', 'title_case'] },
							region: 'addresses.business.stateOrCountry',
							postal_code: 'addresses.business.zipCode',
							country: { from: ['addresses.business.country', 'addresses.business.stateOrCountryDescription'] },
						},
						confidence: [
							{ given: ['companyId'], value: 0.99 },
							{ agree: [{ path: 'tickers[0]', input: 'ticker' }], value: 0.97 },
							{ value: 0.9 },
						],
						companyId: 'cik',
					},
				},
			],
		},
	],
	outcomes: [
		// Too many requests are answered with a page that says 403, for ten minutes.
		{ when: { status: [403, 429] }, outcome: 'rate_limited' },
	],
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	rate: {
		scope: 'account',
		windows: [
			{ requests: 10, perMs: 1_000 },
			{ requests: 3_000, perMs: 600_000 },
		],
	},
	billing: { rule: 'free', pools: [] },
	limits: { replyBytes: 20_000_000 },
	confidenceScale: 'by what agrees: CIK 0.99, ticker 0.97, a further ticker 0.9',
	licence: 'public domain',
	documentation: [
		'https://www.sec.gov/search-filings/edgar-application-programming-interfaces',
		'https://www.sec.gov/about/webmaster-frequently-asked-questions',
	],
};
