import type { DocumentedExchange } from './exchange';

const guide = (page: string) => `REST API Developer Guide: ${page}`;
const data = '/services/data/v68.0';
const [first, second] = ['001D000000IqhSLIAZ', '001D000000IomazIAB'];
const seed = {
	records: {
		Account: [
			{ Id: first, Name: 'Acme' },
			{ Id: second, Name: 'Acme Import Company' },
		],
	},
};
const found = (id: string, type = 'Account') => ({
	attributes: { type, url: `${data}/sobjects/${type}/${id}` },
	Id: id,
});

/** What the guides print of searching and of metadata as records. */
export const searchExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('Search for a String'),
		evidence: 'read',
		route: 'GET search',
		seed,
		request: { method: 'GET', path: `${data}/search/?q=FIND+%7BAcme%7D` },
		reply: { status: 200, body: { searchRecords: [found('{{one}}'), found('{{other}}')] } },
	},
	{
		source: guide('Search for a String'),
		evidence: 'read',
		route: 'GET parameterizedSearch',
		seed,
		request: {
			method: 'GET',
			path: `${data}/parameterizedSearch/?q=Acme&sobject=Account&Account.fields=id,name&Account.limit=10`,
		},
		reply: { status: 200, body: { searchRecords: [found('{{one}}'), found('{{other}}')] } },
	},
	{
		source: guide('Search for a String'),
		evidence: 'read',
		route: 'POST parameterizedSearch',
		seed: {
			records: {
				Contact: [{ FirstName: 'Smith', LastName: 'Johnson' }],
				Account: [{ Name: 'Smith Company', NumberOfEmployees: 100 }],
			},
		},
		request: {
			method: 'POST',
			path: `${data}/parameterizedSearch`,
			body: {
				q: 'Smith',
				fields: ['id', 'firstName', 'lastName'],
				sobjects: [{ fields: ['id', 'NumberOfEmployees'], name: 'Account', limit: 20 }, { name: 'Contact' }],
				in: 'ALL',
				overallLimit: 100,
				defaultLimit: 10,
			},
		},
		reply: {
			status: 200,
			// The guide prints the contact first, and says nothing of an order.
			body: {
				searchRecords: [
					{ ...found('{{account}}'), NumberOfEmployees: 100 },
					{ ...found('{{contact}}', 'Contact'), FirstName: 'Smith', LastName: 'Johnson' },
				],
			},
		},
	},
	{
		source: 'Tooling API Developer Guide: EntityDefinition',
		evidence: 'recalled',
		route: 'GET tooling/query',
		request: {
			method: 'GET',
			path: `${data}/tooling/query/?q=SELECT+DeveloperName,+DurableId+FROM+EntityDefinition+WHERE+QualifiedApiName+=+'Account'`,
		},
		reply: {
			status: 200,
			body: {
				size: 1,
				totalSize: 1,
				done: true,
				queryLocator: null,
				records: [
					{
						attributes: { type: 'EntityDefinition', url: `${data}/tooling/sobjects/EntityDefinition/Account` },
						DeveloperName: 'Account',
						DurableId: 'Account',
					},
				],
			},
		},
	},
	{
		source: 'Tooling API Developer Guide: REST Resources',
		evidence: 'recalled',
		route: 'GET tooling/sobjects',
		request: { method: 'GET', path: `${data}/tooling/sobjects/` },
		reply: { status: 200, body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: [{ name: 'EntityDefinition' }] } },
	},
	{
		source: 'Tooling API Developer Guide: REST Resources',
		evidence: 'recalled',
		route: 'GET tooling/sobjects/:sObject/describe',
		request: { method: 'GET', path: `${data}/tooling/sobjects/EntityDefinition/describe/` },
		reply: { status: 200, body: { name: 'EntityDefinition', fields: [{ name: 'Id', type: 'id' }], queryable: true } },
	},
];
