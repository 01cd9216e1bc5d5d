import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { runStoreCommand } from '../../core/store/store-command';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { readTemplate } from '../../demo/hourly-template';
import { SalesforceProductionOAuth2Api } from '../../credentials/SalesforceProductionOAuth2Api.credentials';
import { demoClient } from '../../emulators/salesforce/auth/clients';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { instanceStore } from '../../nodes/wiring/store';
import { WorkflowEngine, type ProductionRun } from '../engine/workflow-engine';
import { KeptCredential, n8nApp } from '../org-check/kept-credential';

const clientSecret = 'Client/Secret+of the test?9#8';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const folder = mkdtempSync(join(tmpdir(), 'secrets-'));

/** What was sent to Salesforce to be let in, and everything that was printed. */
const sent: string[] = [];
const printed: string[] = [];

let org: SalesforceEmulator;
let engine: WorkflowEngine;
beforeAll(async () => {
	process.env.SALESFORCE_ENRICHMENT_STORE = join(folder, 'store.sqlite');
	writeFileSync(join(folder, 'companies.csv'), 'name,domain,industry\nNorthwind,northwind.example,Retail\n');
	const clients = [
		{ ...demoClient, clientSecret },
		{
			clientId: '3MVG9.jwt',
			publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
			username: demoClient.username,
		},
		n8nApp,
	];
	const Lead = ['Novak', 'Okafor'].map((LastName) => ({
		LastName,
		Company: 'Northwind',
		Email: `${LastName}@northwind.example`,
	}));
	org = await startSalesforceEmulator({
		seed: {
			clients,
			customFields: ownCustomFields(['Lead']),
			records: { Lead },
			users: [{ Username: demoClient.username, LastName: 'Integration' }],
		},
	});
	engine = await WorkflowEngine.load(join(__dirname, '../..'), folder);
	listen();
});
afterAll(async () => {
	jest.restoreAllMocks();
	await (await instanceStore()).close();
	await org.close();
	rmSync(folder, { recursive: true });
});

function listen(): void {
	const send = globalThis.fetch;
	jest.spyOn(globalThis, 'fetch').mockImplementation(async (address, options) => {
		const headers = new Headers(options?.headers);
		const bearer = headers.get('authorization')?.replace(/^Bearer /, '');
		if (bearer) sent.push(bearer);
		const assertion = /assertion=([^&]+)/.exec(String(options?.body ?? ''))?.[1];
		if (assertion) sent.push(assertion);
		return await send(address, options);
	});
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
		jest.spyOn(console, method).mockImplementation((...words) => void printed.push(inspect(words, { depth: 8 })));
	for (const stream of [process.stdout, process.stderr])
		jest.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
}

const shared = { apiVersion: '68.0' };
const ways: Record<string, () => Promise<ICredentialDataDecryptedObject>> = {
	'client credentials': async () => ({
		...shared,
		loginUrl: org.url,
		grant: 'client_credentials',
		clientId: demoClient.clientId,
		clientSecret,
	}),
	'a JWT': async () => ({
		...shared,
		loginUrl: org.url,
		grant: 'jwt_bearer',
		clientId: '3MVG9.jwt',
		username: demoClient.username,
		privateKey: pem,
	}),
	OAuth2: async () =>
		(await KeptCredential.connected(new SalesforceProductionOAuth2Api(), org.url, demoClient.username)).data,
};

async function run(way: string): Promise<ProductionRun> {
	const type = way === 'OAuth2' ? 'salesforceProductionOAuth2Api' : 'salesforceProductionServerApi';
	const data = await ways[way]();
	const { refresh_token: refresh, access_token: access } = (data.oauthTokenData ?? {}) as Record<
		string,
		string | undefined
	>;
	for (const token of [refresh, access]) if (token) sent.push(token);
	const template = readTemplate('hourly', { referenceFile: join(folder, 'companies.csv') });
	const nodes = template.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, authentication: type, ...(node.name === 'Start Run' && { pipeline: way }) },
	}));
	return await engine.run({ ...template, nodes }, { [type]: data }, 'Run by Hand');
}

/** Everything that is left of the runs: what n8n keeps, what was printed, the store, a backup of it. */
async function leftovers(runs: readonly ProductionRun[]): Promise<string> {
	await runStoreCommand(
		['backup', join(folder, `backup-${readdirSync(folder).length}`)],
		process.env,
		(line) => printed.push(line),
		new Date(),
	);
	const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
	const kept = runs.flatMap((each) =>
		[each, each.errorRun, ...each.calls].map((part) =>
			inspect(part?.kept, { depth: Infinity, maxArrayLength: null, maxStringLength: null }),
		),
	);
	return [...files, ...kept, ...printed].join('\n');
}

function formsOf(secret: string): string[] {
	const form = new URLSearchParams({ secret }).toString().slice(7);
	return [
		secret,
		form,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64'),
	];
}

const secrets = () => [
	...new Set([
		clientSecret,
		n8nApp.clientSecret ?? '',
		...pem.split('\n').filter((line) => line.length > 40 && !line.startsWith('-')),
		...sent,
	]),
];
const found = (text: string) => secrets().filter((secret) => formsOf(secret).some((form) => text.includes(form)));

describe.each(Object.keys(ways))('a whole run with %s', (way) => {
	it('leaves no secret that it used in items, executions, logs, store or backup', async () => {
		const before = sent.length;
		const ended = await run(way);
		expect(ended.error).toBeUndefined();
		expect(sent.length).toBeGreaterThan(before);
		const text = await leftovers([ended]);
		// What is there is found, so what is not found is not there.
		expect(text).toContain(org.identity.id);
		expect(found(text)).toEqual([]);
	});

	it('leaves none when Salesforce refuses its calls, and its session has ended', async () => {
		org.expireSessions();
		org.faults.set({ unauthorized: { afterCalls: 0, times: 100 } });
		const failed = await run(way);
		org.faults.clear();
		expect(failed.error).toBeDefined();
		expect(found(await leftovers([failed]))).toEqual([]);
	});
});
