import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { Connection, OAuth2 } from 'jsforce';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';
import { clientApp } from './client-org';

/** The API version that all checks but one ask for. */
export const version = '68.0';

/** Where the login page sends the browser; nobody listens there. */
export const redirectUri = 'http://127.0.0.1:1/callback';

/** Every way in which jsforce signs in, signs in again and signs out. */
export async function checkJsforceLogins(checks: Checks, org: SalesforceEmulator): Promise<void> {
	await checks.check('signs in by client credentials and learns who it is', async () => {
		const connection = await signedIn(org);
		assert.equal((await connection.identity()).username, clientApp.username);
	});
	await checks.check('signs in by JWT bearer', async () => {
		const connection = newConnection(org);
		await connection.authorize({
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion: assertionFor(org),
		} as never);
		assert.equal(connection.userInfo?.organizationId, org.identity.id);
	});
	await checks.check('signs in by SOAP in API version 64, and not in 65', async () => {
		const loginTo = async (soapVersion: string) => {
			const connection = new Connection({ loginUrl: org.url, version: soapVersion });
			await connection.login(clientApp.username, 'any password');
			return connection.query('SELECT Id FROM Account');
		};
		assert.equal((await loginTo('64.0')).totalSize, 1);
		await assert.rejects(loginTo('65.0'), /SOAP/i);
	});
	await checks.check('signs in by the login page with PKCE, refreshes an ended session and signs out', async () => {
		const { clientId, clientSecret } = clientApp;
		const oauth2 = new OAuth2({ loginUrl: org.url, clientId, clientSecret, redirectUri, useVerifier: true });
		const connection = new Connection({ oauth2, version });
		await connection.authorize(await codeFromLoginPage(oauth2.getAuthorizationUrl({ scope: 'api refresh_token' })));
		org.expireSessions();
		assert.equal((await connection.query('SELECT Id FROM Account')).totalSize, 1);
		const { accessToken } = connection;
		await connection.logout();
		const other = new Connection({ instanceUrl: org.url, accessToken: accessToken ?? '', version });
		await assert.rejects(async () => await other.query('SELECT Id FROM Account'), { name: 'INVALID_SESSION_ID' });
	});
	await checks.check('signs in again through a function of its own when the session has ended', async () => {
		const renewing = new Connection({
			instanceUrl: org.url,
			version,
			accessToken: '00D000000000001!ended',
			refreshFn: (_connection, callback) => {
				void signedIn(org).then((fresh) => callback(null, fresh.accessToken ?? undefined));
			},
		});
		assert.equal((await renewing.query('SELECT Id FROM Account')).totalSize, 1);
	});
}

/** A connection that is signed in by client credentials. */
export async function signedIn(org: SalesforceEmulator): Promise<Connection> {
	const connection = newConnection(org);
	await connection.authorize({ grant_type: 'client_credentials' } as never);
	return connection;
}

function newConnection({ url }: SalesforceEmulator): Connection {
	const { clientId, clientSecret } = clientApp;
	return new Connection({ version, oauth2: { loginUrl: url, clientId, clientSecret } });
}

function assertionFor({ url, clock }: SalesforceEmulator): string {
	const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
	const claims = {
		iss: clientApp.clientId,
		sub: clientApp.username,
		aud: url,
		exp: Math.floor(clock.now().getTime() / 1000) + 180,
	};
	const signed = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
	return `${signed}.${createSign('RSA-SHA256').update(signed).sign(clientApp.privateKey, 'base64url')}`;
}

/** What a browser and a person do between them: the code that the login page sends back. */
export async function codeFromLoginPage(authorizationUrl: string): Promise<string> {
	const page = await fetch(authorizationUrl);
	assert.equal(page.status, 200);
	const form = new URLSearchParams({ username: clientApp.username, password: 'any', decision: 'allow' });
	const sentBack = await fetch(authorizationUrl, { method: 'POST', body: form, redirect: 'manual' });
	const location = new URL(sentBack.headers.get('location') ?? '');
	assert.equal(`${location.origin}${location.pathname}`, redirectUri);
	return location.searchParams.get('code') ?? '';
}
