import { SalesforceProductionOAuth2Api } from '../../credentials/SalesforceProductionOAuth2Api.credentials';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { salesforceClient } from '../../nodes/wiring/salesforce-client';
import { errorOf } from '../nodes/node-org';
import { KeptCredential, n8nApp } from '../org-check/kept-credential';
import { HostileHost } from './hostile-host';

const type = new SalesforceProductionOAuth2Api();
const username = 'victim@example.com';

let org: SalesforceEmulator;
let evil: HostileHost;
beforeAll(async () => {
	org = await startSalesforceEmulator({
		seed: { clients: [n8nApp], users: [{ Username: username, LastName: 'Victim' }] },
	});
	evil = await HostileHost.open();
});
afterAll(async () => {
	await evil.close();
	await org.close();
});

const connect = (credential: KeptCredential) => salesforceClient.call(credential.functions());

/** A credential that says it is for the same user of the same org. */
function forged(victim: KeptCredential, changes: Record<string, string> = {}): KeptCredential {
	const credential = KeptCredential.unconnected(type, { loginUrl: org.url });
	credential.data.oauthTokenData = { ...victim.tokens, access_token: 'junk', refresh_token: 'junk', ...changes };
	return credential;
}

describe('a session that somebody has opened', () => {
	it("is not given for another's address and a junk token", async () => {
		const victim = await KeptCredential.connected(type, org.url, username);
		expect((await connect(victim)).calls.used).toBe(1);
		expect(await errorOf(connect(forged(victim)))).toMatchObject({ code: 'auth_failed' });
		expect((await connect(victim)).calls.used).toBe(0);
	});

	it('is not given for its old token once it was renewed', async () => {
		const victim = await KeptCredential.connected(type, org.url, username);
		const client = await connect(victim);
		const old = victim.tokens.access_token;
		org.expireSessions();
		await client.describe('Lead');
		expect(victim.tokens.access_token).not.toBe(old);
		expect(await errorOf(connect(forged(victim, { access_token: old })))).toMatchObject({ code: 'auth_failed' });
		expect((await connect(victim)).calls.used).toBe(0);
	});

	it('is not turned to another host by a renewal', async () => {
		const credential = await KeptCredential.connected(type, org.url, username);
		const client = await connect(credential);
		const genuine = credential.tokens.access_token;
		org.expireSessions();
		// The endpoint that renews is another's by now, and names itself as the org's address.
		credential.data.accessTokenUrl = `${evil.url}/services/oauth2/token`;
		evil.claimToBe(org.identity);
		const error = await errorOf(client.describe('Lead'));
		expect(error).toMatchObject({ code: 'auth_failed', message: expect.stringContaining(new URL(evil.url).host) });
		expect(evil.received.filter((request) => !request.includes('/oauth2/token'))).toEqual([]);
		expect(evil.received.join()).not.toContain(genuine);
	});

	it('is not given to a credential that names another org than the one that answers', async () => {
		const victim = await KeptCredential.connected(type, org.url, username);
		const other = forged(victim, {
			access_token: victim.tokens.access_token,
			id: `${org.url}/id/00D000000000009/0055e0000000001AAA`,
		});
		expect(await errorOf(connect(other))).toMatchObject({
			code: 'auth_failed',
			message: expect.stringContaining(org.identity.id),
		});
	});
});
