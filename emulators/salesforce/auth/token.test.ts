import { createSign, generateKeyPairSync } from 'node:crypto';
import { demoClient } from './clients';
import { frozenNow, requestToken, signIn, startTestOrg } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwtClient = {
	clientId: 'jwt-app',
	publicKey: own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
	username: 'integration@example.com',
};

let now = frozenNow;
let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startTestOrg({ clients: [demoClient, jwtClient], clock: () => now });
});
beforeEach(() => {
	now = frozenNow;
});
afterAll(() => org.close());

function assertion(claims: Record<string, unknown> = {}, key = own.privateKey, alg = 'RS256'): string {
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const all = {
		iss: 'jwt-app',
		sub: 'integration@example.com',
		aud: org.url,
		exp: frozenNow.getTime() / 1000 + 180,
		...claims,
	};
	const text = `${encode({ alg })}.${encode(all)}`;
	return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

function byJwt(jwt: string) {
	return requestToken(org.url, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: jwt });
}

describe('the token endpoint', () => {
	it('answers client credentials as Salesforce does', async () => {
		const { clientId, clientSecret } = demoClient;
		const { status, body } = await requestToken(org.url, {
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret!,
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			instance_url: org.url,
			token_type: 'Bearer',
			issued_at: String(frozenNow.getTime()),
			id: `${org.url}/id/${org.identity.id}/0055e0000000001AAA`,
		});
		expect(body.access_token).toMatch(/^00D\w{12,15}![.\w]+$/);
	});

	it('reads the secret from a Basic header', async () => {
		const basic = Buffer.from(`${demoClient.clientId}:${demoClient.clientSecret}`).toString('base64');
		const reply = await fetch(`${org.url}/services/oauth2/token`, {
			method: 'POST',
			headers: { authorization: `Basic ${basic}` },
			body: new URLSearchParams({ grant_type: 'client_credentials' }),
		});
		expect(reply.status).toBe(200);
	});

	it.each([
		[{ grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'x' }, 'invalid_client_id'],
		[{ grant_type: 'client_credentials', client_id: demoClient.clientId, client_secret: 'x' }, 'invalid_client'],
		[{ grant_type: 'device' }, 'unsupported_grant_type'],
		[{}, 'unsupported_grant_type'],
	])('refuses %j with %s', async (form, error) => {
		const { status, body } = await requestToken(org.url, form as unknown as Record<string, string>);
		expect([status, body.error]).toEqual([400, error]);
	});

	it('accepts a JWT signed by the client, for either audience', async () => {
		expect((await byJwt(assertion())).status).toBe(200);
		expect((await byJwt(assertion({ aud: `${org.url}/services/oauth2/token` }))).status).toBe(200);
	});

	it.each([
		['a foreign signature', () => assertion({}, foreign.privateKey), 'invalid_grant'],
		['another algorithm', () => assertion({}, own.privateKey, 'none'), 'invalid_grant'],
		['a broken assertion', () => 'a.b', 'invalid_grant'],
		['an expired assertion', () => assertion({ exp: frozenNow.getTime() / 1000 - 1 }), 'invalid_grant'],
		['the audience of the login host', () => assertion({ aud: 'https://login.salesforce.com' }), 'invalid_grant'],
		['an unknown user', () => assertion({ sub: 'nobody@example.com' }), 'invalid_grant'],
		['an unknown client', () => assertion({ iss: 'nobody' }), 'invalid_client_id'],
		['a client without a key', () => assertion({ iss: demoClient.clientId }), 'invalid_grant'],
	])('refuses %s', async (_, jwt, error) => {
		const { status, body } = await byJwt(jwt());
		expect([status, body.error]).toEqual([400, error]);
	});
});

describe('sessions', () => {
	it('end when expired, by hand or after two idle hours', async () => {
		const expired = [401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]];
		const client = await signIn(org);
		expect((await client.request('GET', 'limits')).status).toBe(200);
		now = new Date(frozenNow.getTime() + 2 * 3_600_000 + 1);
		const late = await client.request('GET', 'limits');
		expect([late.status, late.body]).toEqual(expired);

		const other = await signIn(org);
		org.expireSessions();
		const reply = await other.request('GET', 'limits');
		expect([reply.status, reply.body]).toEqual(expired);
	});

	it('know their user', async () => {
		const client = await signIn(org);
		const info = (await client.request('GET', '/services/oauth2/userinfo')).body;
		expect(info).toMatchObject({ organization_id: org.identity.id, preferred_username: 'integration@example.com' });
		expect((await client.request('GET', new URL(info.sub).pathname)).body).toMatchObject({
			username: 'integration@example.com',
		});
	});
});
