import type { HttpDefinition } from '../definition';
import { explorium } from './explorium';

/** Explorium, businesses: match, then firmographics. */
export const exploriumBusinesses: HttpDefinition = {
	...explorium,
	id: 'explorium-businesses',
	label: 'Explorium (Businesses)',
	finds: 'company',
	needs: [['companyId'], ['domain'], ['companyLinkedinUrl'], ['company']],
	uses: ['companyId', 'domain', 'companyLinkedinUrl', 'company'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.explorium.ai/v1/businesses/match',
						body: {
							businesses_to_match: {
								$each: { name: '{company}', domain: '{domain}', linkedin_url: '{companyLinkedinUrl}' },
							},
						},
					},
					rows: 'matched_businesses',
					correlate: {
						by: 'position',
						confirmedBy: [
							{ path: 'input.domain', equals: '{domain}' },
							{ path: 'input.name', equals: '{company}' },
						],
					},
					take: { business_id: 'business_id' },
					skipWith: { business_id: 'companyId' },
				},
				{
					request: {
						method: 'POST',
						url: 'https://api.explorium.ai/v1/businesses/firmographics/bulk_enrich',
						body: { business_ids: { $each: '{$business_id}' } },
					},
					rows: 'data',
					correlate: { by: 'echo', path: 'business_id', equals: '{$business_id}' },
					rowOutcomes: [{ when: { path: 'data', exists: false }, outcome: 'no_match' }],
					answer: {
						values: {
							name: { from: 'data.name', as: ['title_case'] },
							website: { from: 'data.website', as: ['url'] },
							domain: { from: 'data.website', as: ['domain'] },
							description: 'data.business_description',
							industry: { from: ['data.linkedin_industry_category', 'data.naics_description'], as: ['title_case'] },
							sic_code: 'data.sic_code',
							naics_code: 'data.naics',
							employee_range: 'data.number_of_employees_range',
							revenue_range: 'data.yearly_revenue_range',
							ticker: 'data.ticker',
							street: { from: 'data.street', as: ['title_case'] },
							city: { from: 'data.city_name', as: ['title_case'] },
							region: { from: 'data.region_name', as: ['title_case'] },
							postal_code: 'data.zip_code',
							country: { from: 'data.country_name', as: ['title_case'] },
							linkedin_url: { from: 'data.linkedin_profile', as: ['linkedin'] },
						},
						confidence: [
							{ given: ['companyId'], value: 0.97 },
							{ agree: [{ path: 'data.website', input: 'domain' }], value: 0.95 },
							{ agree: [{ path: 'data.name', input: 'company' }], value: 0.8 },
							{ value: 0.6 },
						],
						companyId: 'business_id',
					},
				},
			],
		},
	],
	documentation: [
		'https://developers.explorium.ai/reference/businesses/match_businesses',
		'https://developers.explorium.ai/reference/businesses/enrichments/bulk/bulk_businesses_enrichments',
	],
};
