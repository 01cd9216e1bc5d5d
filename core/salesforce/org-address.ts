import { EnrichmentError } from '../errors';
import { ApiCalls } from './api-calls';
import type { ApiCallContext } from './call-context';

/** What Salesforce says of the user of a session; unknown parts are left to whoever asks. */
export interface ConnectedUser {
	readonly user_id?: unknown;
	readonly urls?: { readonly custom_domain?: unknown; readonly rest?: unknown };
}

/** Whose session it is; the login hosts answer for every org of their kind. */
export async function fetchConnectedUser(context: ApiCallContext, signal: AbortSignal | undefined): Promise<ConnectedUser> {
	const call = { kind: 'org', method: 'GET', url: '/services/oauth2/userinfo', what: 'read who is connected', isRepeatable: true } as const;
	return await new ApiCalls(context).send<ConnectedUser>(call, signal);
}

/** The address of the user's org; throws `auth_failed` when the answer names none. Whether it is Salesforce's is for the caller to check. */
export function addressOf({ urls }: ConnectedUser): string {
	const address = [urls?.custom_domain, urls?.rest].find((url): url is string => typeof url === 'string' && URL.canParse(url));
	if (address) return new URL(address).origin;
	throw new EnrichmentError('auth_failed', 'Salesforce does not say which org the credential is connected to.', {
		remedy: 'Open the credential and choose Connect.',
	});
}
