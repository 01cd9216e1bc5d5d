import type { SalesforceCredentials } from '../../core/salesforce/credentials';
import type { GrantedAccess } from '../../core/salesforce/granted-access';

/** Logs in by itself, with a secret or a key; the last one is n8n's own. */
export type ServerCredentialType = 'salesforceProductionServerApi' | 'salesforceSandboxServerApi' | 'salesforceJwtApi';

/** Carries what a person granted on Salesforce's login page; the last one is n8n's own. */
export type GrantedCredentialType =
	| 'salesforceProductionOAuth2Api'
	| 'salesforceSandboxOAuth2Api'
	| 'salesforceOAuth2Api';

/** The credential types that a node takes; the value of its `authentication` parameter. */
export type CredentialType = ServerCredentialType | GrantedCredentialType;

/** Types of n8n's Salesforce node, for teams that have them; they tell the kind of org by a field. */
export const builtInTypes: readonly CredentialType[] = ['salesforceJwtApi', 'salesforceOAuth2Api'];

type Fields = Readonly<Record<string, unknown>>;

/** Whether n8n keeps tokens for the type and renews them. */
export function isGrantedType(type: CredentialType): type is GrantedCredentialType {
	return type.endsWith('OAuth2Api');
}

/** What core needs, from the fields a person filled in; core itself checks them. */
export function toSalesforceCredentials(fields: Fields, type: CredentialType): SalesforceCredentials {
	const isBuiltIn = builtInTypes.includes(type);
	const shared = {
		loginUrl: isBuiltIn ? text(fields.myDomainUrl) || loginHostOf(fields) : text(fields.loginUrl),
		clientId: text(fields.clientId),
		apiVersion: text(fields.apiVersion),
		expects: kindOf(fields, type),
		...(isBuiltIn && { isBuiltIn }),
	};
	// n8n's own signs in by a key only, and asks for no grant.
	if (isBuiltIn || fields.grant === 'jwt_bearer') {
		const privateKey = restoreLineBreaks(text(fields.privateKey));
		return { ...shared, grant: 'jwt_bearer', username: text(fields.username), privateKey };
	}
	return { ...shared, grant: 'client_credentials', clientSecret: text(fields.clientSecret) };
}

/** What core needs, from the fields and from what n8n keeps of the token reply; empty texts where it keeps nothing yet. */
export function toGrantedAccess(fields: Fields, type: GrantedCredentialType): GrantedAccess {
	const isBuiltIn = builtInTypes.includes(type);
	const { oauthTokenData } = fields;
	// Imported credentials may carry it as text.
	const reply = (typeof oauthTokenData === 'string' ? parseJson(oauthTokenData) : oauthTokenData) as
		| TokenReply
		| undefined;
	return {
		// Where n8n sends the refresh token counts, whatever the form says.
		loginUrl: isBuiltIn ? text(fields.accessTokenUrl) || loginHostOf(fields) : text(fields.loginUrl),
		accessToken: text(reply?.access_token),
		instanceUrl: text(reply?.instance_url),
		identityUrl: text(reply?.id),
		apiVersion: text(fields.apiVersion),
		expects: kindOf(fields, type),
		...(isBuiltIn && { isBuiltIn }),
	};
}

interface TokenReply {
	readonly access_token?: unknown;
	readonly instance_url?: unknown;
	readonly id?: unknown;
}

function kindOf(fields: Fields, type: CredentialType): 'production' | 'sandbox' {
	const isSandbox = builtInTypes.includes(type)
		? fields.environment === 'sandbox'
		: type.startsWith('salesforceSandbox');
	return isSandbox ? 'sandbox' : 'production';
}

/** Where n8n's own types log in. */
function loginHostOf({ environment }: Fields): string {
	return environment === 'sandbox' ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

function parseJson(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** n8n's masked input is a single line, so a pasted key arrives with spaces where its line breaks were. */
function restoreLineBreaks(key: string): string {
	const parts = /^(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)$/.exec(
		key.replaceAll('\\n', '\n'),
	);
	if (!parts) return key;
	const [, begin, body, end] = parts;
	const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
	return [begin, ...lines, end, ''].join('\n');
}
