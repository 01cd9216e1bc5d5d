import type { HttpDefinition } from '../definition';
import { prospeo } from './prospeo';

/** Prospeo, companies, 50 a call. */
export const prospeoCompanies: HttpDefinition = {
	...prospeo,
	id: 'prospeo-companies',
	label: 'Prospeo (Companies)',
	finds: 'company',
	needs: [['companyId'], ['domain'], ['companyLinkedinUrl'], ['company']],
	uses: ['companyId', 'domain', 'companyLinkedinUrl', 'company'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.prospeo.io/bulk-enrich-company',
						body: {
							data: {
								$each: {
									identifier: '{key}',
									company_id: '{companyId}',
									company_website: '{domain}',
									company_linkedin_url: '{companyLinkedinUrl}',
									company_name: '{company}',
								},
							},
						},
					},
					rows: 'matched',
					correlate: { by: 'echo', path: 'identifier', equals: '{key}' },
					answer: {
						values: {
							name: 'company.name',
							domain: { from: ['company.domain', 'company.website'], as: ['domain'] },
							website: { from: 'company.website', as: ['url'] },
							description: { from: ['company.description', 'company.description_ai'] },
							industry: 'company.industry',
							sic_code: 'company.sic_codes[0]',
							naics_code: 'company.naics_codes[0]',
							employees: 'company.employee_count',
							employee_range: 'company.employee_range',
							revenue_range: 'company.revenue_range_printed',
							founded_year: 'company.founded',
							company_type: 'company.type',
							phone: 'company.phone_hq.number',
							city: 'company.location.city',
							region: 'company.location.state',
							country: 'company.location.country',
							technologies: 'company.technology.technology_names',
							linkedin_url: { from: 'company.linkedin_url', as: ['linkedin'] },
							facebook_url: 'company.facebook_url',
							x_url: 'company.twitter_url',
							instagram_url: 'company.instagram_url',
							youtube_url: 'company.youtube_url',
							funding_total: 'company.funding.total_raised',
						},
						confidence: [
							{ given: ['companyId'], value: 0.97 },
							{ agree: [{ path: 'company.domain', input: 'domain' }], value: 0.95 },
							{ agree: [{ path: 'company.name', input: 'company' }], value: 0.75 },
							{ value: 0.6 },
						],
						companyId: 'company.company_id',
					},
				},
			],
		},
	],
	billing: {
		rule: '1 credit per match; the same company costs nothing a second time',
		pools: ['credits'],
		perMatch: { credits: 1 },
	},
	confidenceScale:
		'none of its own; a domain that the answer repeats counts 0.95, the name alone 0.75, anything else 0.6',
	documentation: ['https://prospeo.io/api-docs/bulk-enrich-company', 'https://prospeo.io/api-docs/rate-limits'],
};
