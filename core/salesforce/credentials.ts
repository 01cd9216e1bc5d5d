import { EnrichmentError } from '../errors';
import { assertAllowedAddress } from './allowed-hosts';
import { readApiVersion } from './api-version';

/** What a person entered to let us into an org without anybody at the screen. */
export interface SalesforceCredentials {
	/** My Domain, e.g. `https://acme.my.salesforce.com`. */
	readonly loginUrl: string;
	readonly grant: 'client_credentials' | 'jwt_bearer';
	readonly clientId: string;
	readonly clientSecret?: string;
	readonly username?: string;
	/** PEM. */
	readonly privateKey?: string;
	/** As a person wrote it; checked credentials have the number only, e.g. `68.0`. */
	readonly apiVersion: string;
	/** An org of the other kind is refused. */
	readonly expects: 'production' | 'sandbox';
	/** Of one of n8n's own types, whose form has other fields than ours. */
	readonly isBuiltIn?: boolean;
}

const generalHost = /^(login|test)\.salesforce\.com$/i;

/** The credentials with the login URL cut down to its origin and the version as addresses have it; throws `auth_failed` naming the first field that cannot work. */
export function checkCredentials(credentials: SalesforceCredentials): SalesforceCredentials {
	const loginUrl = checkLoginUrl(credentials);
	requireText(credentials.clientId, 'consumer key');
	if (credentials.grant === 'client_credentials') requireText(credentials.clientSecret, 'consumer secret');
	if (credentials.grant === 'jwt_bearer') {
		requireText(credentials.username, 'username');
		requireText(credentials.privateKey, 'private key');
	}
	return { ...credentials, loginUrl, apiVersion: readApiVersion(credentials.apiVersion) };
}

function checkLoginUrl({ loginUrl, grant, isBuiltIn }: SalesforceCredentials): string {
	const origin = checkEndpoint(loginUrl, 'My Domain URL');
	const { hostname } = new URL(origin);
	if (!generalHost.test(hostname)) return origin;
	// Connected apps of before Spring '26 take assertions there, and n8n's form may leave My Domain empty.
	if (isBuiltIn && grant === 'jwt_bearer') return origin;
	throw refusal(
		`${hostname} does not serve server-to-server logins.`,
		'Use the My Domain URL from Setup > My Domain, https://….my.salesforce.com.',
	);
}

/**
 * The origin of an address of Salesforce's that secrets are sent to; throws `auth_failed` when it cannot be one, or is on a
 * host that is neither Salesforce's nor the operator's. `name` is what a person calls it.
 */
export function checkEndpoint(text: string, name: string): string {
	const url = parseUrl(text);
	if (!url) throw refusal(`the ${name} is not a URL.`, 'Copy the My Domain URL from Setup > My Domain.');
	if (url.hostname.endsWith('.lightning.force.com')) {
		throw refusal(
			`${url.hostname} is the address of the Lightning pages.`,
			'Use the My Domain URL from Setup > My Domain, https://….my.salesforce.com.',
		);
	}
	assertAllowedAddress(url, `The ${name} of the Salesforce credential`);
	return url.origin;
}

function parseUrl(text: string): URL | undefined {
	const trimmed = text.trim();
	return /^https?:\/\//i.test(trimmed) && URL.canParse(trimmed) ? new URL(trimmed) : undefined;
}

function requireText(value: string | undefined, name: string): void {
	if (!value?.trim()) throw refusal(`The ${name} is empty.`, `Enter the ${name} in the credential.`);
}

function refusal(problem: string, remedy: string): EnrichmentError {
	return new EnrichmentError('auth_failed', `The Salesforce credential cannot work: ${problem}`, { remedy });
}
