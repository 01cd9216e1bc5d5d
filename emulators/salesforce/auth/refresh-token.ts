import type { OrgState } from '../org/org-state';
import { authenticateClient } from './authenticate-client';
import { OAuthError } from './oauth-error';
import type { VerifiedGrant } from './verified-grant';

/** The consent behind a refresh token; for a rotating client, the token is replaced. */
export function verifyRefreshToken(
	org: OrgState,
	form: URLSearchParams,
	authorization: string | undefined,
): VerifiedGrant {
	const client = authenticateClient(org, form, authorization);
	const refreshToken = form.get('refresh_token') ?? '';
	const consent = org.grants.consentOf(refreshToken);
	const isActive = consent !== undefined && org.isActiveUser(consent.userId);
	if (!isActive || consent.clientId !== client.clientId) {
		throw new OAuthError('invalid_grant', 'expired access/refresh token');
	}
	const grant = { userId: consent.userId, client, scope: consent.scope };
	if (!client.rotatesRefreshTokens) return { ...grant, refreshToken };
	org.grants.revoke(refreshToken);
	return { ...grant, refreshToken: org.grants.issueRefreshToken(consent), isNewRefreshToken: true };
}
