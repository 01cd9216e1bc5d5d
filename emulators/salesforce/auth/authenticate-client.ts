import { timingSafeEqual } from 'node:crypto';
import type { OrgState } from '../org/org-state';
import type { ConnectedClient } from './clients';
import { OAuthError } from './oauth-error';

/** What a client says of itself at the token endpoint. */
export interface ClientCredentials {
	readonly id: string;
	readonly secret: string;
}

/** Reads id and secret from the form, or from a Basic header, which wins. */
export function readClientCredentials(form: URLSearchParams, authorization: string | undefined): ClientCredentials {
	const basic = /^Basic\s+(.+)$/i.exec(authorization ?? '')?.[1];
	if (!basic) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
	const text = Buffer.from(basic, 'base64').toString();
	const colon = text.indexOf(':');
	return { id: decodeURIComponent(text.slice(0, colon)), secret: decodeURIComponent(text.slice(colon + 1)) };
}

/** The client with this id; throws `invalid_client_id`. */
export function requireClient(org: OrgState, id: string): ConnectedClient {
	const client = org.clients.find((each) => each.clientId === id);
	if (!client) throw new OAuthError('invalid_client_id', 'client identifier invalid');
	return client;
}

/** Whether the secret is the client's own; a client without a secret has nothing to prove. */
export function provesItself({ clientSecret }: ConnectedClient, secret: string): boolean {
	return clientSecret === undefined || isSame(clientSecret, secret);
}

/** The client that the request comes from, its secret checked; throws the token endpoint's refusals. */
export function authenticateClient(
	org: OrgState,
	form: URLSearchParams,
	authorization: string | undefined,
): ConnectedClient {
	const { id, secret } = readClientCredentials(form, authorization);
	const client = requireClient(org, id);
	if (!provesItself(client, secret)) throw new OAuthError('invalid_client', 'invalid client credentials');
	return client;
}

function isSame(expected: string, given: string): boolean {
	const [left, right] = [Buffer.from(expected), Buffer.from(given)];
	return left.length === right.length && timingSafeEqual(left, right);
}
