import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	ICredentialType,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { SalesforceProductionServerApi } from '../../credentials/SalesforceProductionServerApi.credentials';
import { SalesforceSandboxServerApi } from '../../credentials/SalesforceSandboxServerApi.credentials';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { credentialFields } from './node-org';

const appKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = pemOf(appKeys.privateKey);
const otherKey = pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const jwtClient = {
	clientId: '3MVG9.jwt.client',
	publicKey: appKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
	username: 'integration@example.com',
};
const jwt = { grant: 'jwt_bearer', clientId: jwtClient.clientId, username: jwtClient.username, privateKey: appKey };
const secrets = [
	'demo-secret',
	'wrong-secret',
	...[appKey, otherKey].flatMap((pem) => pem.split('\n').filter((line) => line.length > 30)),
];

const production = new SalesforceProductionServerApi();
const sandbox = new SalesforceSandboxServerApi();

let productionOrg: SalesforceEmulator;
let sandboxOrg: SalesforceEmulator;
let otherServer: Server;
beforeAll(async () => {
	const clients = [demoClient, jwtClient];
	productionOrg = await startSalesforceEmulator({ clients, org: { kind: 'production' } });
	sandboxOrg = await startSalesforceEmulator({ clients, org: { kind: 'sandbox' } });
	otherServer = createServer();
	await new Promise<void>((resolve) => otherServer.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	otherServer.close();
	await Promise.all([productionOrg.close(), sandboxOrg.close()]);
});
beforeEach(() => {
	[productionOrg, sandboxOrg].forEach((org) => org.reset());
	otherServer.removeAllListeners('request');
});

/** What n8n does behind the credential's Test button: hidden fields have their defaults. */
async function testCredential(
	type: ICredentialType,
	org: Pick<SalesforceEmulator, 'url'>,
	changes: Record<string, string> = {},
): Promise<INodeCredentialTestResult> {
	const defaults = Object.fromEntries(type.properties.map((property) => [property.name, property.default]));
	const data = { ...defaults, ...credentialFields(org, changes) };
	const credential = { id: '1', name: 'Salesforce', type: type.name, data } as ICredentialsDecrypted;
	const node = new SalesforceBulkWrite();
	const testedBy = node.description.credentials?.find(({ name }) => name === type.name)?.testedBy;
	const test = node.methods.credentialTest[testedBy as keyof typeof node.methods.credentialTest];
	return await test.call({} as ICredentialTestFunctions, credential);
}

function quotesSecret({ message }: INodeCredentialTestResult): boolean {
	return secrets.some((secret) => message.includes(secret));
}

function pemOf(key: KeyObject): string {
	return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** An endpoint in Salesforce's place that answers every login alike. */
function answerLoginsWith(status: number, body: (sent: string) => string): { url: string } {
	otherServer.on('request', async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		response.writeHead(status, { 'content-type': 'application/json' }).end(body(Buffer.concat(chunks).toString()));
	});
	return { url: addressOf(otherServer) };
}

function addressOf(server: Server): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a credential that works', () => {
	it.each([
		[
			'Production',
			'client credentials',
			production,
			() => productionOrg,
			{},
			'Connected to Example Ltd, a production org',
		],
		['Production', 'JWT bearer', production, () => productionOrg, jwt, 'Connected to Example Ltd, a production org'],
		[
			'Sandbox',
			'client credentials',
			sandbox,
			() => sandboxOrg,
			{},
			'Connected to Example Ltd (sandbox), a sandbox org',
		],
		['Sandbox', 'JWT bearer', sandbox, () => sandboxOrg, jwt, 'Connected to Example Ltd (sandbox), a sandbox org'],
	])('names the %s org it reached by %s', async (_kind, _grant, type, org, changes, message) => {
		expect(await testCredential(type, org(), changes)).toEqual({ status: 'OK', message });
	});

	it.each([
		['a path behind the My Domain host', () => ({ loginUrl: `${productionOrg.url}/lightning/setup/` })],
		['spaces around what was pasted', () => ({ loginUrl: ` ${productionOrg.url} `, clientSecret: ` demo-secret\n` })],
		['a key that the form put on one line', () => ({ ...jwt, privateKey: appKey.replaceAll('\n', ' ') })],
		['a key with its line ends spelled out', () => ({ ...jwt, privateKey: appKey.replaceAll('\n', '\\n') })],
	])('forgives %s', async (_what, changes) => {
		expect(await testCredential(production, productionOrg, changes())).toMatchObject({ status: 'OK' });
	});

	it('logs in afresh at every test, so that a secret that was changed shows', async () => {
		await testCredential(production, productionOrg);
		await testCredential(production, productionOrg);
		expect(productionOrg.calls.count('token')).toBe(2);
	});
});

describe('a credential that Salesforce refuses', () => {
	it.each([
		[
			'a wrong secret',
			{ clientSecret: 'wrong-secret' },
			/refused the login on 127\.0\.0\.1:\d+.*Check the consumer secret/,
		],
		['an unknown consumer key', { clientId: '3MVG9.nobody' }, /refused the login.*Check the consumer key/],
		[
			'a key of another app',
			{ ...jwt, privateKey: otherKey },
			/refused the login.*private key belongs to the certificate/,
		],
		[
			'a user who is not authorised',
			{ ...jwt, username: 'nobody@example.com' },
			/refused the login.*Pre-authorize the user/,
		],
		['a grant that the app does not have', { clientId: jwtClient.clientId }, /refused the login/],
	])('explains %s', async (_fault, changes, reason) => {
		const result = await testCredential(production, productionOrg, changes);
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(reason) });
		expect(quotesSecret(result)).toBe(false);
	});

	it('keeps the secret to itself when the endpoint echoes it', async () => {
		const echo = answerLoginsWith(400, (sent) =>
			JSON.stringify({ error: 'invalid_client', error_description: `not good: ${sent}` }),
		);
		const result = await testCredential(production, echo, { clientSecret: 'wrong-secret' });
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining('not good') });
		expect(quotesSecret(result)).toBe(false);
	});

	it('keeps a secret with special characters to itself when the endpoint echoes the form', async () => {
		const echo = answerLoginsWith(400, (sent) => JSON.stringify({ error: 'invalid_client', error_description: sent }));
		const { message } = await testCredential(production, echo, { clientSecret: 'p@ss+wörd/1' });
		expect(message).not.toContain(encodeURIComponent('p@ss+wörd/1'));
	});

	it('keeps the signed assertion to itself when the endpoint echoes it', async () => {
		const echo = answerLoginsWith(400, (sent) => JSON.stringify({ error: 'invalid_grant', error_description: sent }));
		const { message } = await testCredential(production, echo, jwt);
		expect(message).toContain('invalid_grant');
		expect(message).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
	});
});

describe('a credential that leads elsewhere', () => {
	it.each([
		[
			'a production credential on a sandbox',
			production,
			() => sandboxOrg,
			'for a production org',
			'sandbox org "Example Ltd (sandbox)"',
			'Use a Salesforce Sandbox credential',
		],
		[
			'a sandbox credential on production',
			sandbox,
			() => productionOrg,
			'for a sandbox org',
			'production org "Example Ltd"',
			'Use a Salesforce Production credential',
		],
	])('names both kinds for %s', async (_what, type, org, expected, found, remedy) => {
		const result = await testCredential(type, org());
		expect(result.status).toBe('Error');
		for (const part of [expected, found, remedy]) expect(result.message).toContain(part);
	});

	it.each([
		['an address in clear text', { loginUrl: 'http://acme.my.salesforce.com' }, /not encrypted\. Use https:/],
		['a local name that only looks local', { loginUrl: 'http://localhost.acme.com' }, /not a host of Salesforce/],
		['the general login address', { loginUrl: 'https://test.salesforce.com' }, /My Domain/],
		['the address of the Lightning pages', { loginUrl: 'https://acme.lightning.force.com' }, /Lightning/],
		['no address at all', { loginUrl: '' }, /is not a URL.*My Domain/],
		['text that is no key', { ...jwt, privateKey: 'MIIE-not-a-key' }, /not an RSA key in PEM form/],
		[
			'a key of another kind',
			{ ...jwt, privateKey: pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) },
			/not an RSA key/,
		],
	])('explains %s without asking the network', async (_fault, changes, reason) => {
		const result = await testCredential(production, productionOrg, changes);
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(reason) });
		expect(quotesSecret(result)).toBe(false);
		expect(productionOrg.calls.log).toEqual([]);
	});

	it('names the host that nobody answers on', async () => {
		const gone = await startSalesforceEmulator();
		await gone.close();
		const result = await testCredential(production, gone);
		const host = new URL(gone.url).host;
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(`${host} cannot be reached.*Check the My Domain host name`),
		});
		expect(quotesSecret(result)).toBe(false);
	});

	it('says to try again when Salesforce is down', async () => {
		productionOrg.faults.unavailable(1, /token/);
		const { message } = await testCredential(production, productionOrg);
		expect(message).toMatch(/could not log in.*Try again/);
	});

	it.each([
		['a web page', '<html>Sign in</html>'],
		['something else in JSON', '{"hello":"world"}'],
	])('recognises a server that is no Salesforce by %s', async (_what, body) => {
		const result = await testCredential(
			production,
			answerLoginsWith(200, () => body),
		);
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(/did not answer like a Salesforce login/),
		});
	});
});
