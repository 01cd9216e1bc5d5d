import type { HttpDefinition } from '../definition';
import { apollo } from './apollo';

/** Apollo, organisations by their domains, ten a call. */
export const apolloOrganizations: HttpDefinition = {
	...apollo,
	id: 'apollo-organizations',
	label: 'Apollo (Organizations)',
	finds: 'company',
	needs: [['domain']],
	uses: ['domain'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.apollo.io/api/v1/organizations/bulk_enrich',
						body: { details: { $each: { domain: '{domain}' } } },
					},
					rows: 'organizations',
					// Not by position: the reply may leave out domains that it does not know.
					correlate: { by: 'echo', path: 'primary_domain', equals: '{domain}' },
					answer: {
						values: {
							name: 'name',
							domain: { from: ['primary_domain', 'website_url'], as: ['domain'] },
							website: 'website_url',
							description: 'short_description',
							industry: { from: 'industry', as: ['title_case'] },
							sic_code: 'sic_codes[0]',
							naics_code: 'naics_codes[0]',
							employees: 'estimated_num_employees',
							revenue: 'annual_revenue',
							founded_year: 'founded_year',
							ticker: { from: 'publicly_traded_symbol', as: ['uppercase'] },
							parent_name: 'owned_by_organization.name',
							ultimate_parent_name: 'ultimate_parent_organization.name',
							phone: { from: ['phone', 'primary_phone.number'] },
							street: 'street_address',
							city: 'city',
							region: 'state',
							postal_code: 'postal_code',
							country: 'country',
							technologies: 'technology_names',
							linkedin_url: { from: 'linkedin_url', as: ['linkedin'] },
							facebook_url: 'facebook_url',
							x_url: 'twitter_url',
							funding_total: 'total_funding',
						},
						confidence: [{ value: 0.95 }],
						companyId: 'id',
					},
				},
			],
		},
	],
	charge: [{ pool: 'credits', from: { path: 'credits_consumed' } }],
	billing: { rule: '1 credit per organization', pools: ['credits'], perMatch: { credits: 1 } },
	confidenceScale: 'none of its own; a domain that the answer repeats counts 0.95',
	documentation: [
		'https://docs.apollo.io/reference/bulk-organization-enrichment',
		'https://docs.apollo.io/reference/rate-limits',
	],
};
