import type { DocumentedExchange } from './exchange';

const guide = (page: string) => `REST API Developer Guide: ${page}`;
const data = '/services/data/v68.0';
const [first, second] = ['001D000000IqhSLIAZ', '001D000000IomazIAB'];
const seed = { records: { Account: [{ Id: first, Name: 'Acme' }, { Id: second, Name: 'Acme Import Company' }] } };
const found = (id: string) => ({ attributes: { type: 'Account', url: `${data}/sobjects/Account/${id}` }, Id: id });

/** What the guides print of searching and of metadata as records. */
export const searchExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('Search for a String'),
		route: 'GET search',
		seed,
		request: { method: 'GET', path: `${data}/search/?q=FIND+%7BAcme%7D` },
		reply: { status: 200, body: { searchRecords: [found('{{one}}'), found('{{other}}')] } },
	},
	{
		source: guide('Search for a String'),
		route: 'GET parameterizedSearch',
		seed,
		request: { method: 'GET', path: `${data}/parameterizedSearch/?q=Acme&sobject=Account&Account.fields=id,name&Account.limit=10` },
		reply: { status: 200, body: { searchRecords: [{ ...found('{{one}}'), Name: '{{name}}' }, { ...found('{{other}}'), Name: '{{otherName}}' }] } },
	},
	{
		source: guide('Search for a String'),
		route: 'POST parameterizedSearch',
		seed,
		request: {
			method: 'POST',
			path: `${data}/parameterizedSearch`,
			body: { q: 'Acme', fields: ['id'], sobjects: [{ name: 'Account', fields: ['id', 'NumberOfEmployees'], limit: 20 }], in: 'ALL', overallLimit: 100, defaultLimit: 10 },
		},
		reply: { status: 200, body: { searchRecords: [{ ...found('{{one}}'), NumberOfEmployees: null }, { ...found('{{other}}'), NumberOfEmployees: null }] } },
	},
	{
		source: 'Tooling API Developer Guide: EntityDefinition',
		route: 'GET tooling/query',
		request: { method: 'GET', path: `${data}/tooling/query/?q=SELECT+DeveloperName,+DurableId+FROM+EntityDefinition+WHERE+QualifiedApiName+=+'Account'` },
		reply: {
			status: 200,
			body: {
				size: 1,
				totalSize: 1,
				done: true,
				queryLocator: null,
				records: [{ attributes: { type: 'EntityDefinition', url: `${data}/tooling/sobjects/EntityDefinition/Account` }, DeveloperName: 'Account', DurableId: 'Account' }],
			},
		},
	},
	{
		source: 'Tooling API Developer Guide: REST Resources',
		route: 'GET tooling/sobjects',
		request: { method: 'GET', path: `${data}/tooling/sobjects/` },
		reply: { status: 200, body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: [{ name: 'EntityDefinition' }] } },
	},
	{
		source: 'Tooling API Developer Guide: REST Resources',
		route: 'GET tooling/sobjects/:sObject/describe',
		request: { method: 'GET', path: `${data}/tooling/sobjects/EntityDefinition/describe/` },
		reply: { status: 200, body: { name: 'EntityDefinition', fields: [{ name: 'Id', type: 'id' }], queryable: true } },
	},
];
