import { join } from 'node:path';
import { SalesforceJwtApi } from 'n8n-nodes-base/dist/credentials/SalesforceJwtApi.credentials';
import { SalesforceOAuth2Api } from 'n8n-nodes-base/dist/credentials/SalesforceOAuth2Api.credentials';
import { generateKeyPairSync } from 'node:crypto';
import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { WorkflowEngine, type EngineRun, type WorkflowTemplate } from '../engine/workflow-engine';
import { KeptCredential, n8nApp } from './kept-credential';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwtApp = {
	clientId: '3MVG9.jwt.client',
	publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
	username: 'integration@example.com',
};
const user = 'person@example.com';

let org: SalesforceEmulator;
let engine: WorkflowEngine;
beforeAll(async () => {
	engine = await WorkflowEngine.load(join(__dirname, '..', '..'), 'built-in');
	const records = { Lead: [{ LastName: 'Novak', Company: 'Northwind' }] };
	org = await startSalesforceEmulator({
		seed: { clients: [n8nApp, jwtApp], users: [{ Username: user, LastName: 'Person' }], records },
	});
});
afterAll(() => org.close());

/** Fetches the org's only Lead with a credential of this type; `data` is what n8n would hand to the node. */
async function fetchWith(type: ICredentialType, data: ICredentialDataDecryptedObject): Promise<EngineRun> {
	const parameters = {
		authentication: type.name,
		sObject: 'Lead',
		selection: 'ids',
		ids: String(org.org.rows('Lead')[0].Id),
	};
	const node = (name: string, nodeType: string, typeVersion: number, set = {}) => ({
		id: name,
		name,
		type: nodeType,
		typeVersion,
		position: [0, 0] as [number, number],
		parameters: set,
	});
	const template: WorkflowTemplate = {
		name: 'Fetch',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1),
			node('Fetch', 'n8n-nodes-salesforce-enrichment.salesforceFetchModified', 2, parameters),
		],
		connections: { Start: { main: [[{ node: 'Fetch', type: 'main', index: 0 }]] } },
	};
	return await engine.run(template, { [type.name]: data }, 'Start');
}

async function granted(environment: string): Promise<ICredentialDataDecryptedObject> {
	const token = { authUrl: `${org.url}/services/oauth2/authorize`, accessTokenUrl: `${org.url}/services/oauth2/token` };
	const credential = KeptCredential.unconnected(new SalesforceOAuth2Api(), { environment, ...token });
	await credential.connect(user);
	return credential.data;
}

function signed(environment: string): ICredentialDataDecryptedObject {
	const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	const { clientId, username } = jwtApp;
	return KeptCredential.unconnected(new SalesforceJwtApi(), {
		environment,
		clientId,
		username,
		privateKey,
		myDomainUrl: org.url,
	}).data;
}

describe("in n8n's engine, n8n's own credentials", () => {
	it('fetch by OAuth2, and the engine keeps the token that it refreshes', async () => {
		const data = await granted('production');
		const { access_token: first } = data.oauthTokenData as Record<string, string>;
		org.expireSessions();
		const run = await fetchWith(new SalesforceOAuth2Api(), data);
		expect(run.error).toBeUndefined();
		expect(run.output('Fetch')).toEqual([expect.objectContaining({ LastName: 'Novak' })]);
		expect((data.oauthTokenData as Record<string, string>).access_token).not.toBe(first);
	});

	it('fetch by JWT', async () => {
		const run = await fetchWith(new SalesforceJwtApi(), signed('production'));
		expect(run.output('Fetch')).toEqual([expect.objectContaining({ LastName: 'Novak' })]);
	});

	it.each([
		['OAuth2', new SalesforceOAuth2Api(), () => granted('sandbox')],
		['JWT', new SalesforceJwtApi(), async () => signed('sandbox')],
	])('that name a sandbox are refused by production: %s', async (_kind, type, data) => {
		const run = await fetchWith(type, await data());
		expect(run.error).toContain('The credential is for a sandbox org, but');
		expect(run.output('Fetch')).toEqual([]);
	});
});
