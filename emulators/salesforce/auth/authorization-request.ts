import type { OrgState } from '../org/org-state';
import { requireClient } from './authenticate-client';
import type { ConnectedClient } from './clients';
import { OAuthError } from './oauth-error';

/** What an app asks of the login page, checked. */
export interface AuthorizationRequest {
	readonly client: ConnectedClient;
	readonly redirectUri: string;
	readonly scope: string;
	readonly codeChallenge: string | undefined;
	readonly state: string | null;
}

const knownScopes = new Set([
	'api',
	'id',
	'profile',
	'email',
	'address',
	'phone',
	'web',
	'full',
	'refresh_token',
	'offline_access',
]);
const defaultScope = 'refresh_token api id';
const challengeShape = /^[\w-]{43}$/;

/** App and callback of a request; throws where the browser must not be sent back because either is wrong. */
export function readCallback(org: OrgState, query: URLSearchParams): { client: ConnectedClient; redirectUri: string } {
	const client = requireClient(org, query.get('client_id') ?? '');
	const redirectUri = query.get('redirect_uri') ?? '';
	const isKnown = client.callbackUrls?.includes(redirectUri) ?? URL.canParse(redirectUri);
	if (!isKnown) throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
	return { client, redirectUri };
}

/** The rest of the request; what it throws is for the app to see, at its callback. */
export function readAuthorizationRequest(
	query: URLSearchParams,
	client: ConnectedClient,
	redirectUri: string,
): AuthorizationRequest {
	if (query.get('response_type') !== 'code')
		throw new OAuthError('unsupported_response_type', 'response type not supported');
	const scope = query.get('scope')?.trim() || defaultScope;
	if (!scope.split(/\s+/).every((each) => knownScopes.has(each))) {
		throw new OAuthError('invalid_scope', 'the requested scope is not allowed');
	}
	const codeChallenge = query.get('code_challenge') ?? undefined;
	if (client.requiresPkce && codeChallenge === undefined)
		throw new OAuthError('invalid_request', 'missing required code challenge');
	const method = query.get('code_challenge_method') ?? 'S256';
	if (codeChallenge !== undefined && (method !== 'S256' || !challengeShape.test(codeChallenge))) {
		throw new OAuthError('invalid_request', 'invalid code challenge');
	}
	return { client, redirectUri, scope, codeChallenge, state: query.get('state') };
}
