import type { HttpDefinition } from '../definition';
import { likelihood, peopleDataLabs } from './people-data-labs';

/** People Data Labs, one company; bulk requests of the Company Enrichment API. */
export const peopleDataLabsCompany: HttpDefinition = {
	...peopleDataLabs('company'),
	id: 'people-data-labs-company',
	label: 'People Data Labs (Companies)',
	finds: 'company',
	needs: [['companyId'], ['domain'], ['companyLinkedinUrl'], ['ticker'], ['company']],
	uses: [
		'companyId',
		'domain',
		'companyLinkedinUrl',
		'ticker',
		'company',
		'street',
		'city',
		'region',
		'postalCode',
		'country',
	],
	batchSize: 100,
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.peopledatalabs.com/v5/company/enrich/bulk',
						body: {
							requests: {
								$each: {
									params: {
										pdl_id: '{companyId}',
										website: '{domain}',
										profile: '{companyLinkedinUrl}',
										ticker: '{ticker}',
										name: '{company}',
										street_address: '{street}',
										locality: '{city}',
										region: '{region}',
										country: '{country}',
										postal_code: '{postalCode}',
										titlecase: true,
									},
									metadata: { key: '{key}' },
								},
							},
						},
					},
					correlate: { by: 'echo', path: 'metadata.key', equals: '{key}' },
					rowOutcomes: [
						{ when: { path: 'status', equals: [404] }, outcome: 'no_match' },
						{ when: { path: 'status', equals: [400] }, outcome: 'invalid_input', retryable: false },
						{ when: { path: 'status', equals: [200] }, outcome: 'matched' },
						{ when: { path: 'status' }, outcome: 'provider_failed', retryable: true },
					],
					answer: {
						// The bulk page shows a company's fields beside its status, other clients of it below `data`.
						values: {
							name: { from: ['display_name', 'data.display_name', 'name', 'data.name'], as: ['title_case'] },
							website: { from: ['website', 'data.website'], as: ['url'] },
							domain: { from: ['website', 'data.website'], as: ['domain'] },
							description: { from: ['summary', 'data.summary'] },
							industry: { from: ['industry', 'data.industry'], as: ['title_case'] },
							sic_code: { from: ['sic[0].sic_code', 'data.sic[0].sic_code'] },
							naics_code: { from: ['naics[0].naics_code', 'data.naics[0].naics_code'] },
							employees: { from: ['employee_count', 'data.employee_count'] },
							employee_range: { from: ['size', 'data.size'] },
							revenue_range: { from: ['inferred_revenue', 'data.inferred_revenue'] },
							founded_year: { from: ['founded', 'data.founded'] },
							company_type: { from: ['type', 'data.type'] },
							ticker: { from: ['ticker', 'data.ticker'], as: ['uppercase'] },
							ultimate_parent_name: { from: ['ultimate_parent', 'data.ultimate_parent'], as: ['title_case'] },
							street: { from: ['location.street_address', 'data.location.street_address'], as: ['title_case'] },
							city: { from: ['location.locality', 'data.location.locality'], as: ['title_case'] },
							region: { from: ['location.region', 'data.location.region'], as: ['title_case'] },
							postal_code: { from: ['location.postal_code', 'data.location.postal_code'] },
							country: { from: ['location.country', 'data.location.country'], as: ['title_case'] },
							linkedin_url: { from: ['linkedin_url', 'data.linkedin_url'], as: ['linkedin'] },
							facebook_url: { from: ['facebook_url', 'data.facebook_url'], as: ['url'] },
							x_url: { from: ['twitter_url', 'data.twitter_url'], as: ['url'] },
							funding_total: { from: ['total_funding_raised', 'data.total_funding_raised'] },
						},
						confidence: likelihood,
						rawConfidence: { name: 'likelihood', path: 'likelihood' },
						companyId: 'id',
					},
				},
			],
		},
	],
	documentation: [
		'https://docs.peopledatalabs.com/docs/bulk-company-enrichment-api',
		'https://docs.peopledatalabs.com/docs/company-enrichment-api',
		'https://docs.peopledatalabs.com/docs/usage-limits',
	],
};
