import { aLead, frozenNow, leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let now = frozenNow;
let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ clock: () => now, seed: leadOrgSeed });
});
beforeEach(async () => {
	now = frozenNow;
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('saves', () => {
	it.each([
		[{ Email: 'bad' }, 'INVALID_EMAIL_ADDRESS', 'Email: invalid email address: bad', ['Email']],
		[{ Foo: 1 }, 'INVALID_FIELD', "No such column 'Foo' on sobject of type Lead", []],
		[
			{ Key__c: 'x'.repeat(21) },
			'STRING_TOO_LONG',
			`Key: data value too large: ${'x'.repeat(21)} (max length=20)`,
			['Key__c'],
		],
		[
			{ Tier__c: 'Lead' },
			'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
			'Tier: bad value for restricted picklist field: Lead',
			['Tier__c'],
		],
		[
			{ NumberOfEmployees: 'many' },
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'Employees: value not of required type: many',
			['NumberOfEmployees'],
		],
		[
			{ NumberOfEmployees: 123_456_789 },
			'NUMBER_OUTSIDE_VALID_RANGE',
			'Employees: value outside of valid range on numeric field: 123456789',
			['NumberOfEmployees'],
		],
		[{ Company: null }, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [Company]', ['Company']],
		[
			{ OwnerId: '0015e0000000001AAA' },
			'MALFORMED_ID',
			'Owner ID: id value of incorrect type: 0015e0000000001AAA',
			['OwnerId'],
		],
		[{ IndividualId: '0PK5e0000000001' }, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []],
		[{ Title: 'Intern' }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'No interns', ['Title']],
	])('refuse %j with %s', async (fields, statusCode, message, names) => {
		const { body } = await client.request('PATCH', 'composite/sobjects', {
			records: [aLead({ Id: leadId, ...fields })],
		});
		expect(body).toEqual([{ success: false, errors: [{ statusCode, message, fields: names }] }]);
	});

	it('refuse read-only fields by name, in the single-record form', async () => {
		const { status, body } = await client.request('PATCH', `sobjects/Lead/${leadId}`, { Name: 'X', CreatedDate: null });
		expect(status).toBe(400);
		expect(body).toEqual([
			expect.objectContaining({ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Name', 'CreatedDate'] }),
		]);
		expect(body[0].message).toMatch(/^Unable to create\/update fields: Name, CreatedDate\. Please check/);
	});

	it('refuse converted, deleted, unknown and malformed targets', async () => {
		org.org.delete('Lead', leadId);
		const records = ['00Q5e0000CONVRT', leadId, '00Q5e00000ZZZZZ', 'abc'].map((Id) => aLead({ Id, Title: 'x' }));
		const { body } = await client.request('PATCH', 'composite/sobjects', {
			records: [...records, aLead({ Title: 'x' })],
		});
		expect(body.map((each: { errors: Array<{ statusCode: string }> }) => each.errors[0].statusCode)).toEqual([
			'CANNOT_UPDATE_CONVERTED_LEAD',
			'ENTITY_IS_DELETED',
			'INVALID_CROSS_REFERENCE_KEY',
			'MALFORMED_ID',
			'MISSING_ARGUMENT',
		]);
	});

	it('move the stamps and name the user, even when nothing changes', async () => {
		now = new Date('2026-11-21T17:00:00.900Z');
		await client.request('PATCH', `sobjects/Lead/${leadId}`, {});
		org.org.update('Lead', '00Q5e0000000002EAA', {});
		expect(org.org.get('Lead', leadId)).toMatchObject({
			SystemModstamp: '2026-11-21T17:00:00.000+0000',
			LastModifiedDate: '2026-11-21T17:00:00.000+0000',
			CreatedDate: '2026-11-21T16:29:17.000+0000',
			LastModifiedById: '0055e0000000001AAA',
		});
		expect(org.org.get('Lead', '00Q5e0000000002EAA')).toMatchObject({ LastModifiedById: '0055e0000000003AAA' });
	});

	it('re-assign the owner unless Sforce-Auto-Assign is FALSE', async () => {
		const owner = () => org.org.get('Lead', leadId)?.OwnerId;
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'x' }, { 'Sforce-Auto-Assign': 'FALSE' });
		expect(owner()).toBe('0055e0000000001AAA');
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'x' });
		expect(owner()).toBe('0055e0000000003AAA');
	});

	it('compose names, keep blanks as null and take contacts along with their account', async () => {
		const { body } = await client.request('POST', 'sobjects/Lead', {
			FirstName: 'Ada',
			LastName: 'Ng',
			Company: 'X',
			Title: ' ',
		});
		expect(org.org.get('Lead', body.id)).toMatchObject({
			Name: 'Ada Ng',
			Title: null,
			Status: 'Open - Not Contacted',
			DoNotCall: false,
		});
		org.org.delete('Account', '0015e0000000001AAA');
		expect(org.org.count('Contact')).toBe(0);
	});
});
