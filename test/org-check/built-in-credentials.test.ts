import { generateKeyPairSync } from 'node:crypto';
import { SalesforceJwtApi } from 'n8n-nodes-base/dist/credentials/SalesforceJwtApi.credentials';
import { SalesforceOAuth2Api } from 'n8n-nodes-base/dist/credentials/SalesforceOAuth2Api.credentials';
import type { SalesforceClient } from '../../core/salesforce/client';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { salesforceClient } from '../../nodes/wiring/salesforce-client';
import { errorOf } from '../nodes/node-org';
import { KeptCredential, n8nApp } from './kept-credential';

const oauth2 = new SalesforceOAuth2Api();
const jwt = new SalesforceJwtApi();
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const jwtApp = {
	clientId: '3MVG9.jwt.client',
	publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
	username: 'integration@example.com',
};
/** Sessions last as long as the process, so each test has a user of its own. */
const users = Array.from({ length: 20 }, (_, index) => ({
	Username: `person-${index}@example.com`,
	LastName: `Person ${index}`,
}));
let user = '';
let begun = 0;

let org: SalesforceEmulator;
let sandboxOrg: SalesforceEmulator;
beforeAll(async () => {
	const clients = [n8nApp, jwtApp];
	org = await startSalesforceEmulator({ seed: { clients, users } });
	sandboxOrg = await startSalesforceEmulator({ seed: { clients, users, org: { kind: 'sandbox' } } });
});
afterAll(() => Promise.all([org.close(), sandboxOrg.close()]));
beforeEach(() => {
	[org, sandboxOrg].forEach((each) => each.reset());
	user = users[begun].Username;
	begun += 1;
});

async function connect(credential: KeptCredential): Promise<SalesforceClient> {
	return await salesforceClient.call(credential.functions());
}

/** Connected on this org as on Salesforce's login host, whose place it takes. */
async function connected(environment = 'production', at = org): Promise<KeptCredential> {
	const token = { authUrl: `${at.url}/services/oauth2/authorize`, accessTokenUrl: `${at.url}/services/oauth2/token` };
	const credential = KeptCredential.unconnected(oauth2, { environment, ...token });
	await credential.connect(user);
	return credential;
}

function withKey(changes: Record<string, string> = {}): KeptCredential {
	const { clientId, username } = jwtApp;
	return KeptCredential.unconnected(jwt, { clientId, username, privateKey, myDomainUrl: org.url, ...changes });
}

async function countLeads(client: SalesforceClient): Promise<number> {
	for await (const { totalSize } of client.query('SELECT Id FROM Lead')) return totalSize;
	return -1;
}

describe("n8n's Salesforce OAuth2 credential", () => {
	it('connects as the person, to the version that the pack is tested with', async () => {
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
		expect(org.calls.log[0].path).toContain('/services/data/v68.0/');
	});

	it('is refreshed by n8n, which keeps the rotated token', async () => {
		const credential = await connected();
		const client = await connect(credential);
		const first = credential.tokens;
		org.expireSessions();
		expect(await countLeads(client)).toBe(0);
		expect(credential.refreshes).toBe(1);
		expect(credential.tokens.refresh_token).not.toBe(first.refresh_token);
	});

	it('asks for the address of the org where n8n has lost it, with an expired token too', async () => {
		const credential = await connected();
		const { instance_url: _lost, ...kept } = credential.tokens;
		credential.data.oauthTokenData = kept;
		expect((await connect(credential)).org).toMatchObject({ orgId: org.identity.id, instanceUrl: org.url });
		expect(credential.refreshes).toBe(0);
		org.expireSessions();
		const client = await connect(credential);
		expect(client.org).toMatchObject({ orgId: org.identity.id, instanceUrl: org.url });
		expect(await countLeads(client)).toBe(0);
		expect(credential.refreshes).toBe(1);
	});

	it('says when it was never connected', async () => {
		const error = await errorOf(connect(KeptCredential.unconnected(oauth2, {})));
		expect(error).toMatchObject({
			code: 'auth_failed',
			message: 'The Salesforce credential is not connected.',
			remedy: expect.stringContaining('Environment Type'),
		});
	});

	it.each([
		['production', () => sandboxOrg, 'for a production org', 'Environment Type to Sandbox'],
		['sandbox', () => org, 'for a sandbox org', 'Environment Type to Production'],
	])('for %s is refused by an org of the other kind', async (environment, at, message, remedy) => {
		const error = await errorOf(connect(await connected(environment, at())));
		expect(error).toMatchObject({
			code: 'org_kind_mismatch',
			message: expect.stringContaining(message),
			remedy: expect.stringContaining(remedy),
		});
	});

	it.each([
		['an org', { instance_url: 'https://evil.example' }, {}],
		['a login host', {}, { accessTokenUrl: 'https://evil.example/services/oauth2/token' }],
	])("sends nothing to %s that is neither Salesforce's nor named", async (_where, tokens, fields) => {
		const credential = await connected();
		Object.assign(credential.data, fields, { oauthTokenData: { ...credential.tokens, ...tokens } });
		const error = await errorOf(connect(credential));
		expect(error).toMatchObject({
			code: 'auth_failed',
			message: expect.stringContaining('evil.example, which is not a host of Salesforce'),
		});
	});
});

describe("n8n's Salesforce JWT credential", () => {
	it('signs in with its key, whatever token n8n has cached', async () => {
		const client = await connect(withKey({ accessToken: 'of another day', instanceUrl: 'https://evil.example' }));
		expect(client.org).toMatchObject({ orgId: org.identity.id, isSandbox: false, instanceUrl: org.url });
		org.expireSessions();
		expect(await countLeads(client)).toBe(0);
	});

	it('takes a key that a form has put on one line', async () => {
		const client = await connect(withKey({ privateKey: privateKey.trim().replaceAll('\n', ' ') }));
		expect(client.org.orgId).toBe(org.identity.id);
	});

	it('for a sandbox is refused by production, and serves a sandbox', async () => {
		const error = await errorOf(connect(withKey({ environment: 'sandbox' })));
		expect(error).toMatchObject({
			code: 'org_kind_mismatch',
			remedy: expect.stringContaining('Environment Type to Production'),
		});
		expect((await connect(withKey({ environment: 'sandbox', myDomainUrl: sandboxOrg.url }))).org.isSandbox).toBe(true);
	});

	it.each([
		[{ myDomainUrl: 'https://evil.example' }, 'evil.example, which is not a host of Salesforce'],
		[{ myDomainUrl: 'acme' }, 'not a URL'],
		[{ privateKey: '' }, 'The private key is empty'],
		[{ username: 'nobody@example.com' }, 'refused the login'],
	])('explains %j', async (changes: Record<string, string>, message) => {
		expect(await errorOf(connect(withKey(changes)))).toMatchObject({
			code: 'auth_failed',
			message: expect.stringContaining(message),
			remedy: expect.any(String),
		});
	});
});
