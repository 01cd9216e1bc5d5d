import type { ICredentialType } from 'n8n-workflow';
import type { SalesforceClient } from '../../core/salesforce/client';
import { SalesforceProductionOAuth2Api } from '../../credentials/SalesforceProductionOAuth2Api.credentials';
import { SalesforceSandboxOAuth2Api } from '../../credentials/SalesforceSandboxOAuth2Api.credentials';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { salesforceClient } from '../../nodes/wiring/salesforce-client';
import { errorOf } from '../nodes/node-org';
import { KeptCredential, n8nApp } from './kept-credential';

const production = new SalesforceProductionOAuth2Api();
const sandbox = new SalesforceSandboxOAuth2Api();
/** A session lasts as long as the process and belongs to a user, so each test has a user of its own. */
const users = Array.from({ length: 30 }, (_, index) => ({
	Username: `person-${index}@example.com`,
	LastName: `Person ${index}`,
}));
let user = '';
let begun = 0;

let org: SalesforceEmulator;
let sandboxOrg: SalesforceEmulator;
beforeAll(async () => {
	const clients = [n8nApp];
	org = await startSalesforceEmulator({ seed: { clients, users } });
	sandboxOrg = await startSalesforceEmulator({ seed: { clients, users, org: { kind: 'sandbox' } } });
});
afterAll(() => Promise.all([org.close(), sandboxOrg.close()]));
beforeEach(() => {
	[org, sandboxOrg].forEach((each) => each.reset());
	user = users[begun].Username;
	begun += 1;
});

async function connect(credential: KeptCredential, signal?: AbortSignal): Promise<SalesforceClient> {
	return await salesforceClient.call(credential.functions(signal));
}

const connected = (type: ICredentialType = production, at = org) => KeptCredential.connected(type, at.url, user);

async function countLeads(client: SalesforceClient): Promise<number> {
	for await (const { totalSize } of client.query('SELECT Id FROM Lead')) return totalSize;
	return -1;
}

describe('an OAuth2 credential', () => {
	it.each([
		['https://login.salesforce.com', 'https://login.salesforce.com'],
		[' https://acme.my.salesforce.com/ ', 'https://acme.my.salesforce.com'],
		['https://acme--dev.sandbox.my.salesforce.com/lightning/setup?x=1', 'https://acme--dev.sandbox.my.salesforce.com'],
	])('makes its addresses from %j', (loginUrl, origin) => {
		const { data } = KeptCredential.unconnected(production, { loginUrl });
		expect(data).toMatchObject({
			authUrl: `${origin}/services/oauth2/authorize`,
			accessTokenUrl: `${origin}/services/oauth2/token`,
		});
	});

	it.each([
		['production', production, undefined],
		['sandbox', sandbox, /A sandbox needs an app of its own/],
	])('asks for the My Domain of a %s org, and suggests no other host', (_kind, type, notice) => {
		expect(KeptCredential.unconnected(type, {}).data).toMatchObject({
			loginUrl: '',
			grantType: 'pkce',
			scope: 'api refresh_token',
		});
		const [first] = type.properties;
		expect(type.properties.find(({ name }) => name === 'loginUrl')).toMatchObject({
			displayName: 'My Domain URL',
			required: true,
			default: '',
		});
		expect(first.type === 'notice' ? first.displayName : undefined).toEqual(notice && expect.stringMatching(notice));
	});

	it('is for My Domain where n8n kept a token without the address of its org', async () => {
		const credential = await connected();
		const { instance_url: _instance, id: _id, ...kept } = credential.tokens;
		credential.data.oauthTokenData = kept;
		const client = await connect(credential);
		expect(client.org).toMatchObject({
			orgId: org.identity.id,
			userId: expect.stringMatching(/^005.{15}$/),
			instanceUrl: org.url,
		});
		org.expireSessions();
		expect(await countLeads(client)).toBe(0);
	});

	it('is not tested by a button, because n8n tests no OAuth2 type', () => {
		expect([production, sandbox].map((type) => 'test' in type)).toEqual([false, false]);
	});

	it('connects as the person who logged in, without a login of its own', async () => {
		const credential = await connected();
		org.calls.clear();
		const client = await connect(credential);
		expect(client.org).toMatchObject({
			orgId: org.identity.id,
			isSandbox: false,
			userId: credential.tokens.id.split('/').at(-1),
			instanceUrl: org.url,
		});
		expect(client.calls.byKind).toEqual({ org: 1 });
		expect((await connect(credential)).calls.used).toBe(0);
	});

	it('says when it was never connected', async () => {
		const error = await errorOf(connect(KeptCredential.unconnected(production, { loginUrl: org.url })));
		expect(error).toMatchObject({
			code: 'auth_failed',
			message: 'The Salesforce credential is not connected.',
			remedy: expect.stringContaining('Connect'),
		});
	});

	it.each([
		['a production credential on a sandbox', production, () => sandboxOrg, 'Use a Salesforce Sandbox credential'],
		['a sandbox credential on production', sandbox, () => org, 'Use a Salesforce Production credential'],
	])('refuses %s', async (_what, type, at, remedy) => {
		const error = await errorOf(connect(await connected(type, at())));
		expect(error).toMatchObject({ code: 'org_kind_mismatch', remedy: expect.stringContaining(remedy) });
	});
});

describe('an access token that has expired', () => {
	it('is refreshed once by n8n, which keeps the rotated refresh token, and the call goes on', async () => {
		const credential = await connected();
		const client = await connect(credential);
		const first = credential.tokens;
		org.expireSessions();
		expect(await countLeads(client)).toBe(0);
		expect(credential.refreshes).toBe(1);
		expect(credential.tokens.access_token).not.toBe(first.access_token);
		expect(credential.tokens.refresh_token).not.toBe(first.refresh_token);
		// The first refresh token is spent, so only the one that was kept can do this.
		org.expireSessions();
		expect(await countLeads(client)).toBe(0);
		expect(credential.refreshes).toBe(2);
	});

	it('before the first call is refreshed while connecting', async () => {
		const credential = await connected();
		org.expireSessions();
		const client = await connect(credential);
		expect(client.calls.byKind).toEqual({ org: 2, login: 1 });
		expect(await countLeads(client)).toBe(0);
		expect(credential.refreshes).toBe(1);
	});

	it('is refreshed once for many calls at the same time', async () => {
		const credential = await connected();
		const client = await connect(credential);
		org.expireSessions();
		expect(await Promise.all(Array.from({ length: 8 }, () => countLeads(client)))).toEqual(Array(8).fill(0));
		expect(credential.refreshes).toBe(1);
	});

	it('is not refreshed when another process has done so', async () => {
		const credential = await connected();
		const client = await connect(credential);
		org.expireSessions();
		// Stands for that process: the credential holds other tokens all of a sudden.
		await credential.connect(user);
		expect(await countLeads(client)).toBe(0);
		expect(credential.refreshes).toBe(0);
	});

	it('ends the node with plain words when the refresh token was revoked', async () => {
		const credential = await connected();
		const client = await connect(credential);
		const { refresh_token } = credential.tokens;
		await fetch(`${org.url}/services/oauth2/revoke`, {
			method: 'POST',
			body: new URLSearchParams({ token: refresh_token }),
		});
		const error = await errorOf(countLeads(client));
		expect(error).toMatchObject({
			code: 'auth_failed',
			retryable: false,
			message: expect.stringContaining('"My org" needs to be reconnected'),
		});
		expect(error.remedy).toContain('connect it again');
		expect(JSON.stringify(error) + String(error)).not.toContain(refresh_token);
	});

	it('is not refreshed without end when Salesforce refuses every new one', async () => {
		const credential = await connected();
		const client = await connect(credential);
		// No session lasts until its first call: so looks an org whose policy refuses the user.
		org.faults.set({ unauthorized: { afterCalls: 0, times: 100 } });
		const codes: unknown[] = [];
		for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await errorOf(countLeads(client))).code);
		expect(new Set(codes)).toEqual(new Set(['auth_failed']));
		expect(credential.refreshes).toBe(3);
		org.faults.clear();
	});

	it('can be tried again when the network was down', async () => {
		const credential = await connected();
		const client = await connect(credential);
		org.expireSessions();
		credential.data.accessTokenUrl = 'http://127.0.0.1:9/services/oauth2/token';
		const error = await errorOf(countLeads(client));
		expect(error).toMatchObject({
			code: 'salesforce_unavailable',
			retryable: true,
			message: expect.stringContaining('ECONNREFUSED'),
		});
	});
});

describe('a canceled execution', () => {
	it('breaks off a read that waits for its reply', async () => {
		const credential = await connected();
		const client = await connect(credential);
		org.faults.set({ slowReplies: { times: 1, ms: 60_000 } });
		const canceling = new AbortController();
		const page = client.query('SELECT Id FROM Lead', canceling.signal)[Symbol.asyncIterator]().next();
		canceling.abort();
		expect(await errorOf(page)).toMatchObject({ code: 'canceled', retryable: true });
		org.faults.clear();
	});

	it('does not connect at all', async () => {
		const credential = await connected();
		org.calls.clear();
		expect(await errorOf(connect(credential, AbortSignal.abort()))).toMatchObject({ code: 'canceled' });
		expect(org.calls.log).toEqual([]);
	});
});
