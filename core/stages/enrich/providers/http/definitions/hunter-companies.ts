import type { HttpDefinition } from '../definition';
import { hunter } from './hunter';

/** Hunter, a company by its domain. */
export const hunterCompanies: HttpDefinition = {
	...hunter,
	id: 'hunter-companies',
	label: 'Hunter (Companies)',
	finds: 'company',
	needs: [['domain']],
	uses: ['domain'],
	routes: [
		{
			steps: [
				{
					request: { method: 'GET', url: 'https://api.hunter.io/v2/companies/find', query: { domain: '{domain}' } },
					rows: 'data',
					answer: {
						values: {
							name: 'name',
							legal_name: 'legalName',
							domain: { from: 'domain', as: ['domain'] },
							description: 'description',
							industry: { from: ['category.industry', 'category.sector'] },
							sic_code: { from: ['category.sicCode', 'category.sic4Codes[0]'] },
							naics_code: { from: ['category.naicsCode', 'category.naics6Codes[0]'] },
							employee_range: 'metrics.employees',
							revenue: 'metrics.annualRevenue',
							revenue_range: 'metrics.estimatedAnnualRevenue',
							founded_year: 'foundedYear',
							company_type: { from: ['company_type', 'type'] },
							ticker: 'ticker',
							phone: { from: ['phone', 'site.phoneNumbers[0]'] },
							email: { from: 'site.emailAddresses[0]', as: ['lowercase'] },
							street: 'geo.streetAddress',
							city: 'geo.city',
							region: 'geo.state',
							postal_code: 'geo.postalCode',
							country: 'geo.country',
							technologies: 'tech',
							technology_categories: 'techCategories',
							linkedin_url: {
								from: 'linkedin.handle',
								as: ['last_segment'],
								prefix: 'https://www.linkedin.com/company/',
							},
							facebook_url: { from: 'facebook.handle', as: ['last_segment'], prefix: 'https://www.facebook.com/' },
							x_url: { from: 'twitter.handle', as: ['last_segment'], prefix: 'https://x.com/' },
							funding_total: 'metrics.raised',
						},
						confidence: [{ agree: [{ path: 'domain', input: 'domain' }], value: 0.95 }, { value: 0.8 }],
						observedAt: 'indexedAt',
						companyId: 'id',
					},
				},
			],
		},
	],
	billing: { rule: '1 credit per company found', pools: ['credits'], perMatch: { credits: 1 } },
	confidenceScale: 'none of its own; a domain that the answer repeats counts 0.95, another one 0.8',
	documentation: [
		'https://hunter.io/api-documentation/v2#company-enrichment',
		'https://hunter.io/api-documentation/v2#errors',
	],
};
