import type { OrgSeed } from '../org/seed';
import type { DocumentedExchange } from './exchange';

const guide = (page: string) => `REST API Developer Guide: ${page}`;
const data = '/services/data/v68.0';
const accountId = '001D000000IqhSLIAZ';
const account = {
	records: {
		Account: [
			{ Id: accountId, Name: 'Acme', AccountNumber: 'CD656092', BillingCity: 'Burlington', BillingPostalCode: '27215' },
		],
	},
};
const wheat = {
	customFields: [
		{ object: 'Account', name: 'customExtIdField__c', type: 'string', length: 20, externalId: true, unique: true },
	],
	records: { Account: [{ Id: accountId, Name: 'California Wheat Corporation', customExtIdField__c: '11999' }] },
} as const;
const merchandise = {
	customObjects: [{ name: 'Merchandise__c' }],
	records: { Merchandise__c: [{ Id: 'a00D0000008pQRAIA2', Name: 'M', IsDeleted: true }] },
};
const exampleMerchandise: OrgSeed = {
	customObjects: [
		{
			name: 'Merchandise__c',
			fields: [
				{ name: 'Description__c', type: 'string' },
				{ name: 'Price__c', type: 'double' },
				{ name: 'Total_Inventory__c', type: 'double' },
				{ name: 'MerchandiseExtID__c', type: 'double', externalId: true },
			],
		},
	],
	records: {
		Merchandise__c: [
			{
				Id: 'a00D0000008oWP8IAM',
				Name: 'Example Merchandise',
				Description__c: 'Merch with external ID',
				Price__c: 10,
				Total_Inventory__c: 100,
				MerchandiseExtID__c: 123,
			},
		],
	},
};
const describedAccount = {
	activateable: false,
	custom: false,
	customSetting: false,
	createable: true,
	deletable: true,
	deprecatedAndHidden: false,
	feedEnabled: true,
	keyPrefix: '001',
	label: 'Account',
	labelPlural: 'Accounts',
	layoutable: true,
	mergeable: true,
	mruEnabled: true,
	name: 'Account',
	queryable: true,
	replicateable: true,
	retrieveable: true,
	searchable: true,
	triggerable: true,
	undeletable: true,
	updateable: true,
};
// The guide's example complains of IsDeleted here.
const notes = [
	{
		description: 'Not considering filter for optimization because unindexed',
		fields: ['{{unindexed}}'],
		tableEnumOrId: 'Merchandise__c',
	},
];
const span = 'start=2026-11-20T00%3A00%3A00%2B00%3A00&end=2026-11-22T00%3A00%3A00%2B00%3A00';

/** What the guide prints of versions, objects and single records. */
export const restExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('List Available REST API Versions'),
		evidence: 'read',
		route: 'GET /services/data',
		request: { method: 'GET', path: '/services/data/' },
		reply: {
			status: 200,
			body: [
				{ label: "Summer '14", url: '/services/data/v31.0', version: '31.0' },
				{ label: "Winter '15", url: '/services/data/v32.0', version: '32.0' },
			],
		},
	},
	{
		source: guide('List Available REST Resources'),
		evidence: 'read',
		route: 'GET ',
		request: { method: 'GET', path: `${data}/` },
		reply: {
			status: 200,
			body: {
				tooling: `${data}/tooling`,
				queryAll: `${data}/queryAll`,
				search: `${data}/search`,
				identity: '{{instance_url}}/id/{{org}}/{{user}}',
				composite: `${data}/composite`,
				parameterizedSearch: `${data}/parameterizedSearch`,
				recent: `${data}/recent`,
				limits: `${data}/limits`,
				query: `${data}/query`,
				jobs: `${data}/jobs`,
				sobjects: `${data}/sobjects`,
			},
		},
	},
	{
		source: guide('Get a List of Objects'),
		evidence: 'read',
		route: 'GET sobjects',
		request: { method: 'GET', path: `${data}/sobjects/` },
		reply: {
			status: 200,
			body: {
				encoding: 'UTF-8',
				maxBatchSize: 200,
				sobjects: [
					{
						...describedAccount,
						urls: {
							sobject: `${data}/sobjects/Account`,
							describe: `${data}/sobjects/Account/describe`,
							rowTemplate: `${data}/sobjects/Account/{ID}`,
						},
					},
				],
			},
		},
	},
	{
		source: guide('Get Metadata for an Object'),
		evidence: 'read',
		route: 'GET sobjects/:sObject',
		seed: account,
		request: { method: 'GET', path: `${data}/sobjects/Account/` },
		reply: {
			status: 200,
			body: {
				objectDescribe: {
					name: 'Account',
					updateable: true,
					label: 'Account',
					keyPrefix: '001',
					replicateable: true,
					retrieveable: true,
					undeletable: true,
					triggerable: true,
				},
				recentItems: [
					{
						attributes: { type: 'Account', url: `${data}/sobjects/Account/${accountId}` },
						Id: accountId,
						Name: 'Acme',
					},
				],
			},
		},
	},
	{
		source: guide('Get Field and Other Metadata for an Object'),
		evidence: 'read',
		route: 'GET sobjects/:sObject/describe',
		request: { method: 'GET', path: `${data}/sobjects/Account/describe/` },
		reply: {
			status: 200,
			body: {
				name: 'Account',
				fields: [{ length: 18, name: 'Id', type: 'id', updateable: false, label: '{{label}}' }],
				updateable: true,
				label: 'Account',
				keyPrefix: '001',
				custom: false,
				urls: { sobject: `${data}/sobjects/Account` },
				childRelationships: [{ field: 'ParentId', deprecatedAndHidden: false }],
				createable: true,
				customSetting: false,
			},
		},
	},
	{
		source: guide('Create a Record'),
		evidence: 'read',
		route: 'POST sobjects/:sObject',
		request: { method: 'POST', path: `${data}/sobjects/Account/`, body: { Name: 'Express Logistics and Transport' } },
		reply: { status: 201, body: { id: '{{account}}', errors: [], success: true } },
	},
	{
		source: guide('Get Field Values from a Standard Object Record'),
		evidence: 'read',
		route: 'GET sobjects/:sObject/:id',
		seed: account,
		request: { method: 'GET', path: `${data}/sobjects/Account/${accountId}?fields=AccountNumber,BillingPostalCode` },
		reply: { status: 200, body: { AccountNumber: 'CD656092', BillingPostalCode: '27215' } },
	},
	{
		source: guide('Update a Record'),
		evidence: 'read',
		route: 'PATCH sobjects/:sObject/:id',
		seed: account,
		request: { method: 'PATCH', path: `${data}/sobjects/Account/${accountId}`, body: { BillingCity: 'San Francisco' } },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Conditional Request Headers'),
		evidence: 'read',
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
		evidence: 'read',
		route: 'DELETE sobjects/:sObject/:id',
		seed: account,
		request: { method: 'DELETE', path: `${data}/sobjects/Account/${accountId}` },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Insert or Update (Upsert) a Record Using an External ID'),
		evidence: 'read',
		route: 'PATCH sobjects/:sObject/:field/:value',
		seed: { customFields: wheat.customFields },
		request: {
			method: 'PATCH',
			path: `${data}/sobjects/Account/customExtIdField__c/11999`,
			body: { Name: 'California Wheat Corporation', Type: 'New Customer' },
		},
		reply: { status: 201, body: { id: '{{account}}', errors: [], success: true, created: true } },
	},
	{
		source: guide('Get a Record Using an External ID'),
		evidence: 'read',
		route: 'GET sobjects/:sObject/:field/:value',
		seed: exampleMerchandise,
		request: { method: 'GET', path: `${data}/sobjects/Merchandise__c/MerchandiseExtID__c/123` },
		reply: {
			status: 200,
			body: {
				attributes: { type: 'Merchandise__c', url: `${data}/sobjects/Merchandise__c/a00D0000008oWP8IAM` },
				Id: 'a00D0000008oWP8IAM',
				OwnerId: '{{owner}}',
				IsDeleted: false,
				Name: 'Example Merchandise',
				CreatedDate: '{{created}}',
				CreatedById: '{{creator}}',
				LastModifiedDate: '{{modified}}',
				LastModifiedById: '{{modifier}}',
				SystemModstamp: '{{stamp}}',
				Description__c: 'Merch with external ID',
				Price__c: 10,
				Total_Inventory__c: 100,
				MerchandiseExtID__c: 123,
			},
		},
	},
	{
		source: guide('Delete Records Using sObject Rows by External ID'),
		evidence: 'read',
		route: 'DELETE sobjects/:sObject/:field/:value',
		seed: wheat,
		request: { method: 'DELETE', path: `${data}/sobjects/Account/customExtIdField__c/11999` },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Get a List of Updated Records Within a Given Timeframe'),
		evidence: 'read',
		route: 'GET sobjects/:sObject/updated',
		seed: account,
		request: { method: 'GET', path: `${data}/sobjects/Account/updated/?${span}` },
		reply: { status: 200, body: { ids: [accountId], latestDateCovered: '{{covered}}' } },
	},
	{
		source: guide('Get a List of Deleted Records Within a Given Timeframe'),
		evidence: 'read',
		route: 'GET sobjects/:sObject/deleted',
		seed: merchandise,
		request: { method: 'GET', path: `${data}/sobjects/Merchandise__c/deleted/?${span}` },
		reply: {
			status: 200,
			body: {
				deletedRecords: [{ id: 'a00D0000008pQRAIA2', deletedDate: '{{deleted}}' }],
				earliestDateAvailable: '{{earliest}}',
				latestDateCovered: '{{covered}}',
			},
		},
	},
	{
		source: guide('View Recently Viewed Records'),
		evidence: 'read',
		route: 'GET recent',
		seed: account,
		request: { method: 'GET', path: `${data}/recent/?limit=2` },
		reply: {
			status: 200,
			body: [
				{ attributes: { type: 'Account', url: `${data}/sobjects/Account/${accountId}` }, Name: 'Acme', Id: accountId },
			],
		},
	},
	{
		source: guide('List Org Limits'),
		evidence: 'read',
		route: 'GET limits',
		request: { method: 'GET', path: `${data}/limits/` },
		reply: {
			status: 200,
			body: {
				DailyApiRequests: { Max: '{{max}}', Remaining: '{{remaining}}' },
				DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
				DailyBulkV2QueryFileStorageMB: { Max: 976_562, Remaining: 976_562 },
			},
		},
	},
	{
		source: guide('Get Feedback on Query Performance (Beta)'),
		evidence: 'read',
		route: 'GET query',
		seed: {
			customObjects: [{ name: 'Merchandise__c', fields: [{ name: 'Price__c', type: 'double' }] }],
			records: {
				Merchandise__c: [
					{ Name: 'New', Price__c: 11 },
					{ Name: 'Old', Price__c: 11, CreatedDate: '2013-05-05T00:00:00Z' },
					{ Name: 'Older', Price__c: 11, CreatedDate: '2013-05-03T00:00:00Z' },
				],
			},
		},
		request: {
			method: 'GET',
			path: `${data}/query/?explain=SELECT+Name+FROM+Merchandise__c+WHERE+CreatedDate+=+TODAY+AND+Price__c+>+10.0`,
		},
		reply: {
			status: 200,
			body: {
				plans: [
					{
						cardinality: 1,
						fields: ['CreatedDate'],
						leadingOperationType: 'Index',
						notes,
						relativeCost: '{{indexCost}}',
						sobjectCardinality: 3,
						sobjectType: 'Merchandise__c',
					},
					{
						cardinality: 1,
						fields: [],
						leadingOperationType: 'TableScan',
						notes,
						relativeCost: '{{scanCost}}',
						sobjectCardinality: 3,
						sobjectType: 'Merchandise__c',
					},
				],
			},
		},
	},
];
