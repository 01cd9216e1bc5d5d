import type { SalesforceCredentials } from '../../core/salesforce/credentials';
import type { GrantedAccess } from '../../core/salesforce/granted-access';

/** Logs in by itself, with a secret or a key. */
export type ServerCredentialType = 'salesforceProductionServerApi' | 'salesforceSandboxServerApi';

/** Carries what a person granted on Salesforce's login page. */
export type GrantedCredentialType = 'salesforceProductionOAuth2Api' | 'salesforceSandboxOAuth2Api';

/** The credential types of the pack; the value of a node's `authentication` parameter. */
export type CredentialType = ServerCredentialType | GrantedCredentialType;

/** Whether n8n keeps tokens for the type and renews them. */
export function isGrantedType(type: CredentialType): type is GrantedCredentialType {
	return type.endsWith('OAuth2Api');
}

/** What core needs, from the fields a person filled in; core itself checks them. */
export function toSalesforceCredentials(
	fields: Readonly<Record<string, unknown>>,
	type: CredentialType,
): SalesforceCredentials {
	const shared = {
		loginUrl: text(fields.loginUrl),
		clientId: text(fields.clientId),
		apiVersion: text(fields.apiVersion),
		expects: kindOf(type),
	};
	if (fields.grant === 'jwt_bearer') {
		const privateKey = restoreLineBreaks(text(fields.privateKey));
		return { ...shared, grant: 'jwt_bearer', username: text(fields.username), privateKey };
	}
	return { ...shared, grant: 'client_credentials', clientSecret: text(fields.clientSecret) };
}

/** What core needs, from the fields and from what n8n keeps of the token reply; empty texts where it keeps nothing yet. */
export function toGrantedAccess(
	fields: Readonly<Record<string, unknown>>,
	type: GrantedCredentialType,
): GrantedAccess {
	const { oauthTokenData } = fields;
	// Imported credentials may carry it as text.
	const reply = (typeof oauthTokenData === 'string' ? parseJson(oauthTokenData) : oauthTokenData) as TokenReply | undefined;
	return {
		loginUrl: text(fields.loginUrl),
		accessToken: text(reply?.access_token),
		instanceUrl: text(reply?.instance_url),
		identityUrl: text(reply?.id),
		apiVersion: text(fields.apiVersion),
		expects: kindOf(type),
	};
}

interface TokenReply {
	readonly access_token?: unknown;
	readonly instance_url?: unknown;
	readonly id?: unknown;
}

function kindOf(type: CredentialType): 'production' | 'sandbox' {
	return type.startsWith('salesforceSandbox') ? 'sandbox' : 'production';
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
