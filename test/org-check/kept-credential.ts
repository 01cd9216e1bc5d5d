import { createHash } from 'node:crypto';
import { refreshOAuth2Token } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helpers/oauth';
import {
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import type { ConnectedClient } from '../../emulators/salesforce/auth/clients';

const callback = 'http://localhost:5678/rest/oauth2-credential/callback';
const verifier = 'v'.repeat(64);

/** An app of an emulated org that n8n is registered as. */
export const n8nApp: ConnectedClient = {
	clientId: '3MVG9.n8n',
	clientSecret: 'n8n-secret',
	username: '',
	callbackUrls: [callback],
	requiresPkce: true,
	rotatesRefreshTokens: true,
};

/** The token reply as n8n keeps it. */
export interface TokenData {
	readonly access_token: string;
	readonly refresh_token: string;
	readonly instance_url: string;
	readonly [key: string]: string;
}

/**
 * An OAuth2 credential the way n8n holds it: its expressions resolved, connected through the login page with PKCE,
 * refreshed by n8n's own code, which keeps what Salesforce answers.
 */
export class KeptCredential {
	/** How often n8n asked the token endpoint for another token. */
	refreshes = 0;

	private constructor(
		private readonly type: ICredentialType,
		readonly data: ICredentialDataDecryptedObject,
	) {}

	static unconnected(type: ICredentialType, fields: Readonly<Record<string, string>>): KeptCredential {
		const defaults = Object.fromEntries(type.properties.map((property) => [property.name, property.default]));
		const { clientId, clientSecret = '' } = n8nApp;
		return new KeptCredential(
			type,
			resolved({ ...defaults, clientId, clientSecret, ...fields } as ICredentialDataDecryptedObject),
		);
	}

	/** Somebody has chosen Connect, logged in as this user and allowed it. */
	static async connected(type: ICredentialType, loginUrl: string, username: string): Promise<KeptCredential> {
		const credential = KeptCredential.unconnected(type, { loginUrl });
		await credential.connect(username);
		return credential;
	}

	get tokens(): TokenData {
		return this.data.oauthTokenData as unknown as TokenData;
	}

	async connect(username: string): Promise<void> {
		const { authUrl, accessTokenUrl, scope, authQueryParameters, clientId, clientSecret } = this.data as Record<
			string,
			string
		>;
		const query = new URLSearchParams({
			...Object.fromEntries(new URLSearchParams(authQueryParameters)),
			response_type: 'code',
			client_id: clientId,
			redirect_uri: callback,
			scope,
			code_challenge: createHash('sha256').update(verifier).digest('base64url'),
			code_challenge_method: 'S256',
		});
		const allowed = new URLSearchParams({ username, decision: 'allow' });
		const page = await fetch(`${authUrl}?${query}`, { method: 'POST', body: allowed, redirect: 'manual' });
		const code = new URL(page.headers.get('location') ?? 'none:').searchParams.get('code') ?? '';
		const reply = await fetch(accessTokenUrl, {
			method: 'POST',
			headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
			body: new URLSearchParams({
				grant_type: 'authorization_code',
				code,
				redirect_uri: callback,
				code_verifier: verifier,
			}),
		});
		this.data.oauthTokenData = (await reply.json()) as ICredentialDataDecryptedObject['oauthTokenData'];
	}

	/** What a node with this credential sees of n8n. */
	functions(signal?: AbortSignal): IExecuteFunctions {
		const node = { name: 'Fetch', credentials: { [this.type.name]: { id: '1', name: 'My org' } } } as unknown as INode;
		const functions = {
			getNode: () => node,
			getNodeParameter: () => this.type.name,
			getCredentials: async () => structuredClone(this.data),
			getExecutionCancelSignal: () => signal,
			getMode: () => 'trigger',
			logger: { debug: () => undefined, warn: () => undefined },
			helpers: {
				refreshOAuth2Token: async function refresh(this: IAllExecuteFunctions, type: string) {
					return await refreshOAuth2Token.call(this, type, node, additionalData);
				},
			},
		};
		const additionalData = { credentialsHelper: this.database() } as unknown as IWorkflowExecuteAdditionalData;
		return functions as unknown as IExecuteFunctions;
	}

	private database() {
		return {
			getDecrypted: async () => structuredClone(this.data),
			runPreAuthentication: async () => undefined,
			updateCredentialsOauthTokenData: async (
				_details: unknown,
				_type: string,
				{ oauthTokenData }: ICredentialDataDecryptedObject,
			) => {
				this.refreshes += 1;
				this.data.oauthTokenData = oauthTokenData;
			},
		};
	}
}

/** As n8n's credentials helper resolves them. */
function resolved(data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const node = {
		id: '1',
		name: 'Credential',
		type: 'mock',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const nodeType = { description: { properties: [] } };
	const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getComplexParameterValue(
		node,
		data as INodeParameters,
		'internal',
		{},
		undefined,
		undefined,
		data,
	) as ICredentialDataDecryptedObject;
}
