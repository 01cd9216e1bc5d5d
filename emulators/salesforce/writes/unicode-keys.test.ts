import { aLead, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({
		seed: {
			customFields: [
				{ object: 'Lead', name: 'Soft__c', type: 'string', length: 40, externalId: true, unique: true },
				{
					object: 'Lead',
					name: 'Hard__c',
					type: 'string',
					length: 40,
					externalId: true,
					unique: true,
					caseSensitive: true,
				},
			],
			records: { Lead: [{ LastName: 'Müller', Company: 'ÅNGSTRÖM', Soft__c: 'ÄÖ-é1', Hard__c: 'ÄÖ-é1' }] },
		},
	});
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const upsert = async (field: string, value: string) => {
	const { body } = await client.request('PATCH', `composite/sobjects/Lead/${field}`, {
		records: [aLead({ [field]: value, LastName: 'N', Company: 'C' })],
	});
	return body[0];
};

describe('letters beyond ASCII', () => {
	it('are one key in any case where the field ignores case', async () => {
		expect(await upsert('Soft__c', 'äö-É1')).toMatchObject({ success: true, created: false });
		const { body } = await client.request('POST', 'composite/sobjects', {
			records: [aLead({ LastName: 'N', Company: 'C', Soft__c: 'äÖ-É1' })],
		});
		expect(body[0].errors[0].statusCode).toBe('DUPLICATE_VALUE');
	});

	it('are different keys where the field heeds case', async () => {
		expect(await upsert('Hard__c', 'äö-é1')).toMatchObject({ success: true, created: true });
		expect(await upsert('Hard__c', 'ÄÖ-é1')).toMatchObject({ success: true, created: false });
	});

	it.each([
		["Company = 'ångström'", 1],
		["Company LIKE 'ÅNGSTR%'", 1],
		["Company LIKE 'ång_tröm'", 1],
		["Company IN ('Ångström', 'x')", 1],
		["Hard__c = 'äö-É1'", 0],
		["Hard__c = 'ÄÖ-é1'", 1],
	])('compare by the rule of the field: %s', async (where, count) => {
		expect((await client.query(`SELECT COUNT() FROM Lead WHERE ${where}`)).body.totalSize).toBe(count);
	});
});
