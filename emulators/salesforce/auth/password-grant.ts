import type { OrgState } from '../org/org-state';
import { authenticateClient } from './authenticate-client';
import { checkPassword } from './check-password';
import { OAuthError } from './oauth-error';
import { serverScope, type VerifiedGrant } from './verified-grant';

/** The user with this name and password, in an org whose administrator allows the username-password flow. */
export function verifyPassword(org: OrgState, form: URLSearchParams, authorization: string | undefined): VerifiedGrant {
	const client = authenticateClient(org, form, authorization);
	const userId = org.identity.hasPasswordGrant
		? checkPassword(org, form.get('username') ?? '', form.get('password') ?? '')
		: undefined;
	// An org says the same whether the flow is blocked or the password wrong.
	if (!userId) throw new OAuthError('invalid_grant', 'authentication failure');
	return { userId, client, scope: serverScope };
}
