import { EnrichmentError } from '../errors';
import { readApiVersion } from './api-version';
import { checkEndpoint } from './credentials';
import type { SessionToken } from './session';

const generalHost = /^https?:\/\/(login|test)\.salesforce\.com(\/|$)/i;

/** What a person who logged in on Salesforce's page has granted (OAuth 2.0 authorization code); n8n keeps the tokens. */
export interface GrantedAccess {
	/** Where the person logged in: login.salesforce.com, test.salesforce.com or My Domain. */
	readonly loginUrl: string;
	readonly accessToken: string;
	/** The token reply's `instance_url`; where n8n keeps none, My Domain stands in, if that is where the person logged in. */
	readonly instanceUrl: string;
	/** The token reply's `id`: `https://login…/id/<org>/<user>`. */
	readonly identityUrl: string;
	/** As a person wrote it; a checked access has the number only, e.g. `68.0`. */
	readonly apiVersion: string;
	/** An org of the other kind is refused. */
	readonly expects: 'production' | 'sandbox';
	/** Of n8n's own type, whose form has no My Domain URL. */
	readonly isBuiltIn?: boolean;
}

/** Gets a token in place of the one that was refused; whoever keeps the refresh token does this. */
export type RenewGrant = (refusedToken: string) => Promise<SessionToken>;

/** The access with its addresses cut down to their origins and the version as addresses have it; throws `auth_failed` naming what is missing or not Salesforce's. */
export function checkGrantedAccess(access: GrantedAccess): GrantedAccess {
	const apiVersion = readApiVersion(access.apiVersion);
	const instanceUrl = access.instanceUrl || myDomainOf(access.loginUrl);
	if (!access.accessToken || !instanceUrl) throw notConnected(access);
	const loginUrl = checkEndpoint(access.loginUrl, 'login URL');
	return { ...access, apiVersion, loginUrl, instanceUrl: checkEndpoint(instanceUrl, 'address of the org') };
}

function notConnected({ isBuiltIn }: GrantedAccess): EnrichmentError {
	return new EnrichmentError('auth_failed', 'The Salesforce credential is not connected.', {
		remedy: isBuiltIn
			? 'Open the credential, choose its Environment Type, and choose Connect.'
			: 'Open the credential, enter the My Domain URL of the org, and choose Connect.',
	});
}

/** Empty for a login host of all orgs. */
function myDomainOf(loginUrl: string): string {
	return generalHost.test(loginUrl.trim()) ? '' : loginUrl;
}

/** What tells one session from another; the token belongs to it, so that nobody gets the session of another's. */
export function grantKey({
	loginUrl,
	instanceUrl,
	identityUrl,
	apiVersion,
	expects,
	accessToken,
}: GrantedAccess): Record<string, string> {
	return { loginUrl, instanceUrl, identityUrl, apiVersion, expects, accessToken };
}
