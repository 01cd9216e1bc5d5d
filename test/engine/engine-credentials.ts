import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { NodeCatalog } from './node-catalog';

/** Credentials by type, as n8n would have decrypted them; every node of the workflow gets the one of its type. */
export type CredentialsByType = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/** What n8n's database of credentials is to the engine, from a plain object, which keeps the tokens that n8n refreshes. */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly dataByType: CredentialsByType,
		private readonly catalog?: Pick<NodeCatalog, 'credentialType'>,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/** Headers by the type's own rule, in which only fields of the credential are filled in; the request as it is without such a rule. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: unknown,
	): Promise<IHttpRequestOptions> {
		const options = request as IHttpRequestOptions;
		const rule = this.catalog?.credentialType(type)?.authenticate;
		if (!rule || typeof rule === 'function') return options;
		const added = Object.entries(rule.properties.headers ?? {}).map(([name, text]) => [
			name,
			String(text)
				.replace(/^=/, '')
				.replace(/\{\{\$credentials\.(\w+)\}\}/g, (_, field: string) => String(credentials[field] ?? '')),
		]);
		return { ...options, headers: { ...options.headers, ...Object.fromEntries(added) } };
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(_details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		throw new Error(`The engine under test holds no encrypted ${type}`);
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.dataByType[type];
		if (!data) throw new Error(`No credential of type ${type} was given to the engine`);
		return data;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		Object.assign(this.dataByType[type], { oauthTokenData });
	}

	getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}
