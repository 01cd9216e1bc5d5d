import { Connection } from 'jsforce';
import { startTestOrg } from '../test-org';
import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';

const seed: OrgSeed = {
	customFields: [
		{ object: 'Contact', name: 'Key__c', type: 'string', length: 20, externalId: true, unique: true },
		{ object: 'Lead', name: 'Key__c', type: 'string', length: 20, externalId: true },
	],
	leadFieldMapping: [{ from: 'Key__c', object: 'Contact', to: 'Key__c' }],
	standardDuplicateRules: false,
	matchingRules: [
		{ name: 'Same_Email', object: 'Contact', criteria: [{ field: 'Email' }] },
		{ name: 'Same_Company', object: 'Account', criteria: [{ field: 'Name', method: 'fuzzyCompany' }] },
	],
	duplicateRules: [
		{ name: 'Contacts_DR', object: 'Contact', matchingRules: ['Same_Email'], onUpdate: 'allow' },
		{ name: 'Accounts_DR', object: 'Account', matchingRules: ['Same_Company'], onUpdate: 'allow' },
	],
	users: [{ Username: 'integration@example.com' }, { Username: 'portal@example.com', ContactId: '@portal' }],
	records: {
		Account: [
			{ '@ref': 'acme', Name: 'Acme' },
			{ '@ref': 'acme2', Name: 'ACME Inc.', ParentId: '@acme' },
		],
		Contact: [
			{ '@ref': 'main', LastName: 'Main', AccountId: '@acme', Email: 'same@x.example' },
			{ '@ref': 'other', LastName: 'Other', AccountId: '@acme', Email: 'same@x.example', Key__c: 'K2', Title: 'CTO' },
			{ '@ref': 'third', LastName: 'Third', AccountId: '@acme', Department: 'R&D' },
			{ '@ref': 'portal', LastName: 'Portal', AccountId: '@acme' },
			{ '@ref': 'boss', LastName: 'Boss', AccountId: '@acme' },
			{ LastName: 'Report', AccountId: '@acme', ReportsToId: '@boss' },
		],
		Campaign: [{ '@ref': 'fair', Name: 'Fair' }],
		CampaignMember: [
			{ CampaignId: '@fair', ContactId: '@main' },
			{ CampaignId: '@fair', ContactId: '@other' },
		],
		Case: [{ Subject: 'Help', ContactId: '@other' }],
		Lead: [
			{
				FirstName: 'Ada',
				LastName: 'Ng',
				Company: 'Beta',
				Email: 'ada@beta.example',
				Title: 'CEO',
				LeadSource: 'Web',
				Key__c: 'L1',
			},
			{ LastName: 'Again', Company: 'Acme', Email: 'same@x.example' },
		],
	},
};

let org: SalesforceEmulator;
let connection: Connection;

beforeAll(async () => {
	org = await startTestOrg({ seed });
});
beforeEach(() => {
	org.reset();
	connection = new Connection({ instanceUrl: org.url, accessToken: org.issueToken(), version: '68.0' });
});
afterAll(() => org.close());

const contact = (lastName: string) => String(org.org.find('Contact', { LastName: lastName })[0].Id);
const lead = (lastName: string) => String(org.org.find('Lead', { LastName: lastName })[0].Id);
const account = (name: string) => String(org.org.find('Account', { Name: name })[0].Id);

async function merge(type: string, main: string, victims: readonly string[], fields: object = {}) {
	const [result] = await connection.soap.merge([
		{ masterRecord: { type, Id: main, ...fields }, recordToMergeIds: [...victims], additionalInformationMap: [] },
	]);
	return result;
}

/** A call as its XML; jsforce has no method for every one. */
async function call(body: string, header = '', token = org.issueToken()): Promise<string> {
	const envelope =
		`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><s:Header>` +
		`<SessionHeader><sessionId>${token}</sessionId></SessionHeader>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
	const reply = await fetch(`${org.url}/services/Soap/u/68.0`, {
		method: 'POST',
		headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
		body: envelope,
	});
	return await reply.text();
}

describe('merge', () => {
	it('moves the children, takes the fields given, and names both', async () => {
		const [main, other, third] = ['Main', 'Other', 'Third'].map(contact);
		const result = await merge('Contact', main, [other, third], { Title: 'CTO', Department: 'R&D' });
		const [supportCase] = org.org.rows('Case');
		expect(result).toMatchObject({ id: main, success: true, mergedRecordIds: [other, third], errors: [] });
		expect(result.updatedRelatedIds).toEqual([supportCase.Id]);
		expect(supportCase.ContactId).toBe(main);
		expect(org.org.get('Contact', main)).toMatchObject({ Title: 'CTO', Department: 'R&D', LastName: 'Main' });
		expect(org.org.get('Contact', other)).toMatchObject({ IsDeleted: true, MasterRecordId: main, Title: 'CTO' });
		expect(org.calls.total).toBe(1);
	});

	it('keeps one membership of a campaign', async () => {
		await merge('Contact', contact('Main'), [contact('Other')]);
		expect(org.org.rows('CampaignMember')).toHaveLength(1);
	});

	it('carries out each request for itself', async () => {
		const request = (main: string, victim: string) => ({
			masterRecord: { type: 'Contact', Id: main },
			recordToMergeIds: [victim],
			additionalInformationMap: [],
		});
		const results = await connection.soap.merge([
			request(contact('Main'), contact('Other')),
			request(contact('Main'), contact('Other')),
			request(contact('Main'), contact('Third')),
		]);
		expect(results.map((each) => each.success)).toEqual([true, false, true]);
		expect(results[1].errors[0]).toMatchObject({ statusCode: 'ENTITY_IS_DELETED' });
	});

	it.each([
		['Boss', 'Report', 'CIRCULAR_DEPENDENCY'],
		['Report', 'Boss', 'CIRCULAR_DEPENDENCY'],
		['Main', 'Portal', 'MERGE_FAILED'],
		['Main', 'Main', 'INVALID_OPERATION'],
	])('of %s and %s is refused with %s and changes nothing', async (main, victim, statusCode) => {
		const result = await merge('Contact', contact(main), [contact(victim)]);
		expect([result.success, result.errors[0].statusCode]).toEqual([false, statusCode]);
		expect(org.org.count('Contact')).toBe(6);
	});

	it('into a portal user’s contact is allowed', async () => {
		expect(await merge('Contact', contact('Portal'), [contact('Main')])).toMatchObject({ success: true });
	});

	it('of a parent and its child account is refused', async () => {
		const result = await merge('Account', account('Acme'), [account('ACME Inc.')]);
		expect(result.errors[0]).toMatchObject({ statusCode: 'CIRCULAR_DEPENDENCY', fields: ['ParentId'] });
	});

	it('rolls back when the survivor may not be saved so', async () => {
		const result = await merge('Contact', contact('Main'), [contact('Other')], { Email: 'no mail' });
		expect(result.errors[0]).toMatchObject({ statusCode: 'INVALID_EMAIL_ADDRESS' });
		expect(org.org.get('Contact', contact('Other'))).toMatchObject({ IsDeleted: false });
	});

	it('takes no external id for a parent', async () => {
		const element =
			`<merge><request><masterRecord><type>Contact</type><Id>${contact('Main')}</Id>` +
			`<Account><type>Account</type><Name>Acme</Name></Account></masterRecord>` +
			`<recordToMergeIds>${contact('Other')}</recordToMergeIds></request></merge>`;
		expect(await call(element)).toContain('External ID fields cannot be used with merge: Account');
	});

	it('takes at most 200 requests', async () => {
		const one = `<request><masterRecord><type>Contact</type><Id>x</Id></masterRecord></request>`;
		expect(await call(`<merge>${one.repeat(201)}</merge>`)).toContain('EXCEEDED_ID_LIMIT');
	});
});

describe('undelete', () => {
	it('brings a merge’s loser back under its id; what was moved stays', async () => {
		const [main, other] = ['Main', 'Other'].map(contact);
		await merge('Contact', main, [other]);
		const [result] = await connection.soap.undelete([other]);
		expect(result).toMatchObject({ id: other, success: true });
		expect(org.org.get('Contact', other)).toMatchObject({ IsDeleted: false, MasterRecordId: null, Key__c: 'K2' });
		expect(org.org.rows('Case')[0].ContactId).toBe(main);
	});

	it('brings cascaded children back with their parent', async () => {
		const id = account('Acme');
		org.org.delete('Account', id);
		expect(org.org.count('Contact')).toBe(0);
		await connection.soap.undelete([id]);
		expect(org.org.count('Contact')).toBe(6);
	});

	it('is refused for what lives, for what never was, and when a unique value is taken', async () => {
		const other = contact('Other');
		org.org.delete('Contact', other);
		org.org.update('Contact', contact('Main'), { Key__c: 'K2' });
		const results = await connection.soap.undelete([contact('Main'), '0035e000000ZZZZ', other]);
		expect(results.map(({ errors }) => errors[0].statusCode)).toEqual([
			'UNDELETE_FAILED',
			'INVALID_CROSS_REFERENCE_KEY',
			'UNDELETE_FAILED',
		]);
	});

	it('finds nothing once the bin is emptied', async () => {
		const other = contact('Other');
		org.org.delete('Contact', other);
		expect(await call(`<emptyRecycleBin><ids>${other}</ids></emptyRecycleBin>`)).toContain('<success>true</success>');
		expect(org.org.get('Contact', other)).toBeUndefined();
	});
});

describe('convertLead', () => {
	const request = (leadId: string, fields: object = {}) => ({
		leadId,
		convertedStatus: 'Closed - Converted',
		doNotCreateOpportunity: true,
		overwriteLeadSource: false,
		sendNotificationEmail: false,
		...fields,
	});

	it('makes account and contact, custom fields by the org’s mapping', async () => {
		const [result] = await connection.soap.convertLead([request(lead('Ng'))]);
		expect(result).toMatchObject({ success: true, opportunityId: null });
		expect(org.org.get('Contact', result.contactId!)).toMatchObject({
			Title: 'CEO',
			Key__c: 'L1',
			AccountId: result.accountId,
		});
	});

	it('fills only what the contact that is there lacks', async () => {
		const main = contact('Main');
		org.org.update('Contact', main, { Title: 'Kept' });
		await connection.soap.convertLead([request(lead('Ng'), { accountId: account('Acme'), contactId: main })]);
		expect(org.org.get('Contact', main)).toMatchObject({
			Title: 'Kept',
			FirstName: 'Ada',
			LastName: 'Main',
			LeadSource: 'Web',
			Key__c: 'L1',
		});
	});

	it('asks duplicate rules unless told not to', async () => {
		const id = lead('Again');
		const [refused] = await connection.soap.convertLead([request(id)]);
		expect([refused.success, refused.errors[0].statusCode]).toEqual([false, 'DUPLICATES_DETECTED']);
		expect(org.org.get('Lead', id)?.IsConverted).toBe(false);
		const [made] = await connection.soap.convertLead([
			request(id, { bypassAccountDedupeCheck: true, bypassContactDedupeCheck: true }),
		]);
		expect(made.success).toBe(true);
	});

	it.each([
		[{ convertedStatus: 'Nope' }, 'INVALID_STATUS'],
		[{ contactId: '0035e0000000001AAA' }, 'REQUIRED_FIELD_MISSING'],
	])('with %j is refused: %s', async (fields, statusCode) => {
		const [result] = await connection.soap.convertLead([request(lead('Ng'), fields)]);
		expect(result.errors[0].statusCode).toBe(statusCode);
	});
});

describe('findDuplicates', () => {
	it('names by rule what is found for values and for records', async () => {
		const main = contact('Main');
		const byValues = await call(
			'<findDuplicates><sObjects><type>Contact</type><LastName>New</LastName><Email>SAME@x.example</Email></sObjects></findDuplicates>',
		);
		expect(byValues).toContain(`<sf:Id>${main}</sf:Id>`);
		expect(byValues).toContain('<duplicateRule>Contacts_DR</duplicateRule>');
		const byId = await call(
			`<findDuplicatesByIds><ids>${main}</ids><ids>${contact('Third')}</ids></findDuplicatesByIds>`,
		);
		expect(byId).not.toContain(`<sf:Id>${main}</sf:Id>`);
		expect(byId).toContain(`<sf:Id>${contact('Other')}</sf:Id>`);
		expect(byId.match(/<duplicateRule>/g)).toHaveLength(2);
		expect(byId.match(/<matchResults>/g)).toHaveLength(1);
	});

	it('shows the records when asked to', async () => {
		const header = '<DuplicateRuleHeader><includeRecordDetails>true</includeRecordDetails></DuplicateRuleHeader>';
		const found = await call(`<findDuplicatesByIds><ids>${contact('Main')}</ids></findDuplicatesByIds>`, header);
		expect(found).toContain('<sf:Title>CTO</sf:Title>');
	});

	it('takes at most 50 records', async () => {
		const ids = `<ids>${contact('Main')}</ids>`.repeat(51);
		expect(await call(`<findDuplicatesByIds>${ids}</findDuplicatesByIds>`)).toContain('LIMIT_EXCEEDED');
	});
});

describe('a SOAP call', () => {
	it('without a session or beyond the allowance is a fault', async () => {
		const undelete = `<undelete><ids>${contact('Main')}</ids></undelete>`;
		expect(await call(undelete, '', 'none')).toContain('INVALID_SESSION_ID');
		org.faults.set({ requestLimit: { afterCalls: 0 } });
		const refused = await call(undelete);
		expect(refused).toContain('<sf:exceptionCode>REQUEST_LIMIT_EXCEEDED</sf:exceptionCode>');
	});
});
