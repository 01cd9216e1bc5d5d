import type { SalesforceCredentials } from '../../core/salesforce/credentials';

/** The credential types of the pack; the value of a node's `authentication` parameter. */
export type CredentialType = 'salesforceProductionServerApi' | 'salesforceSandboxServerApi';

/** What core needs, from the fields a person filled in; core itself checks them. */
export function toSalesforceCredentials(
	fields: Readonly<Record<string, unknown>>,
	type: CredentialType,
): SalesforceCredentials {
	const shared = {
		loginUrl: text(fields.loginUrl),
		clientId: text(fields.clientId),
		apiVersion: text(fields.apiVersion),
		expects: type === 'salesforceSandboxServerApi' ? ('sandbox' as const) : ('production' as const),
	};
	if (fields.grant === 'jwt_bearer') {
		const privateKey = restoreLineBreaks(text(fields.privateKey));
		return { ...shared, grant: 'jwt_bearer', username: text(fields.username), privateKey };
	}
	return { ...shared, grant: 'client_credentials', clientSecret: text(fields.clientSecret) };
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
