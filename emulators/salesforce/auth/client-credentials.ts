import { timingSafeEqual } from 'node:crypto';
import type { OrgState } from '../org/org-state';
import type { ConnectedClient } from './clients';
import { OAuthError } from './oauth-error';

/** The run-as user of a client that proves its secret, in the form body or by a Basic header. */
export function verifyClientCredentials(
	org: OrgState,
	form: URLSearchParams,
	authorization: string | undefined,
): { userId: string; client: ConnectedClient } {
	const { id, secret } = readCredentials(form, authorization);
	const client = org.clients.find((each) => each.clientId === id);
	if (!client) throw new OAuthError('invalid_client_id', 'client identifier invalid');
	if (!client.clientSecret || !isSame(client.clientSecret, secret)) {
		throw new OAuthError('invalid_client', 'invalid client credentials');
	}
	const user = org.userByName(client.username);
	if (!user?.IsActive) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
	return { userId: String(user.Id), client };
}

function readCredentials(form: URLSearchParams, authorization: string | undefined): { id: string; secret: string } {
	const basic = /^Basic\s+(.+)$/i.exec(authorization ?? '')?.[1];
	if (!basic) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
	const text = Buffer.from(basic, 'base64').toString();
	const colon = text.indexOf(':');
	return { id: decodeURIComponent(text.slice(0, colon)), secret: decodeURIComponent(text.slice(colon + 1)) };
}

function isSame(expected: string, given: string): boolean {
	const [left, right] = [Buffer.from(expected), Buffer.from(given)];
	return left.length === right.length && timingSafeEqual(left, right);
}
