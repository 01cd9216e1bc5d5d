import type { DocumentedExchange } from './exchange';

const guide = (page: string) => `REST API Developer Guide: ${page}`;
const data = '/services/data/v68.0';
const accountId = '001D000000IqhSLIAZ';
const account = { records: { Account: [{ Id: accountId, Name: 'Acme', BillingCity: 'Burlington', BillingPostalCode: '27215' }] } };
const wheat = {
	customFields: [{ object: 'Account', name: 'customExtIdField__c', type: 'string', length: 20, externalId: true, unique: true }],
	records: { Account: [{ Id: accountId, Name: 'California Wheat Corporation', customExtIdField__c: '11999' }] },
} as const;
const merchandise = { customObjects: [{ name: 'Merchandise__c' }], records: { Merchandise__c: [{ Id: 'a00D0000008pQRAIA2', Name: 'M', IsDeleted: true }] } };
const span = 'start=2026-11-20T00%3A00%3A00%2B00%3A00&end=2026-11-22T00%3A00%3A00%2B00%3A00';

/** What the guide prints of versions, objects and single records. */
export const restExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('List Available REST API Versions'),
		route: 'GET /services/data',
		request: { method: 'GET', path: '/services/data/' },
		reply: { status: 200, body: [{ label: "Summer '14", url: '/services/data/v31.0', version: '31.0' }, { label: "Winter '15", url: '/services/data/v32.0', version: '32.0' }] },
	},
	{
		source: guide('List Available REST Resources'),
		route: 'GET ',
		request: { method: 'GET', path: `${data}/` },
		reply: {
			status: 200,
			body: { tooling: `${data}/tooling`, search: `${data}/search`, query: `${data}/query`, recent: `${data}/recent`, sobjects: `${data}/sobjects`, limits: `${data}/limits` },
		},
	},
	{
		source: guide('Get a List of Objects'),
		route: 'GET sobjects',
		request: { method: 'GET', path: `${data}/sobjects/` },
		reply: {
			status: 200,
			body: {
				encoding: 'UTF-8',
				maxBatchSize: 200,
				sobjects: [{ name: 'Account', label: 'Account', keyPrefix: '001', labelPlural: 'Accounts', custom: false, createable: true, queryable: true, urls: { sobject: `${data}/sobjects/Account`, describe: `${data}/sobjects/Account/describe`, rowTemplate: `${data}/sobjects/Account/{ID}` } }],
			},
		},
	},
	{
		source: guide('Retrieve Metadata for an Object'),
		route: 'GET sobjects/:sObject',
		seed: account,
		request: { method: 'GET', path: `${data}/sobjects/Account/` },
		reply: {
			status: 200,
			body: {
				objectDescribe: { name: 'Account', updateable: true, label: 'Account', keyPrefix: '001', replicateable: true, retrieveable: true, undeletable: true, triggerable: true },
				recentItems: [{ attributes: { type: 'Account', url: `${data}/sobjects/Account/${accountId}` }, Id: accountId, Name: 'Acme' }],
			},
		},
	},
	{
		source: guide('Get Field and Other Metadata for an Object'),
		route: 'GET sobjects/:sObject/describe',
		request: { method: 'GET', path: `${data}/sobjects/Account/describe/` },
		reply: { status: 200, body: { name: 'Account', fields: [{ length: 18, name: 'Id', type: 'id', label: '{{label}}' }], updateable: true, label: 'Account', keyPrefix: '001', custom: false } },
	},
	{
		source: guide('Create a Record'),
		route: 'POST sobjects/:sObject',
		request: { method: 'POST', path: `${data}/sobjects/Account/`, body: { Name: 'Express Logistics and Transport' } },
		reply: { status: 201, body: { id: '{{account}}', errors: [], success: true } },
	},
	{
		source: guide('Get Field Values from a Standard Object Record'),
		route: 'GET sobjects/:sObject/:id',
		seed: account,
		request: { method: 'GET', path: `${data}/sobjects/Account/${accountId}?fields=Name,BillingPostalCode` },
		reply: { status: 200, body: { Name: 'Acme', BillingPostalCode: '27215' } },
	},
	{
		source: guide('Update a Record'),
		route: 'PATCH sobjects/:sObject/:id',
		seed: account,
		request: { method: 'PATCH', path: `${data}/sobjects/Account/${accountId}`, body: { BillingCity: 'San Francisco' } },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Conditional Request Headers'),
		route: 'PATCH sobjects/:sObject/:id',
		seed: account,
		request: {
			method: 'PATCH',
			path: `${data}/sobjects/Account/${accountId}`,
			headers: { 'If-Unmodified-Since': 'Tue, 10 Aug 2015 00:00:00 GMT' },
			body: { BillingCity: 'San Francisco' },
		},
		reply: { status: 412 },
	},
	{
		source: guide('Delete a Record'),
		route: 'DELETE sobjects/:sObject/:id',
		seed: account,
		request: { method: 'DELETE', path: `${data}/sobjects/Account/${accountId}` },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Insert or Update (Upsert) a Record Using an External ID'),
		route: 'PATCH sobjects/:sObject/:field/:value',
		seed: { customFields: wheat.customFields },
		request: { method: 'PATCH', path: `${data}/sobjects/Account/customExtIdField__c/11999`, body: { Name: 'California Wheat Corporation', Type: 'Prospect' } },
		reply: { status: 201, body: { id: '{{account}}', errors: [], success: true, created: true } },
	},
	{
		source: guide('sObject Rows by External ID'),
		route: 'GET sobjects/:sObject/:field/:value',
		seed: wheat,
		request: { method: 'GET', path: `${data}/sobjects/Account/customExtIdField__c/11999` },
		reply: { status: 200, body: { attributes: { type: 'Account', url: `${data}/sobjects/Account/${accountId}` }, Id: accountId, IsDeleted: false, Name: 'California Wheat Corporation' } },
	},
	{
		source: guide('sObject Rows by External ID'),
		route: 'DELETE sobjects/:sObject/:field/:value',
		seed: wheat,
		request: { method: 'DELETE', path: `${data}/sobjects/Account/customExtIdField__c/11999` },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Get a List of Updated Records Within a Given Timeframe'),
		route: 'GET sobjects/:sObject/updated',
		seed: account,
		request: { method: 'GET', path: `${data}/sobjects/Account/updated/?${span}` },
		reply: { status: 200, body: { ids: [accountId], latestDateCovered: '{{covered}}' } },
	},
	{
		source: guide('Get a List of Deleted Records Within a Given Timeframe'),
		route: 'GET sobjects/:sObject/deleted',
		seed: merchandise,
		request: { method: 'GET', path: `${data}/sobjects/Merchandise__c/deleted/?${span}` },
		reply: { status: 200, body: { deletedRecords: [{ id: 'a00D0000008pQRAIA2', deletedDate: '{{deleted}}' }], earliestDateAvailable: '{{earliest}}', latestDateCovered: '{{covered}}' } },
	},
	{
		source: guide('View Recently Viewed Records'),
		route: 'GET recent',
		seed: account,
		request: { method: 'GET', path: `${data}/recent/?limit=200` },
		reply: { status: 200, body: [{ attributes: { type: 'Account', url: `${data}/sobjects/Account/${accountId}` }, Name: 'Acme', Id: accountId }] },
	},
	{
		source: guide('List Organization Limits'),
		route: 'GET limits',
		request: { method: 'GET', path: `${data}/limits/` },
		reply: { status: 200, body: { DailyApiRequests: { Max: '{{max}}', Remaining: '{{remaining}}' }, DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 }, DailyBulkV2QueryFileStorageMB: { Max: 976_562, Remaining: 976_562 } } },
	},
	{
		source: guide('Get Feedback on Query Performance (Beta)'),
		route: 'GET query',
		seed: {
			customObjects: merchandise.customObjects,
			records: { Merchandise__c: [{ Name: 'New' }, { Name: 'Old', CreatedDate: '2013-05-05T00:00:00Z' }, { Name: 'Older', CreatedDate: '2013-05-03T00:00:00Z' }] },
		},
		request: { method: 'GET', path: `${data}/query/?explain=SELECT+Name+FROM+Merchandise__c+WHERE+CreatedDate+=+TODAY` },
		reply: {
			status: 200,
			body: {
				plans: [
					{ cardinality: 1, fields: ['CreatedDate'], leadingOperationType: 'Index', relativeCost: '{{cost}}', sobjectCardinality: 3, sobjectType: 'Merchandise__c' },
					{ fields: [], leadingOperationType: 'TableScan', sobjectType: 'Merchandise__c' },
				],
			},
		},
	},
];
