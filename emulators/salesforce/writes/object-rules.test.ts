import { aLead, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';

const seed: OrgSeed = {
	features: { personAccounts: true, stateAndCountryPicklists: true },
	users: [{ Username: 'gone@example.com', LastName: 'Gone', IsActive: false }],
	queues: [
		{ name: 'Inbox', '@ref': 'inbox', objects: ['Lead'] },
		{ name: 'Support', '@ref': 'support', objects: ['Case'] },
	],
	recordTypes: [
		{ object: 'Lead', name: 'Inbound' },
		{ object: 'Lead', name: 'Event' },
	],
	customObjects: [
		{
			name: 'Visit__c',
			nameFormat: 'V-{0000}',
			fields: [
				{
					name: 'Account__c',
					type: 'reference',
					referenceTo: ['Account'],
					isMasterDetail: true,
					childRelationshipName: 'Visits__r',
				},
			],
		},
		{
			name: 'Lock__c',
			fields: [
				{
					name: 'Contact__c',
					type: 'reference',
					referenceTo: ['Contact'],
					childRelationshipName: 'Locks__r',
					restrictedDelete: true,
				},
			],
		},
	],
	customFields: [
		{
			object: 'Lead',
			name: 'Colour__c',
			type: 'picklist',
			restricted: true,
			picklistValues: ['Red', 'Blue'],
			inactiveValues: ['Grey'],
		},
		{
			object: 'Lead',
			name: 'Shade__c',
			type: 'picklist',
			restricted: true,
			picklistValues: ['Rose', 'Navy'],
			controllerName: 'Colour__c',
			validFor: { Rose: ['Red'], Navy: ['Blue'] },
		},
		{ object: 'Lead', name: 'Tags__c', type: 'multipicklist', restricted: true, picklistValues: ['A', 'B'] },
		{ object: 'Lead', name: 'Rate__c', type: 'percent', precision: 5, scale: 2 },
	],
	records: {
		Account: [{ '@ref': 'acme', Name: 'Acme' }],
		Contact: [
			{ '@ref': 'ada', LastName: 'Ada', AccountId: '@acme' },
			{ '@ref': 'bob', LastName: 'Bob', AccountId: '@acme' },
		],
		Lead: [
			{
				LastName: 'One',
				Company: 'X',
				Colour__c: 'Red',
				Shade__c: 'Rose',
				CountryCode: 'US',
				StateCode: 'CA',
				Country: 'United States',
				State: 'California',
			},
		],
		Campaign: [{ Name: 'Fair' }],
	},
};
const leadId = '00Q5e0000000001EAA';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

async function patchLead(fields: Record<string, unknown>) {
	const { body } = await client.request('PATCH', 'composite/sobjects', { records: [aLead({ Id: leadId, ...fields })] });
	return body[0].errors[0] as { statusCode: string; message: string; fields: string[] } | undefined;
}

const badPick = 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST';
const noFit = "The existing country/territory doesn't recognize the state value provided for field: State/Province";
const noCountry =
	"There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: Country";

describe('saves of a Lead', () => {
	it.each([
		[{ Colour__c: 'Grey' }, badPick, 'Colour: bad value for restricted picklist field: Grey', ['Colour__c']],
		[{ Shade__c: 'Navy' }, badPick, 'Shade: bad value for restricted picklist field: Navy', ['Shade__c']],
		[{ Colour__c: 'Blue' }, badPick, 'Shade: bad value for restricted picklist field: Rose', ['Shade__c']],
		[{ Tags__c: 'A;C' }, badPick, 'Tags: bad value for restricted picklist field: C', ['Tags__c']],
		[
			{ Rate__c: 1_000 },
			'NUMBER_OUTSIDE_VALID_RANGE',
			'Rate: value outside of valid range on numeric field: 1000',
			['Rate__c'],
		],
		[{ Country: 'Narnia' }, 'FIELD_INTEGRITY_EXCEPTION', noCountry, ['Country']],
		[{ CountryCode: 'XX' }, badPick, 'Country Code: bad value for restricted picklist field: XX', ['CountryCode']],
		[{ StateCode: 'ON' }, 'FIELD_INTEGRITY_EXCEPTION', noFit, ['StateCode']],
		[{ State: 'Quebec' }, 'FIELD_INTEGRITY_EXCEPTION', noFit, ['State']],
		[
			{ State: 'Atlantis' },
			'FIELD_INTEGRITY_EXCEPTION',
			"There's a problem with this state, even though it may appear correct. Please select a state from the list of valid states.: State/Province",
			['State'],
		],
		[
			{ CountryCode: null },
			'FIELD_INTEGRITY_EXCEPTION',
			'A country/territory must be specified before specifying a state value for field: State/Province',
			['StateCode'],
		],
		[{ RecordTypeId: '0125e00000ZZZZZ' }, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []],
	])('refuse %j with %s', async (fields, statusCode, message, names) => {
		expect(await patchLead(fields)).toEqual({ statusCode, message, fields: names });
	});

	it('accept both picklists together, any case of a value, and codes of an address', async () => {
		expect(
			await patchLead({
				Colour__c: 'blue',
				Shade__c: 'NAVY',
				Tags__c: 'b;A',
				Rate__c: 12.345,
				CountryCode: 'CA',
				State: 'ontario',
			}),
		).toBeUndefined();
		expect(org.org.get('Lead', leadId)).toMatchObject({
			Colour__c: 'Blue',
			Shade__c: 'Navy',
			Tags__c: 'B;A',
			Rate__c: 12.35,
			Country: 'Canada',
			CountryCode: 'CA',
			State: 'Ontario',
			StateCode: 'ON',
			Address: expect.objectContaining({ countryCode: 'CA', stateCode: 'ON' }),
		});
	});

	it('give the default record type, and refuse one of another object', async () => {
		const [inbound] = org.org.find('RecordType', { Name: 'Inbound' });
		const [person] = org.org.find('RecordType', { Name: 'Person Account' });
		const id = org.org.insert('Lead', { LastName: 'A', Company: 'B' });
		expect(org.org.get('Lead', id)?.RecordTypeId).toBe(inbound.Id);
		expect(await patchLead({ RecordTypeId: person.Id })).toEqual({
			statusCode: 'INVALID_CROSS_REFERENCE_KEY',
			message: `Record Type ID: this ID value isn't valid for the user: ${person.Id}`,
			fields: ['RecordTypeId'],
		});
	});

	it('let only active users and queues of the object own it', async () => {
		const owner = (object: string, filter: Record<string, unknown>) => org.org.find(object, filter)[0].Id;
		const gone = String(owner('User', { Username: 'gone@example.com' }));
		expect(await patchLead({ OwnerId: gone })).toMatchObject({
			statusCode: 'INACTIVE_OWNER_OR_USER',
			message: `operation performed with inactive user [${gone.slice(0, 15)}] as owner of lead`,
		});
		expect(await patchLead({ OwnerId: owner('Group', { Name: 'Support' }) })).toMatchObject({
			statusCode: 'INVALID_OPERATION',
		});
		const queue = owner('Group', { Name: 'Inbox' });
		const reply = await client.request(
			'PATCH',
			`sobjects/Lead/${leadId}`,
			{ OwnerId: queue },
			{ 'Sforce-Auto-Assign': 'FALSE' },
		);
		expect([reply.status, org.org.get('Lead', leadId)?.OwnerId]).toEqual([204, queue]);
	});
});

describe('person accounts', () => {
	it('come from a last name, have a contact and no Name to write', async () => {
		const { body } = await client.request('POST', 'sobjects/Account', {
			FirstName: 'Ada',
			LastName: 'Ng',
			PersonEmail: 'ada@x.example',
		});
		const account = org.org.get('Account', body.id);
		expect(account).toMatchObject({ IsPersonAccount: true, Name: 'Ada Ng' });
		expect(org.org.get('Contact', String(account?.PersonContactId))).toMatchObject({
			IsPersonAccount: true,
			Email: 'ada@x.example',
			AccountId: body.id,
			Name: 'Ada Ng',
		});
		await client.request('PATCH', `sobjects/Account/${body.id}`, { LastName: 'Li' });
		expect([
			org.org.get('Account', body.id)?.Name,
			org.org.get('Contact', String(account?.PersonContactId))?.Name,
		]).toEqual(['Ada Li', 'Ada Li']);
		const reply = await client.request('PATCH', `sobjects/Account/${body.id}`, { Name: 'X' });
		expect(reply.body[0]).toMatchObject({
			errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
			message: 'Account: bad field names on insert/update call: Name',
		});
	});

	it('are not what a business account is', async () => {
		const { body } = await client.request('PATCH', 'sobjects/Account/0015e0000000001AAA', {
			PersonEmail: 'a@x.example',
		});
		expect(body[0]).toMatchObject({ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['PersonEmail'] });
	});
});

describe('activities, campaigns and cases', () => {
	it('take polymorphic parents and derive what is closed', async () => {
		const { body } = await client.request('POST', 'sobjects/Task', {
			Subject: 'Call',
			WhoId: leadId,
			WhatId: '0015e0000000001AAA',
			Status: 'Completed',
			Priority: 'High',
		});
		expect(org.org.get('Task', body.id)).toMatchObject({
			IsClosed: true,
			IsHighPriority: true,
			AccountId: '0015e0000000001AAA',
		});
		const wrong = await client.request('POST', 'sobjects/Task', { Subject: 'Call', WhoId: '0015e0000000001AAA' });
		expect(wrong.body[0].errorCode).toBe('MALFORMED_ID');
	});

	it('take a member once', async () => {
		const member = { CampaignId: '7015e0000000001AAA', LeadId: leadId, Status: 'Responded' };
		const { body } = await client.request('POST', 'sobjects/CampaignMember', member);
		expect(org.org.get('CampaignMember', body.id)).toMatchObject({ HasResponded: true });
		expect((await client.request('POST', 'sobjects/CampaignMember', member)).body[0]).toMatchObject({
			errorCode: 'DUPLICATE_VALUE',
			message: 'Already a campaign member.: Lead ID',
		});
		expect(
			(await client.request('POST', 'sobjects/CampaignMember', { CampaignId: member.CampaignId })).body[0].errorCode,
		).toBe('REQUIRED_FIELD_MISSING');
	});

	it('number cases, and details by their format', () => {
		const first = org.org.insert('Case', { Subject: 'A' });
		const visit = org.org.insert('Visit__c', { Account__c: '0015e0000000001AAA' });
		expect([org.org.get('Case', first)?.CaseNumber, org.org.get('Visit__c', visit)?.Name]).toEqual([
			'00000001',
			'V-0001',
		]);
	});
});

describe('master-detail and restricted look-ups', () => {
	it('need their master, keep it and go with it', async () => {
		expect((await client.request('POST', 'sobjects/Visit__c', {})).body[0]).toMatchObject({
			errorCode: 'REQUIRED_FIELD_MISSING',
			fields: ['Account__c'],
		});
		const id = org.org.insert('Visit__c', { Account__c: '0015e0000000001AAA' });
		expect((await client.request('PATCH', `sobjects/Visit__c/${id}`, { Account__c: null })).body[0].errorCode).toBe(
			'INVALID_FIELD_FOR_INSERT_UPDATE',
		);
		org.org.delete('Account', '0015e0000000001AAA');
		expect(org.org.get('Visit__c', id)?.IsDeleted).toBe(true);
	});

	it('keep a parent from being deleted', async () => {
		org.org.insert('Lock__c', { Contact__c: '0035e0000000001AAA' });
		expect((await client.request('DELETE', 'sobjects/Contact/0035e0000000001AAA')).body[0]).toMatchObject({
			errorCode: 'DELETE_FAILED',
			message: 'Your attempt to delete Ada could not be completed because it is associated with the following locks.',
		});
	});
});

describe('convertLead and merge', () => {
	it('turn a lead into account, contact and opportunity, activities and memberships with them', async () => {
		const task = org.org.insert('Task', { Subject: 'Call', WhoId: leadId });
		const member = org.org.insert('CampaignMember', { CampaignId: '7015e0000000001AAA', LeadId: leadId });
		const made = org.org.convertLead(leadId);
		expect(org.org.get('Lead', leadId)).toMatchObject({
			IsConverted: true,
			Status: 'Closed - Converted',
			ConvertedAccountId: made.accountId,
			ConvertedContactId: made.contactId,
			ConvertedOpportunityId: made.opportunityId,
		});
		expect(org.org.get('Account', made.accountId)?.Name).toBe('X');
		expect(org.org.get('Opportunity', made.opportunityId!)).toMatchObject({
			Name: 'X-',
			CloseDate: '2026-12-31',
			AccountId: made.accountId,
		});
		expect([org.org.get('Task', task)?.WhoId, org.org.get('CampaignMember', member)?.ContactId]).toEqual([
			made.contactId,
			made.contactId,
		]);
		expect(await patchLead({ Title: 'x' })).toMatchObject({ statusCode: 'CANNOT_UPDATE_CONVERTED_LEAD' });
		expect(() => org.org.convertLead(leadId)).toThrow('cannot reference converted lead');
	});

	it('use an account that is there and make no opportunity when told so', () => {
		const made = org.org.convertLead(leadId, { accountId: '0015e0000000001AAA', createsOpportunity: false });
		expect(made).toMatchObject({ accountId: '0015e0000000001AAA', opportunityId: null });
		expect(org.org.count('Opportunity')).toBe(0);
	});

	it('move children to the main record and leave the victim under its id', async () => {
		const lock = org.org.insert('Lock__c', { Contact__c: '0035e0000000002AAA' });
		org.org.merge('Contact', '0035e0000000001AAA', ['0035e0000000002AAA'], { Title: 'CTO' });
		expect(org.org.get('Contact', '0035e0000000001AAA')?.Title).toBe('CTO');
		expect(org.org.get('Lock__c', lock)?.Contact__c).toBe('0035e0000000001AAA');
		const { body } = await client.request(
			'GET',
			`queryAll?q=${encodeURIComponent('SELECT Id, MasterRecordId FROM Contact WHERE IsDeleted = true')}`,
		);
		expect(body.records).toEqual([
			expect.objectContaining({ Id: '0035e0000000002AAA', MasterRecordId: '0035e0000000001AAA' }),
		]);
	});

	it.each([
		['Contact', '0035e0000000001AAA', ['0035e0000000001AAA'], 'cannot be merged with itself'],
		['Contact', '0035e0000000001AAA', [], 'between 1 and 2'],
		['Contact', '0035e0000000001AAA', ['0035e00000ZZZZZ'], 'invalid cross reference id'],
		['Campaign', '7015e0000000001AAA', ['7015e0000000001AAA'], 'does not support merge'],
	])('refuse to merge %s %s with %j', (object, main, victims, text) => {
		expect(() => org.org.merge(object, main, victims)).toThrow(text);
		expect(org.org.count('Contact')).toBe(2);
	});
});
