import { createHash } from 'node:crypto';
import type { OrgState } from '../org/org-state';
import { authenticateClient } from './authenticate-client';
import { OAuthError } from './oauth-error';
import type { VerifiedGrant } from './verified-grant';

const refreshScopes = ['refresh_token', 'offline_access', 'full'];

/** The consent behind a code from the login page, with a refresh token when its scope holds one. */
export function verifyAuthorizationCode(
	org: OrgState,
	form: URLSearchParams,
	authorization: string | undefined,
): VerifiedGrant {
	const client = authenticateClient(org, form, authorization);
	const code = org.grants.takeCode(form.get('code') ?? '');
	// A code that was used looks the same to the client as one that is too old.
	if (!code || code.clientId !== client.clientId) throw new OAuthError('invalid_grant', 'expired authorization code');
	if (form.get('redirect_uri') !== code.redirectUri) {
		throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
	}
	checkVerifier(code.codeChallenge, form.get('code_verifier'));
	const { userId, scope } = code;
	const grant = { userId, client, scope };
	if (!scope.split(' ').some((each) => refreshScopes.includes(each))) return grant;
	const refreshToken = org.grants.issueRefreshToken({ userId, clientId: client.clientId, scope });
	return { ...grant, refreshToken, isNewRefreshToken: true };
}

function checkVerifier(challenge: string | undefined, verifier: string | null): void {
	if (challenge === undefined) return;
	const given = createHash('sha256')
		.update(verifier ?? '')
		.digest('base64url');
	if (given !== challenge) throw new OAuthError('invalid_grant', 'invalid code verifier');
}
