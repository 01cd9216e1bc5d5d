import { frozenNow, leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let now = frozenNow;
let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed, clock: () => now });
	client = await signIn(org);
	now = new Date(frozenNow.getTime() + 60_000);
	org.org.update('Lead', leadId, { Title: 'somebody else was here' });
	await client.request('POST', 'sobjects/Account', { Name: 'Mine' });
});
afterAll(() => org.close());

describe('recent', () => {
	it('lists what the user saved, newest first', async () => {
		const { body } = await client.request('GET', 'recent?limit=2');
		expect(body).toHaveLength(2);
		expect(body[0]).toMatchObject({ attributes: { type: 'Account' }, Name: 'Mine' });
		expect((await client.request('GET', 'recent')).body.some((each: { Id: string }) => each.Id === leadId)).toBe(false);
	});

	it('shows in an object’s basic information', async () => {
		const { body } = await client.request('GET', 'sobjects/Account');
		expect(body.objectDescribe).toMatchObject({ name: 'Account' });
		expect(body.recentItems.map((each: { Name: string }) => each.Name)).toEqual(['Mine', 'Acme']);
	});

	it('refuses a limit that is none', async () => {
		expect((await client.request('GET', 'recent?limit=x')).status).toBe(400);
	});
});
