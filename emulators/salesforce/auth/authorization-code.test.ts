import { createHash } from 'node:crypto';
import { frozenNow, requestToken, startTestOrg } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

const callback = 'http://localhost:1717/OauthRedirect';
const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const browserApp = { clientId: 'browser-app', username: '', callbackUrls: [callback], requiresPkce: true };
const serverApp = { clientId: 'server-app', clientSecret: 's3cret', username: '', rotatesRefreshTokens: true };

let now = frozenNow;
let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startTestOrg({
		seed: { clients: [browserApp, serverApp], passwords: { 'Admin@example.com': 'pa$$' } },
		clock: () => now,
	});
});
beforeEach(() => {
	now = frozenNow;
	org.reset();
});
afterAll(() => org.close());

const asked = {
	response_type: 'code',
	client_id: 'browser-app',
	redirect_uri: callback,
	state: 'a b',
	code_challenge: challenge,
};

function authorize(params: Record<string, string>, form?: Record<string, string>) {
	const url = `${org.url}/services/oauth2/authorize?${new URLSearchParams(params)}`;
	return fetch(url, { redirect: 'manual', ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
}

async function callbackParams(reply: Promise<Response>): Promise<Record<string, string>> {
	const location = new URL((await reply).headers.get('location') ?? 'none:');
	expect(location.origin + location.pathname).toBe(callback);
	return Object.fromEntries(location.searchParams);
}

async function aCode(params: Record<string, string> = asked): Promise<string> {
	return (await callbackParams(authorize(params, { username: 'integration@example.com', decision: 'allow' }))).code;
}

function exchange(code: string, more: Record<string, string> = {}) {
	return requestToken(org.url, {
		grant_type: 'authorization_code',
		client_id: 'browser-app',
		redirect_uri: callback,
		code,
		code_verifier: verifier,
		...more,
	});
}

describe('the login page', () => {
	it('lists who may sign in', async () => {
		const reply = await authorize(asked);
		const page = await reply.text();
		expect(reply.headers.get('content-type')).toContain('text/html');
		expect(page).toContain('sandy.sales@example.com');
		expect(page).toContain('browser-app');
	});

	it('sends the browser back with a code and the state', async () => {
		const params = await callbackParams(authorize(asked, { username: 'integration@example.com', decision: 'allow' }));
		expect(params).toEqual({ code: expect.stringMatching(/^aPrx/), state: 'a b' });
	});

	it('checks a password that the seed gives', async () => {
		const wrong = await authorize(asked, { username: 'admin@example.com', password: 'no', decision: 'allow' });
		expect([wrong.status, await wrong.text()]).toEqual([
			401,
			expect.stringContaining('Please check your username and password'),
		]);
		expect(
			await callbackParams(authorize(asked, { username: 'admin@example.com', password: 'pa$$', decision: 'allow' })),
		).toHaveProperty('code');
	});

	it.each([
		[{ ...asked, client_id: 'nobody' }, 'error=invalid_client_id'],
		[{ ...asked, redirect_uri: 'http://localhost/elsewhere' }, 'error=redirect_uri_mismatch'],
	])('keeps the browser when app or callback are wrong: %j', async (params, text) => {
		const reply = await authorize(params);
		expect([reply.status, reply.headers.get('location'), await reply.text()]).toEqual([
			400,
			null,
			expect.stringContaining(text),
		]);
	});

	it.each([
		[
			{ response_type: 'token' },
			{ error: 'unsupported_response_type', error_description: 'response type not supported' },
		],
		[{ scope: 'api openid' }, { error: 'invalid_scope', error_description: 'the requested scope is not allowed' }],
		[{ code_challenge_method: 'plain' }, { error: 'invalid_request', error_description: 'invalid code challenge' }],
		[{ prompt: 'none' }, { error: 'login_required', error_description: 'not authenticated' }],
	])('tells the app what else is wrong: %j', async (params, error) => {
		expect(await callbackParams(authorize({ ...asked, ...params }))).toEqual({ ...error, state: 'a b' });
	});

	it('demands a code challenge of an app that must send one', async () => {
		const { code_challenge: _, ...without } = asked;
		expect(await callbackParams(authorize(without))).toMatchObject({
			error_description: 'missing required code challenge',
		});
	});

	it('tells the app that the user denied', async () => {
		expect(await callbackParams(authorize(asked, { username: '', decision: 'deny' }))).toMatchObject({
			error: 'access_denied',
		});
	});
});

describe('an authorization code', () => {
	it('is good for one exchange', async () => {
		const code = await aCode();
		const { status, body } = await exchange(code);
		expect([status, body]).toEqual([
			200,
			expect.objectContaining({ scope: 'refresh_token api id', refresh_token: expect.stringMatching(/^5Aep861/) }),
		]);
		expect((await exchange(code)).body).toEqual({
			error: 'invalid_grant',
			error_description: 'expired authorization code',
		});
	});

	it('gives no refresh token that its scope does not hold', async () => {
		expect((await exchange(await aCode({ ...asked, scope: 'api' }))).body).not.toHaveProperty('refresh_token');
	});

	it('expires after a quarter of an hour', async () => {
		const code = await aCode();
		now = new Date(frozenNow.getTime() + 15 * 60_000 + 1);
		expect((await exchange(code)).body.error).toBe('invalid_grant');
	});

	it.each([
		[{ code_verifier: 'other' }, 'invalid_grant', 'invalid code verifier'],
		[{ redirect_uri: 'http://localhost/elsewhere' }, 'redirect_uri_mismatch', 'redirect_uri must match configuration'],
		[{ client_id: 'server-app', client_secret: 's3cret' }, 'invalid_grant', 'expired authorization code'],
		[{ client_id: 'server-app', client_secret: 'wrong' }, 'invalid_client', 'invalid client credentials'],
	])('is refused with %j', async (more, error, error_description) => {
		expect((await exchange(await aCode(), more)).body).toEqual({ error, error_description });
	});
});

describe('a refresh token', () => {
	function refresh(token: string, client: Record<string, string> = { client_id: 'browser-app' }) {
		return requestToken(org.url, { grant_type: 'refresh_token', refresh_token: token, ...client });
	}

	it('opens new sessions and stays the same', async () => {
		const first = (await exchange(await aCode())).body;
		const second = (await refresh(first.refresh_token)).body;
		expect(second).not.toHaveProperty('refresh_token');
		expect(second.access_token).not.toBe(first.access_token);
		expect((await refresh(first.refresh_token)).status).toBe(200);
	});

	it('replaces its predecessor where the client rotates them', async () => {
		const secret = { client_id: 'server-app', client_secret: 's3cret' };
		const code = await aCode({ response_type: 'code', redirect_uri: callback, client_id: 'server-app' });
		const first = (await exchange(code, secret)).body.refresh_token;
		const second = (await refresh(first, secret)).body.refresh_token;
		expect((await refresh(first, secret)).body).toEqual({
			error: 'invalid_grant',
			error_description: 'expired access/refresh token',
		});
		expect((await refresh(second, secret)).status).toBe(200);
	});

	it('takes its sessions along when it is revoked', async () => {
		const { access_token, refresh_token } = (await exchange(await aCode())).body;
		const revoke = () =>
			fetch(`${org.url}/services/oauth2/revoke`, {
				method: 'POST',
				body: new URLSearchParams({ token: refresh_token }),
			});
		expect((await revoke()).status).toBe(200);
		const gone = await fetch(`${org.url}/services/data/v68.0/limits`, {
			headers: { authorization: `Bearer ${access_token}` },
		});
		expect([gone.status, (await refresh(refresh_token)).status]).toEqual([401, 400]);
		const again = await revoke();
		expect([again.status, await again.json()]).toEqual([
			400,
			{ error: 'invalid_token', error_description: 'invalid token' },
		]);
	});

	it('is refused to another client, and for a user who was deactivated', async () => {
		const { refresh_token } = (await exchange(await aCode())).body;
		expect((await refresh(refresh_token, { client_id: 'server-app', client_secret: 's3cret' })).body.error).toBe(
			'invalid_grant',
		);
		org.org.update('User', '0055e0000000001AAA', { IsActive: false });
		expect((await refresh(refresh_token)).body.error).toBe('invalid_grant');
	});
});
