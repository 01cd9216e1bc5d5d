import type { DocumentedExchange, DocumentedRequest } from './exchange';

const guide = (page: string) => `Tooling API: ${page}`;
const addressGuide = (page: string) => `Custom Address Fields Developer Guide: ${page}`;
const data = '/services/data/v68.0';
const fields = `${data}/tooling/sobjects/CustomField`;
const metadata = { label: 'Tier', type: 'Text', length: 20 };

const create: DocumentedRequest = {
	method: 'POST',
	path: fields,
	body: { FullName: 'Account.Tier__c', Metadata: metadata },
};

/** What the guides print of the Tooling API's records. */
export const toolingExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('Composite Response Body'),
		evidence: 'read',
		route: 'POST tooling/composite',
		request: {
			method: 'POST',
			path: `${data}/tooling/composite`,
			body: {
				allOrNone: false,
				compositeRequest: [{ method: 'POST', url: fields, referenceId: 'field', body: create.body }],
			},
		},
		reply: {
			status: 200,
			body: {
				compositeResponse: [
					{
						body: { id: '{{field}}', success: true, errors: [] },
						httpHeaders: { Location: `${fields}/{{field}}` },
						httpStatusCode: 201,
						referenceId: 'field',
					},
				],
			},
		},
	},
	{
		// The guide shows an address; a text has a length where that has a precision.
		source: addressGuide('Get Information About a Custom Address Field on a Record'),
		evidence: 'read',
		route: 'GET tooling/sobjects/:sObject/:id',
		before: [create],
		request: { method: 'GET', path: `${fields}/{{id}}` },
		reply: {
			status: 200,
			body: {
				attributes: { type: 'CustomField' },
				Id: '{{id}}',
				TableEnumOrId: 'Account',
				DeveloperName: 'Tier',
				Description: null,
				Precision: null,
				Scale: null,
				InlineHelpText: null,
				NamespacePrefix: null,
				ManageableState: 'unmanaged',
				EntityDefinitionId: 'Account',
				Metadata: {
					description: null,
					externalId: false,
					inlineHelpText: null,
					label: 'Tier',
					precision: null,
					scale: null,
					type: 'Text',
				},
				FullName: 'Account.Tier__c',
			},
		},
	},
	{
		source: addressGuide('Query Information About a Custom Address Field on a Record'),
		evidence: 'read',
		route: 'GET tooling/query',
		before: [create],
		request: {
			method: 'GET',
			path: `${data}/tooling/query?q=Select+id,DeveloperName+from+CustomField+where+Id='{{id}}'`,
		},
		reply: {
			status: 200,
			body: {
				size: 1,
				totalSize: 1,
				done: true,
				queryLocator: null,
				entityTypeName: 'CustomField',
				records: [
					{ attributes: { type: 'CustomField', url: `${fields}/{{id}}` }, Id: '{{id}}', DeveloperName: 'Tier' },
				],
			},
		},
	},
	{
		source: guide('CustomField'),
		evidence: 'recalled',
		route: 'POST tooling/sobjects/:sObject',
		request: create,
		reply: { status: 201, body: { id: '{{id}}', success: true, errors: [], warnings: [], infos: [] } },
	},
	{
		source: guide('CustomField'),
		evidence: 'recalled',
		route: 'POST tooling/sobjects/:sObject',
		before: [create],
		request: create,
		reply: {
			status: 400,
			body: [{ errorCode: 'DUPLICATE_DEVELOPER_NAME', message: 'There is already a field named Tier on Account.' }],
		},
	},
	{
		source: guide('CustomField'),
		evidence: 'recalled',
		route: 'PATCH tooling/sobjects/:sObject/:id',
		before: [create],
		request: { method: 'PATCH', path: `${fields}/{{id}}`, body: { Metadata: { ...metadata, label: 'Level' } } },
		reply: { status: 204 },
	},
	{
		source: guide('CustomField'),
		evidence: 'recalled',
		route: 'DELETE tooling/sobjects/:sObject/:id',
		before: [create],
		request: { method: 'DELETE', path: `${fields}/{{id}}` },
		reply: { status: 204 },
	},
	{
		source: guide('REST Resources'),
		evidence: 'recalled',
		route: 'GET tooling/sobjects/:sObject',
		request: { method: 'GET', path: `${fields}/` },
		reply: {
			status: 200,
			body: { objectDescribe: { name: 'CustomField', keyPrefix: '00N', urls: { sobject: fields } }, recentItems: [] },
		},
	},
];
