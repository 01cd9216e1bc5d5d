import { EnrichmentError } from '../errors';
import { ApiCalls } from './api-calls';
import type { ApiCallContext } from './call-context';
import type { CallSettings } from '../http/call-settings';
import type { CallTally } from './call-tally';
import { checkGrantedAccess, type GrantedAccess, type RenewGrant } from './granted-access';
import { Session } from './session';

/** What Salesforce says of the user of a session. */
interface ConnectedUser {
	readonly user_id?: unknown;
	readonly urls?: { readonly custom_domain?: unknown; readonly rest?: unknown };
}

/** What asking takes before there is a session. */
export interface AddressCalls {
	readonly tally: CallTally;
	readonly settings: CallSettings;
	readonly clock: () => Date;
	readonly signal?: AbortSignal;
}

/** Whose session it is; the login hosts answer for every org of their kind. */
export async function fetchConnectedUser(
	context: ApiCallContext,
	signal: AbortSignal | undefined,
): Promise<ConnectedUser> {
	const call = {
		kind: 'org',
		method: 'GET',
		url: '/services/oauth2/userinfo',
		what: 'read who is connected',
		isRepeatable: true,
	} as const;
	return await new ApiCalls(context).send<ConnectedUser>(call, signal);
}

/**
 * The access with the address of its org. n8n may lose it when it refreshes a token, and the form of its own type has none
 * to stand in: the login host is asked, and with a new token when it refuses the first. Other accesses come back as they are.
 */
export async function withAddress(
	access: GrantedAccess,
	renew: RenewGrant,
	calls: AddressCalls,
): Promise<GrantedAccess> {
	if (!access.isBuiltIn || access.instanceUrl || !access.accessToken) return access;
	const ask = async (asked: GrantedAccess) => ({ ...asked, instanceUrl: addressOf(await askLoginHost(asked, calls)) });
	try {
		return await ask(access);
	} catch (error) {
		if (!isRefusedToken(error)) throw error;
		calls.tally.count('login', true);
		const { accessToken, instanceUrl } = await renew(access.accessToken);
		return instanceUrl ? { ...access, accessToken, instanceUrl } : await ask({ ...access, accessToken });
	}
}

async function askLoginHost(
	access: GrantedAccess,
	{ tally, settings, clock, signal }: AddressCalls,
): Promise<ConnectedUser> {
	const { loginUrl, accessToken, apiVersion } = checkGrantedAccess({ ...access, instanceUrl: access.loginUrl });
	const session = new Session({ accessToken, instanceUrl: loginUrl }, clock);
	const logIn = () =>
		Promise.reject(
			new EnrichmentError('auth_failed', 'Salesforce refused the session.', { details: { statusCode: 401 } }),
		);
	return await fetchConnectedUser({ session, apiVersion, tally, settings, logIn }, signal);
}

/** Where REST answers 401 to a token that has ended, this resource answers 403. */
function isRefusedToken(error: unknown): boolean {
	return error instanceof EnrichmentError && [401, 403].includes(Number(error.details?.statusCode));
}

function addressOf({ urls }: ConnectedUser): string {
	const address = [urls?.custom_domain, urls?.rest].find(
		(url): url is string => typeof url === 'string' && URL.canParse(url),
	);
	if (address) return new URL(address).origin;
	throw new EnrichmentError('auth_failed', 'Salesforce does not say which org the credential is connected to.', {
		remedy: 'Open the credential and choose Connect.',
	});
}
