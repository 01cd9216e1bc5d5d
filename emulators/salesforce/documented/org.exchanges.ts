import type { OrgSeed } from '../org/seed';
import type { DocumentedExchange } from './exchange';

const reference = (page: string) => `Object Reference for the Salesforce Platform: ${page}`;
const query = (soql: string) => `/services/data/v68.0/query/?q=${encodeURIComponent(soql)}`;
const accountId = '0015e0000000001AAA';
const userId = '0055e0000000001AAA';

const permitted: OrgSeed = {
	customObjects: [{ name: 'Merchandise__c', fields: [{ name: 'Description__c', type: 'string' }] }],
	access: {
		profiles: [
			{ name: 'Standard User', otherFields: 'none' },
			{ name: 'System Administrator', otherFields: 'none', modifyAllData: true, users: ['integration@example.com'] },
		],
		permissionSets: [
			{ name: 'Buyers', objects: { Merchandise__c: ['read'] }, fields: { 'Merchandise__c.Description__c': 'read' } },
		],
	},
};
const watched: OrgSeed = {
	matchingRules: [{ name: 'Contact_MR', object: 'Contact', criteria: [{ field: 'Email' }] }],
	duplicateRules: [{ name: 'Contacts_DR', object: 'Contact', matchingRules: ['Contact_MR'] }],
	records: { Contact: [{ LastName: 'Smith', Email: 'smith@example.com' }] },
};

/** What the references print of permissions and duplicate rules. */
export const orgExchanges: readonly DocumentedExchange[] = [
	{
		source: reference('UserRecordAccess'),
		evidence: 'read',
		route: 'GET query',
		seed: { records: { Account: [{ Name: 'Acme' }] } },
		request: {
			method: 'GET',
			path: query(
				`SELECT RecordId, HasReadAccess, HasTransferAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '${userId}' AND RecordId = '${accountId}'`,
			),
		},
		reply: {
			status: 200,
			body: {
				totalSize: 1,
				records: [{ RecordId: accountId, HasReadAccess: true, HasTransferAccess: true, MaxAccessLevel: 'All' }],
			},
		},
	},
	{
		source: reference('FieldPermissions'),
		evidence: 'read',
		route: 'GET query',
		seed: permitted,
		request: {
			method: 'GET',
			path: query(
				'SELECT SobjectType, Field, PermissionsRead, Parent.Name FROM FieldPermissions WHERE PermissionsRead = True',
			),
		},
		reply: {
			status: 200,
			body: {
				records: [
					{
						SobjectType: 'Merchandise__c',
						Field: 'Merchandise__c.Description__c',
						PermissionsRead: true,
						Parent: { Name: 'Buyers' },
					},
				],
			},
		},
	},
	{
		source: 'REST API Developer Guide: Duplicate Rule Header',
		evidence: 'read',
		route: 'POST sobjects/:sObject',
		seed: watched,
		request: {
			method: 'POST',
			path: '/services/data/v68.0/sobjects/Contact',
			headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true; includeRecordDetails=true; runAsCurrentUser=true' },
			body: { LastName: 'Smith', Email: 'smith@example.com' },
		},
		reply: { status: 201, body: { id: '{{id}}', success: true, errors: [] } },
	},
];
