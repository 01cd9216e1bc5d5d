import type { HttpDefinition } from '../definition';
import { zoominfo, zoominfoRowOutcomes } from './zoominfo';

/** ZoomInfo, companies, 25 a call. */
export const zoominfoCompanies: HttpDefinition = {
	...zoominfo,
	id: 'zoominfo-companies',
	label: 'ZoomInfo (Companies)',
	finds: 'company',
	needs: [['companyId'], ['domain'], ['company'], ['ticker']],
	uses: ['companyId', 'domain', 'company', 'ticker', 'street', 'city', 'region', 'postalCode', 'country'],
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://api.zoominfo.com/gtm/data/v1/companies/enrich',
						headers: { accept: 'application/vnd.api+json', 'content-type': 'application/vnd.api+json' },
						body: {
							data: {
								type: 'CompanyEnrich',
								attributes: {
									matchCompanyInput: {
										$each: {
											companyId: '{companyId|number}',
											companyWebsite: 'www.{domain}',
											companyName: '{company}',
											companyTicker: '{ticker}',
											companyStreet: '{street}',
											companyCity: '{city}',
											companyState: '{region}',
											companyZipCode: '{postalCode}',
											companyCountry: '{country}',
										},
									},
									outputFields: [
										'id',
										'name',
										'website',
										'ticker',
										'phone',
										'street',
										'city',
										'state',
										'zipCode',
										'country',
										'primaryIndustry',
										'sicCodes',
										'naicsCodes',
										'employeeCount',
										'employeeRange',
										'revenueRange',
										'foundedYear',
										'type',
										'companyStatus',
										'parentName',
										'socialMediaUrls',
										'description',
										'lastUpdatedDate',
									],
								},
							},
						},
					},
					rows: 'data',
					correlate: {
						by: 'position',
						confirmedBy: [
							{ path: 'meta.input.companyId', equals: '{companyId}' },
							{ path: 'meta.input.companyWebsite', equals: 'www.{domain}' },
							{ path: 'meta.input.companyName', equals: '{company}' },
						],
					},
					rowOutcomes: zoominfoRowOutcomes,
					answer: {
						values: {
							name: 'attributes.name',
							website: { from: 'attributes.website', as: ['url'] },
							domain: { from: 'attributes.website', as: ['domain'] },
							description: 'attributes.description',
							industry: 'attributes.primaryIndustry[0]',
							sic_code: 'attributes.sicCodes[0].id',
							naics_code: 'attributes.naicsCodes[0].id',
							employees: 'attributes.employeeCount',
							employee_range: 'attributes.employeeRange',
							revenue_range: 'attributes.revenueRange',
							founded_year: 'attributes.foundedYear',
							company_type: { from: 'attributes.type', as: ['lowercase'] },
							status: {
								from: 'attributes.companyStatus',
								words: { new: 'active', alive: 'active' },
								otherwise: 'inactive',
							},
							ticker: 'attributes.ticker',
							parent_name: 'attributes.parentName',
							phone: 'attributes.phone',
							street: 'attributes.street',
							city: 'attributes.city',
							region: 'attributes.state',
							postal_code: 'attributes.zipCode',
							country: 'attributes.country',
							linkedin_url: { from: 'attributes.socialMediaUrls[type=LINKED_IN].url', as: ['linkedin'] },
							facebook_url: 'attributes.socialMediaUrls[type=FACEBOOK].url',
							x_url: 'attributes.socialMediaUrls[type=TWITTER].url',
						},
						confidence: [{ path: 'meta.matchStatus', words: { full_match: 0.95, partial_match: 0.6 } }, { value: 0.6 }],
						rawConfidence: { name: 'match status', path: 'meta.matchStatus' },
						observedAt: 'attributes.lastUpdatedDate',
						companyId: 'id',
					},
				},
			],
		},
	],
	notes: [
		'The revenue of a company is told as a range only: the documentation does not agree with itself on the unit of the figure.',
	],
	documentation: [
		'https://docs.zoominfo.com/reference/enrichinterface_enrichcompany',
		'https://docs.zoominfo.com/docs/credit-usage-and-limits',
	],
};
