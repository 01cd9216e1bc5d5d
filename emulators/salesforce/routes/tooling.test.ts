import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
	client = await signIn(org);
});
afterAll(() => org.close());

function tooling(soql: string) {
	return client.request('GET', `tooling/query?q=${encodeURIComponent(soql)}`);
}

describe('the Tooling API', () => {
	it('answers for fields', async () => {
		const { body } = await tooling("SELECT QualifiedApiName, DataType, EntityDefinition.Label FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Lead' AND QualifiedApiName IN ('Key__c', 'AnnualRevenue', 'OwnerId') ORDER BY QualifiedApiName");
		expect(body).toMatchObject({ size: 3, totalSize: 3, done: true, queryLocator: null });
		expect(body.records.map((each: { QualifiedApiName: string; DataType: string; EntityDefinition: { Label: string } }) => [each.QualifiedApiName, each.DataType, each.EntityDefinition.Label])).toEqual([
			['AnnualRevenue', 'Currency(18, 0)', 'Lead'],
			['Key__c', 'Text(20)', 'Lead'],
			['OwnerId', 'Lookup(Group,User)', 'Lead'],
		]);
	});

	it('answers for objects', async () => {
		const { body } = await tooling("SELECT DurableId, KeyPrefix, (SELECT QualifiedApiName FROM Fields WHERE IsNillable = false LIMIT 1) FROM EntityDefinition WHERE QualifiedApiName = 'Account'");
		expect(body.records).toEqual([
			{
				attributes: { type: 'EntityDefinition', url: '/services/data/v68.0/tooling/sobjects/EntityDefinition/Account' },
				DurableId: 'Account',
				KeyPrefix: '001',
				Fields: expect.objectContaining({ totalSize: 1 }),
			},
		]);
	});

	it('pages through them', async () => {
		const soql = encodeURIComponent('SELECT Id FROM FieldDefinition');
		const first = await client.request('GET', `tooling/query?q=${soql}`, undefined, { 'Sforce-Query-Options': 'batchSize=200' });
		expect(first.body.nextRecordsUrl).toMatch(/^\/services\/data\/v68\.0\/tooling\/query\/0r8\w{15}-200$/);
		expect((await client.request('GET', first.body.nextRecordsUrl)).body.records.length).toBeGreaterThan(0);
	});

	it('describes what it has, and refuses the rest', async () => {
		const all = await client.request('GET', 'tooling/sobjects');
		expect(all.body.sobjects.map((each: { name: string }) => each.name)).toEqual(['EntityDefinition', 'FieldDefinition']);
		expect((await client.request('GET', 'tooling/sobjects/FieldDefinition/describe')).body).toMatchObject({ name: 'FieldDefinition', createable: false });
		expect((await tooling('SELECT Id FROM ApexClass')).body[0].errorCode).toBe('INVALID_TYPE');
		expect((await tooling('')).body[0].errorCode).toBe('MALFORMED_QUERY');
		for (const path of ['tooling/sobjects/ApexClass/describe', 'tooling/sobjects/CustomField', 'tooling/executeAnonymous']) {
			expect((await client.request('GET', path)).status).toBe(404);
		}
	});
});
