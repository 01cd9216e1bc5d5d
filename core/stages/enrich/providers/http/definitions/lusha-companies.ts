import type { HttpDefinition } from '../definition';
import { lusha, lushaRowOutcomes } from './lusha';

/** Lusha, companies, found and revealed in one call. */
export const lushaCompanies: HttpDefinition = {
	...lusha,
	id: 'lusha-companies',
	label: 'Lusha (Companies)',
	finds: 'company',
	needs: [['companyId'], ['domain'], ['company']],
	uses: ['companyId', 'domain', 'company'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.lusha.com/v3/companies/search-and-enrich',
						body: {
							companies: {
								$each: { clientReferenceId: '{key}', id: '{companyId}', domain: '{domain}', name: '{company}' },
							},
						},
					},
					rows: 'results',
					correlate: { by: 'echo', path: 'clientReferenceId', equals: '{key}' },
					rowOutcomes: lushaRowOutcomes,
					answer: {
						values: {
							name: 'name',
							domain: { from: 'domain', as: ['domain'] },
							website: { from: 'domain', as: ['url'] },
							description: 'description',
							industry: 'industry',
							sic_code: 'sicCodes[0].code',
							naics_code: 'naicsCodes[0].code',
							employees: 'employeeCount.exact',
							employee_range: { from: ['employeeCount.min', 'employeeCount.max'], join: '-' },
							revenue_range: { from: ['revenueRange.min', 'revenueRange.max'], join: '-' },
							founded_year: 'yearFounded',
							company_type: 'companyType',
							phone: { from: ['phone', 'phones[0].number'] },
							email: { from: ['email', 'emails[0].email'], as: ['lowercase'] },
							city: 'location.city',
							region: 'location.state',
							postal_code: 'location.zipCode',
							country: 'location.country',
							technologies: 'technologies',
							linkedin_url: { from: 'socialLinks.linkedin', as: ['linkedin'] },
							facebook_url: 'socialLinks.facebook',
							x_url: 'socialLinks.x',
							funding_total: 'funding.totalRoundsAmount',
						},
						confidence: [
							{ given: ['companyId'], value: 0.97 },
							{ agree: [{ path: 'domain', input: 'domain' }], value: 0.95 },
							{ agree: [{ path: 'alternativeDomains[0]', input: 'domain' }], value: 0.93 },
							{ agree: [{ path: 'name', input: 'company' }], value: 0.75 },
							{ value: 0.6 },
						],
						companyId: 'id',
					},
				},
			],
		},
	],
	billing: {
		rule: '1 credit per company, and 1 per 25 results of the search, 1 at least per call',
		pools: ['credits'],
		perQuery: { credits: 0.04 },
		perMatch: { credits: 1 },
		perCall: { credits: 1 },
	},
	confidenceScale:
		'none of its own; a domain that the answer repeats counts 0.95, the name alone 0.75, anything else 0.6',
	documentation: [
		'https://docs.lusha.com/api-reference/search-&-enrich/search-and-enrich-companies',
		'https://docs.lusha.com/api-reference/overview',
	],
};
