import { demoClient } from '../auth/clients';
import { frozenNow, signIn, startTestOrg } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let production: SalesforceEmulator;
let sandbox: SalesforceEmulator;
beforeAll(async () => {
	const users = [
		{ Username: 'anna@example.com', FirstName: 'Anna', LastName: 'Berg', TimeZoneSidKey: 'America/Los_Angeles' },
	];
	production = await startTestOrg({ seed: { users } });
	sandbox = await startTestOrg({ org: { kind: 'sandbox' } });
});
afterAll(() => Promise.all([production.close(), sandbox.close()]));

async function ask(path: string, token?: string) {
	const reply = await fetch(production.url + path, token ? { headers: { authorization: `Bearer ${token}` } } : {});
	const text = await reply.text();
	return { status: reply.status, text, json: () => JSON.parse(text) };
}

describe('identity', () => {
	it('tells all about a user', async () => {
		const token = production.issueToken('anna@example.com');
		const info = (await ask('/services/oauth2/userinfo', token)).json();
		expect(info).toMatchObject({
			organization_id: production.identity.id,
			preferred_username: 'anna@example.com',
			given_name: 'Anna',
			zoneinfo: 'America/Los_Angeles',
			utcOffset: -8 * 3_600_000,
			updated_at: '2026-11-21T16:29:17.000Z',
			urls: { partner: `${production.url}/services/Soap/u/{version}/00D5e00000PRODU`, custom_domain: production.url },
		});
		const identity = (await ask(new URL(info.sub).pathname, token)).json();
		expect(identity).toMatchObject({
			id: info.sub,
			asserted_user: true,
			username: 'anna@example.com',
			display_name: 'Anna Berg',
			is_app_installed: true,
		});
	});

	it('takes the token from the address too', async () => {
		const token = production.issueToken();
		expect((await ask(`/services/oauth2/userinfo?oauth_token=${encodeURIComponent(token)}`)).status).toBe(200);
	});

	it.each([
		['/services/oauth2/userinfo', undefined, 403, 'Missing_OAuth_Token'],
		['/services/oauth2/userinfo', 'unknown', 403, 'Bad_OAuth_Token'],
		['/id/00D5e00000SANDB/0055e0000000001', 'own', 403, 'Wrong_Org'],
		['/id/00D5e00000PRODU/0055e000000ZZZZ', 'own', 404, 'Bad_Id'],
	])('%s with token %s answers %i %s', async (path, token, status, text) => {
		expect(await ask(path, token === 'own' ? production.issueToken() : token)).toMatchObject({ status, text });
	});
});

describe('two orgs side by side', () => {
	it('refuse each other’s tokens', async () => {
		const foreign = await ask('/services/data/v68.0/limits', sandbox.issueToken());
		expect([foreign.status, foreign.json()[0].errorCode]).toEqual([401, 'INVALID_SESSION_ID']);
		expect((await ask('/services/data/v68.0/limits', production.issueToken())).status).toBe(200);
	});
});

describe('issueToken', () => {
	it('gives what command-line clients accept, for active users only', () => {
		expect(production.issueToken()).toMatch(/^00D\w{12,15}![.\w]+$/);
		expect(() => production.issueToken('nobody@example.com')).toThrow('nobody@example.com');
	});
});

describe('the session timeout', () => {
	it('is the org’s own', async () => {
		let now = frozenNow;
		const org = await startTestOrg({
			org: { kind: 'production', sessionSeconds: 60 },
			clients: [demoClient],
			clock: () => now,
		});
		const client = await signIn(org);
		now = new Date(frozenNow.getTime() + 60_000);
		expect((await client.request('GET', 'limits')).status).toBe(200);
		now = new Date(now.getTime() + 60_001);
		expect((await client.request('GET', 'limits')).status).toBe(401);
		await org.close();
	});
});
