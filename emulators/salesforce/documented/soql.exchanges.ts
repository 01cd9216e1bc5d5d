import type { DocumentedExchange } from './exchange';

/** What the guides print of queries; spaces are written as `+`, as they do. */
export const soqlExchanges: readonly DocumentedExchange[] = [
	{
		source: 'REST API Developer Guide: Execute a SOQL Query',
		evidence: 'read',
		route: 'GET query',
		seed: { records: { Account: Array.from({ length: 14 }, () => ({ Name: 'Test 1' })) } },
		request: { method: 'GET', path: '/services/data/v68.0/query/?q=SELECT+name+from+Account' },
		reply: {
			status: 200,
			body: {
				done: true,
				totalSize: 14,
				records: [
					{ attributes: { type: 'Account', url: '/services/data/v68.0/sobjects/Account/{{account}}' }, Name: 'Test 1' },
				],
			},
		},
	},
	{
		source: 'REST API Developer Guide: Execute a SOQL Query that Includes Deleted Items',
		evidence: 'read',
		route: 'GET queryAll',
		seed: {
			customObjects: [{ name: 'Merchandise__c' }],
			records: { Merchandise__c: [{ Name: 'Merchandise 1', IsDeleted: true }, { Name: 'Merchandise 2' }] },
		},
		request: {
			method: 'GET',
			path: '/services/data/v68.0/queryAll/?q=SELECT+Name+from+Merchandise__c+WHERE+isDeleted+=+TRUE',
		},
		reply: {
			status: 200,
			body: {
				done: true,
				totalSize: 1,
				records: [
					{
						attributes: { type: 'Merchandise__c', url: '/services/data/v68.0/sobjects/Merchandise__c/{{merchandise}}' },
						Name: 'Merchandise 1',
					},
				],
			},
		},
	},
	{
		source: 'SOQL and SOSL Reference: Understanding Query Results',
		evidence: 'read',
		route: 'GET query',
		seed: {
			records: {
				Account: [{ '@ref': 'west', Name: 'Acme Corp (West)' }],
				Contact: [{ FirstName: 'Jane', LastName: 'Doe', AccountId: '@west' }],
			},
		},
		request: {
			method: 'GET',
			path: "/services/data/v65.0/query/?q=SELECT+Id,+FirstName,+LastName,+AccountId,+Account.Name+FROM+Contact+WHERE+Account.Name+LIKE+'Acme%25'",
		},
		reply: {
			status: 200,
			body: {
				records: [
					{
						attributes: { type: 'Contact', url: '/services/data/v65.0/sobjects/Contact/{{contact}}' },
						Id: '{{contact}}',
						FirstName: 'Jane',
						LastName: 'Doe',
						AccountId: '{{account}}',
						Account: {
							attributes: { type: 'Account', url: '/services/data/v65.0/sobjects/Account/{{account}}' },
							Name: 'Acme Corp (West)',
						},
					},
				],
			},
		},
	},
	{
		source: 'SOQL and SOSL Reference: SELECT',
		evidence: 'read',
		route: 'GET query',
		request: { method: 'GET', path: '/services/data/v68.0/query/?q=SELECT+Id,+FIELDS(ALL)+FROM+User+LIMIT+200' },
		reply: { status: 400, body: [{ message: 'duplicate field selected: Id', errorCode: 'INVALID_FIELD' }] },
	},
];
