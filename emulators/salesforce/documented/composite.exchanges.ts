import type { DocumentedExchange } from './exchange';

const guide = (page: string) => `REST API Developer Guide: ${page}`;
const data = '/services/data/v68.0';
const [acme, global, missing] = ['001xx000003DGb1AAG', '001xx000003DGb0AAG', '001xx000003DGb9AAG'];
const accounts = {
	records: {
		Account: [
			{ Id: acme, Name: 'Acme' },
			{ Id: global, Name: 'Global Media' },
		],
	},
};
const [employer, engineer, renamed] = ['001xx000003DGb2AAG', '003xx000004TmiQAAS', '001D000000K0fXOIAZ'];
const pair = { records: { Account: [{ Id: employer, Name: 'Acme' }], Contact: [{ Id: engineer, LastName: 'Smith' }] } };
const node = (name: string, referenceId: string, body: unknown) => ({
	url: `${data}/sobjects/${name}/`,
	body,
	method: 'POST',
	referenceId,
});
const created = (referenceId: string, name: string) => ({
	body: { id: `{{${referenceId}}}`, success: true, errors: [] },
	httpHeaders: { Location: `${data}/sobjects/${name}/{{${referenceId}}}` },
	httpStatusCode: 201,
	referenceId,
});

/** What the guide prints of several records or requests in one call. */
export const compositeExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('Send Multiple Requests Using Composite'),
		evidence: 'read',
		route: 'POST composite',
		request: {
			method: 'POST',
			path: `${data}/composite/`,
			body: {
				compositeRequest: [
					{
						method: 'POST',
						url: `${data}/sobjects/Account`,
						referenceId: 'refAccount',
						body: { Name: 'Sample Account' },
					},
					{
						method: 'POST',
						url: `${data}/sobjects/Contact`,
						referenceId: 'refContact',
						body: { LastName: 'Sample Contact', AccountId: '@{refAccount.id}' },
					},
				],
			},
		},
		reply: {
			status: 200,
			body: { compositeResponse: [created('refAccount', 'Account'), created('refContact', 'Contact')] },
		},
	},
	{
		source: guide('Update a Record and Get Its Field Values in a Single Request'),
		evidence: 'read',
		route: 'POST composite/batch',
		seed: { records: { Account: [{ Id: renamed, Name: 'Old', BillingPostalCode: '94105' }] } },
		request: {
			method: 'POST',
			path: `${data}/composite/batch/`,
			body: {
				batchRequests: [
					{ method: 'PATCH', url: `v68.0/sobjects/account/${renamed}`, richInput: { Name: 'NewName' } },
					{ method: 'GET', url: `v68.0/sobjects/account/${renamed}?fields=Name,BillingPostalCode` },
				],
			},
		},
		reply: {
			status: 200,
			body: {
				hasErrors: false,
				results: [
					{ statusCode: 204, result: null },
					{
						statusCode: 200,
						result: {
							attributes: { type: 'Account', url: `${data}/sobjects/Account/${renamed}` },
							Name: 'NewName',
							BillingPostalCode: '94105',
							Id: renamed,
						},
					},
				],
			},
		},
	},
	{
		source: guide('Using a Composite Graph'),
		evidence: 'read',
		route: 'POST composite/graph',
		request: {
			method: 'POST',
			path: `${data}/composite/graph`,
			body: {
				graphs: [
					{
						graphId: '1',
						compositeRequest: [
							node('Account', 'account_1', { name: 'Cloudy Consulting' }),
							node('Contact', 'contact_1', { FirstName: 'Nellie', LastName: 'Cashman', AccountId: '@{account_1.id}' }),
						],
					},
					{ graphId: '2', compositeRequest: [node('Account', 'account_2', { name: 'Easy Spaces' })] },
				],
			},
		},
		reply: {
			status: 200,
			body: {
				graphs: [
					{
						graphId: '1',
						graphResponse: { compositeResponse: [created('account_1', 'Account'), created('contact_1', 'Contact')] },
						isSuccessful: true,
					},
					{ graphId: '2', graphResponse: { compositeResponse: [created('account_2', 'Account')] }, isSuccessful: true },
				],
			},
		},
	},
	{
		source: guide('Create Records Using sObject Collections'),
		evidence: 'read',
		route: 'POST composite/sobjects',
		request: {
			method: 'POST',
			path: `${data}/composite/sobjects/`,
			body: {
				allOrNone: false,
				records: [
					{ attributes: { type: 'Account' }, Name: 'example.com', BillingCity: 'San Francisco' },
					{ attributes: { type: 'Contact' }, LastName: 'Johnson', FirstName: 'Erica' },
				],
			},
		},
		reply: {
			status: 200,
			body: [
				{ id: '{{account}}', success: true, errors: [] },
				{ id: '{{contact}}', success: true, errors: [] },
			],
		},
	},
	{
		source: guide('Update Records Using sObject Collections'),
		evidence: 'read',
		route: 'PATCH composite/sobjects',
		seed: pair,
		request: {
			method: 'PATCH',
			path: `${data}/composite/sobjects/`,
			body: {
				allOrNone: false,
				records: [
					{ attributes: { type: 'Account' }, id: employer, NumberOfEmployees: 27_000 },
					{ attributes: { type: 'Contact' }, id: engineer, Title: 'Lead Engineer' },
				],
			},
		},
		reply: {
			status: 200,
			body: [
				{ id: employer, success: true, errors: [] },
				{ id: engineer, success: true, errors: [] },
			],
		},
	},
	{
		source: guide('Upsert Records Using sObject Collections'),
		evidence: 'read',
		route: 'PATCH composite/sobjects/:sObject/:field',
		seed: {
			customFields: [
				{ object: 'Account', name: 'MyExtId__c', type: 'string', length: 20, externalId: true, unique: true },
			],
			records: { Account: [{ Id: acme, Name: 'Company Two', MyExtId__c: 'BBB' }] },
		},
		request: {
			method: 'PATCH',
			path: `${data}/composite/sobjects/Account/MyExtId__c`,
			body: {
				allOrNone: false,
				records: [
					{ attributes: { type: 'Account' }, Name: 'Company One', MyExtId__c: 'AAA' },
					{ attributes: { type: 'Account' }, Name: 'Company Two', MyExtId__c: 'BBB' },
				],
			},
		},
		reply: {
			status: 200,
			body: [
				{ id: '{{first}}', success: true, errors: [], created: true },
				{ id: acme, success: true, errors: [], created: false },
			],
		},
	},
	{
		source: guide('Delete Records Using sObject Collections'),
		evidence: 'read',
		route: 'DELETE composite/sobjects',
		seed: pair,
		request: { method: 'DELETE', path: `${data}/composite/sobjects?ids=${employer},${engineer}&allOrNone=false` },
		reply: {
			status: 200,
			body: [
				{ id: employer, success: true, errors: [] },
				{ id: engineer, success: true, errors: [] },
			],
		},
	},
	...(['GET', 'POST'] as const).map((method) => ({
		source: guide(
			method === 'GET'
				? 'Get Records Using sObject Collections'
				: 'Get Records With a Request Body Using sObject Collections',
		),
		evidence: 'read' as const,
		route: `${method} composite/sobjects/:sObject`,
		seed: accounts,
		request: {
			method,
			path: `${data}/composite/sobjects/Account${method === 'GET' ? `?ids=${acme},${global},${missing}&fields=id,name` : ''}`,
			...(method === 'POST' ? { body: { ids: [acme, global, missing], fields: ['id', 'name'] } } : {}),
		},
		reply: {
			status: 200,
			body: [
				{ attributes: { type: 'Account', url: `${data}/sobjects/Account/${acme}` }, Id: acme, Name: 'Acme' },
				{
					attributes: { type: 'Account', url: `${data}/sobjects/Account/${global}` },
					Id: global,
					Name: 'Global Media',
				},
				null,
			],
		},
	})),
];
