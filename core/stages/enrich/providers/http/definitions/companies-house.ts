import type { HttpAnswer, HttpDefinition, HttpStep } from '../definition';

const profile = {
	values: {
		name: 'company_name',
		legal_name: 'company_name',
		registration_number: 'company_number',
		status: 'company_status',
		company_type: 'type',
		sic_code: 'sic_codes[0]',
		founded_year: { from: 'date_of_creation', as: ['year'] },
		street: { from: ['registered_office_address.premises', 'registered_office_address.address_line_1'], join: ' ' },
		city: 'registered_office_address.locality',
		region: 'registered_office_address.region',
		postal_code: 'registered_office_address.postal_code',
		country: 'registered_office_address.country',
	},
	companyId: 'company_number',
} satisfies Partial<HttpAnswer>;

function profileStep(number: string, confidence: HttpAnswer['confidence']): HttpStep {
	return {
		request: { method: 'GET', url: `https://api.company-information.service.gov.uk/company/${number}` },
		answer: { ...profile, confidence },
	};
}

/** Companies House, the register of the United Kingdom. */
export const companiesHouse: HttpDefinition = {
	id: 'companies-house',
	label: 'Companies House (UK)',
	finds: 'company',
	needs: [['companyId'], ['registrationNumber'], ['company', 'country']],
	uses: ['companyId', 'registrationNumber', 'company', 'country'],
	batchSize: 1,
	credentials: ['enrichmentCompaniesHouseApi'],
	routes: [
		{ when: ['companyId'], steps: [profileStep('{companyId|uppercase}', [{ value: 0.99 }])] },
		{
			when: ['registrationNumber'],
			countries: ['GB'],
			steps: [
				profileStep('{registrationNumber|uppercase|pad:8}', [
					{ agree: [{ path: 'company_name', input: 'company' }], value: 0.98 },
					{ value: 0.9 },
				]),
			],
		},
		{
			when: ['company', 'country'],
			countries: ['GB'],
			steps: [
				{
					request: {
						method: 'GET',
						url: 'https://api.company-information.service.gov.uk/search/companies',
						query: { q: '{company}', items_per_page: '1' },
					},
					rows: 'items[0]',
					take: { number: 'company_number' },
				},
				// The search gives the nearest name, whatever it is: only the same one counts.
				profileStep('{$number}', [{ agree: [{ path: 'company_name', input: 'company' }], value: 0.85 }]),
			],
		},
	],
	messages: ['errors[0].error', 'error'],
	rate: { scope: 'key', windows: [{ requests: 600, perMs: 5 * 60_000 }] },
	billing: { rule: 'free', pools: [] },
	confidenceScale: 'by what agrees: ID 0.99, number and name 0.98, number 0.9, name 0.85; another name is no match',
	licence: 'Open Government Licence 3.0',
	documentation: [
		'https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/reference/company-profile/company-profile',
		'https://developer.company-information.service.gov.uk/developer-guidelines',
	],
};
