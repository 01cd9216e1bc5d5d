import type { OrgState } from '../org/org-state';
import { provesItself, readClientCredentials, requireClient } from './authenticate-client';
import { OAuthError } from './oauth-error';
import { serverScope, type VerifiedGrant } from './verified-grant';

/** The run-as user of a client that proves its secret, in the form body or by a Basic header. */
export function verifyClientCredentials(
	org: OrgState,
	form: URLSearchParams,
	authorization: string | undefined,
): VerifiedGrant {
	const { id, secret } = readClientCredentials(form, authorization);
	const client = requireClient(org, id);
	if (!client.clientSecret || !provesItself(client, secret)) {
		throw new OAuthError('invalid_client', 'invalid client credentials');
	}
	const user = org.userByName(client.username);
	if (!user?.IsActive) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
	return { userId: String(user.Id), client, scope: serverScope };
}
