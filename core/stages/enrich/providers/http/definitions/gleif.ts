import type { HttpAnswer, HttpDefinition } from '../definition';

const record = {
	values: {
		legal_name: 'attributes.entity.legalName.name',
		name: 'attributes.entity.legalName.name',
		lei: 'attributes.lei',
		registration_number: 'attributes.entity.registeredAs',
		company_type: { from: 'attributes.entity.category', as: ['lowercase'] },
		status: { from: 'attributes.entity.status', as: ['lowercase'] },
		street: {
			from: ['attributes.entity.headquartersAddress.addressLines[0]', 'attributes.entity.legalAddress.addressLines[0]'],
		},
		city: { from: ['attributes.entity.headquartersAddress.city', 'attributes.entity.legalAddress.city'] },
		region: { from: ['attributes.entity.headquartersAddress.region', 'attributes.entity.legalAddress.region'] },
		postal_code: {
			from: ['attributes.entity.headquartersAddress.postalCode', 'attributes.entity.legalAddress.postalCode'],
		},
		country: { from: ['attributes.entity.headquartersAddress.country', 'attributes.entity.legalAddress.country'] },
	},
	observedAt: 'attributes.registration.lastUpdateDate',
	companyId: 'attributes.lei',
} satisfies Partial<HttpAnswer>;

const page = { 'page[size]': '1' };

/** GLEIF, the register of Legal Entity Identifiers. */
export const gleif: HttpDefinition = {
	id: 'gleif',
	label: 'GLEIF',
	finds: 'company',
	needs: [['lei'], ['registrationNumber', 'country'], ['company', 'country']],
	uses: ['lei', 'registrationNumber', 'company', 'country'],
	batchSize: 1,
	routes: [
		{
			when: ['lei'],
			steps: [
				{
					request: {
						method: 'GET',
						url: 'https://api.gleif.org/api/v1/lei-records',
						headers: { accept: 'application/vnd.api+json' },
						query: { 'filter[lei]': '{lei|uppercase}', ...page },
					},
					rows: 'data[0]',
					answer: { ...record, confidence: [{ agree: [{ path: 'attributes.lei', input: 'lei' }], value: 0.99 }] },
				},
			],
		},
		{
			when: ['registrationNumber', 'country'],
			steps: [
				{
					request: {
						method: 'GET',
						url: 'https://api.gleif.org/api/v1/lei-records',
						headers: { accept: 'application/vnd.api+json' },
						query: {
							'filter[entity.registeredAs]': '{registrationNumber}',
							'filter[entity.legalAddress.country]': '{country|country_code}',
							...page,
						},
					},
					rows: 'data[0]',
					answer: {
						...record,
						confidence: [
							{ agree: [{ path: 'attributes.entity.legalName.name', input: 'company' }], value: 0.98 },
							{
								agree: [
									{ path: 'attributes.entity.registeredAs', input: 'registrationNumber' },
									{ path: 'attributes.entity.legalAddress.country', input: 'country' },
								],
								value: 0.9,
							},
						],
					},
				},
			],
		},
		{
			when: ['company', 'country'],
			steps: [
				{
					request: {
						method: 'GET',
						url: 'https://api.gleif.org/api/v1/lei-records',
						headers: { accept: 'application/vnd.api+json' },
						query: {
							'filter[entity.legalName]': '{company}',
							'filter[entity.legalAddress.country]': '{country|country_code}',
							...page,
						},
					},
					rows: 'data[0]',
					answer: {
						...record,
						confidence: [
							{
								agree: [
									{ path: 'attributes.entity.legalName.name', input: 'company' },
									{ path: 'attributes.entity.legalAddress.country', input: 'country' },
								],
								value: 0.85,
							},
							{
								agree: [
									{ path: 'attributes.entity.otherNames[0].name', input: 'company' },
									{ path: 'attributes.entity.legalAddress.country', input: 'country' },
								],
								value: 0.75,
							},
						],
					},
				},
			],
		},
	],
	messages: ['errors[0].title', 'errors[0].detail'],
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	// Nothing is published; one a second is polite.
	rate: { scope: 'endpoint', windows: [{ requests: 60, perMs: 60_000 }] },
	billing: { rule: 'free', pools: [] },
	confidenceScale:
		'by what agrees: LEI 0.99, number and name 0.98, number 0.9, name and country 0.85, a further name 0.75; another name is no match',
	licence: 'CC0 1.0',
	documentation: [
		'https://www.gleif.org/en/lei-data/gleif-api',
		'https://documenter.getpostman.com/view/7679680/SVYrrxuU',
	],
};
