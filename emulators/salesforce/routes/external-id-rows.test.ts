import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('rows by external id', () => {
	it('are created with 201, updated with 200 and listed with 300 when they are several', async () => {
		const upsert = (path: string) => client.request('PATCH', path, { LastName: 'A', Company: 'X' });
		expect((await upsert('sobjects/Lead/Key__c/a%20b')).status).toBe(201);
		expect((await upsert('sobjects/Lead/Key__c/A%20B')).status).toBe(200);
		org.org.insert('Lead', { LastName: 'A', Company: 'X', Soft__c: 's' });
		org.org.insert('Lead', { LastName: 'B', Company: 'X', Soft__c: 's' });
		const many = await upsert('sobjects/Lead/Soft__c/s');
		expect([many.status, many.body.length]).toEqual([300, 2]);
		expect((await client.request('GET', 'sobjects/Lead/Key__c/none')).status).toBe(404);
	});
});
