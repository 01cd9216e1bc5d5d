import { generateKeyPairSync } from 'node:crypto';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { SalesforceProductionOAuth2Api } from '../../credentials/SalesforceProductionOAuth2Api.credentials';
import { SalesforceProductionServerApi } from '../../credentials/SalesforceProductionServerApi.credentials';
import { SalesforceSandboxOAuth2Api } from '../../credentials/SalesforceSandboxOAuth2Api.credentials';
import { SalesforceSandboxServerApi } from '../../credentials/SalesforceSandboxServerApi.credentials';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect, demoCredentials, impatient, orgNow, startEnrichmentOrg } from './enrichment-org';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const clients = [
	{ clientId: '3MVG9.demo.client', clientSecret: 'demo-secret', username: 'integration@example.com' },
	{
		clientId: '3MVG9.jwt.client',
		publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		username: 'integration@example.com',
	},
];
const jwt = {
	grant: 'jwt_bearer',
	clientId: '3MVG9.jwt.client',
	username: 'integration@example.com',
	privateKey: pem,
} as const;

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startEnrichmentOrg({}, { clients });
});
afterAll(() => org.close());
beforeEach(() => org.reset());

const open = (changes = {}, sessions = new SessionCache(() => orgNow)) =>
	connectSalesforce(demoCredentials(org.url, changes), sessions, undefined, impatient);

describe('connectSalesforce', () => {
	it.each([
		['client credentials', {}],
		['a JWT assertion', jwt],
	])('logs in with %s and learns who the org is', async (_grant, changes) => {
		const client = await open(changes);
		expect(client.org).toEqual({
			orgId: org.identity.id,
			name: 'Example Ltd',
			isSandbox: false,
			userId: expect.stringMatching(/^005.{15}$/),
			instanceUrl: org.url,
		});
		expect(client.calls.byKind).toEqual({ login: 1, org: 1 });
		expect(client.serverNow()).toEqual(orgNow);
	});

	it.each(['68.0', '61.0'])('speaks version %s in every call when the credential says so', async (apiVersion) => {
		const settings = { ...impatient, wait: async () => undefined };
		const client = await connectSalesforce(
			demoCredentials(org.url, { apiVersion }),
			new SessionCache(() => orgNow),
			undefined,
			settings,
		);
		await client.describe('Lead');
		await client.querySeveral(['SELECT Id FROM Lead'], 'read leads');
		await client.update('Lead', [{ Id: '00Q5e0000000001EAA', Title: 'CTO' }]);
		await Array.fromAsync(client.queryInBulk('SELECT Id FROM Lead'));
		const versions = org.calls.log.flatMap(({ path }) => /\/data\/v([\d.]+)\//.exec(path)?.[1] ?? []);
		expect(versions.length).toBeGreaterThan(7);
		expect(new Set(versions)).toEqual(new Set([apiVersion]));
	});

	it.each([
		new SalesforceProductionServerApi(),
		new SalesforceSandboxServerApi(),
		new SalesforceProductionOAuth2Api(),
		new SalesforceSandboxOAuth2Api(),
	])('is offered version 68.0 by $displayName', ({ properties }) => {
		expect(properties.find(({ name }) => name === 'apiVersion')).toMatchObject({ default: '68.0', type: 'string' });
	});

	it('costs nothing when the session is known', async () => {
		const sessions = new SessionCache(() => orgNow);
		await open({}, sessions);
		const client = await open({}, sessions);
		expect(client.calls.used).toBe(0);
		expect(client.org.orgId).toBe(org.identity.id);
	});

	it('opens one session for clients that connect at the same time', async () => {
		const sessions = new SessionCache(() => orgNow);
		await Promise.all([open({}, sessions), open({}, sessions)]);
		expect(org.calls.count('token')).toBe(1);
	});

	it.each([
		['a wrong secret', { clientSecret: 'very-secret-guess' }, /secret/i],
		['an unknown consumer key', { clientId: 'nobody' }, /consumer key/i],
		['a key that does not belong to the app', { ...jwt, privateKey: otherKey() }, /private key/i],
	])('explains %s without quoting a secret', async (_fault, changes, remedy) => {
		const error = await open(changes).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ code: 'auth_failed', retryable: false, remedy: expect.stringMatching(remedy) });
		expect(JSON.stringify(error) + String(error)).not.toMatch(/very-secret-guess|PRIVATE KEY/);
	});

	it('blames the clock when the assertion has expired', async () => {
		const late = new SessionCache(() => new Date(orgNow.getTime() - 3_600_000));
		await expect(open(jwt, late)).rejects.toMatchObject({
			code: 'auth_failed',
			remedy: expect.stringMatching(/clock/),
		});
	});

	it('refuses an org of the other kind, and asks who it is only once', async () => {
		const sessions = new SessionCache(() => orgNow);
		const attempt = () => open({ expects: 'sandbox' }, sessions);
		await expect(attempt()).rejects.toMatchObject({
			code: 'org_kind_mismatch',
			message: expect.stringContaining('"Example Ltd"'),
		});
		const calls = org.calls.total;
		await expect(attempt()).rejects.toMatchObject({ code: 'org_kind_mismatch' });
		expect(org.calls.total).toBe(calls);
	});

	it('names the host when nobody listens there', async () => {
		const nobody = connectSalesforce(demoCredentials('http://127.0.0.1:9'), new SessionCache(), undefined, impatient);
		await expect(nobody).rejects.toMatchObject({
			code: 'salesforce_unavailable',
			retryable: true,
			message: expect.stringContaining('127.0.0.1:9'),
		});
	});

	it('does not start when it was canceled before', async () => {
		const canceled = connectSalesforce(demoCredentials(org.url), new SessionCache(), AbortSignal.abort());
		await expect(canceled).rejects.toMatchObject({ code: 'canceled' });
		expect(org.calls.log).toEqual([]);
	});
});

describe('a session', () => {
	it('is renewed once when it has expired, and the call is repeated', async () => {
		const client = await connect(org);
		const { used, retries } = client.calls.now();
		org.expireSessions();
		expect((await client.describe('Lead')).keyPrefix).toBe('00Q');
		expect(client.calls.since({ used, retries })).toEqual({ used: 3, retries: 2 });
	});

	it('shares descriptions between clients', async () => {
		const sessions = new SessionCache(() => orgNow);
		await (await connect(org, sessions)).describe('Lead');
		const second = await connect(org, sessions);
		await second.describe('Lead');
		expect(second.calls.used).toBe(0);
	});

	it('asks for the time only when this client has had no reply', async () => {
		const sessions = new SessionCache(() => orgNow);
		const first = await connect(org, sessions);
		await first.fetchServerNow();
		const second = await connect(org, sessions);
		org.setClock(() => new Date(orgNow.getTime() + 3_600_000));
		expect(await second.fetchServerNow()).toEqual(new Date(orgNow.getTime() + 3_600_000));
		org.setClock(() => orgNow);
		expect([first.calls.used, second.calls.used]).toEqual([2, 1]);
	});
});

function otherKey(): string {
	return generateKeyPairSync('rsa', { modulusLength: 2048 })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString();
}
