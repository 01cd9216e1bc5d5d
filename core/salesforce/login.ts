import { Connection } from 'jsforce/lib/connection';
import { EnrichmentError } from '../errors';
import { recordIdIn } from '../record/identity';
import { bodyLimits } from '../http/bounded-body';
import { hostOf } from './call-context';
import type { CallSettings } from '../http/call-settings';
import type { CallTally } from './call-tally';
import { checkEndpoint, type SalesforceCredentials } from './credentials';
import { exchange, serverTimeOf } from './exchange';
import { signJwtBearer } from './jwt-bearer';
import { loginError } from './login-error';
import { errorFromFailure } from './network-error';
import type { SessionToken } from './session';

/** A granted session, with what the token reply says about user and org. */
export interface Login extends SessionToken {
	/** 18 characters. */
	readonly userId: string;
	readonly serverTime?: Date;
}

interface TokenReply {
	readonly access_token?: string;
	readonly instance_url?: string;
	/** `https://login…/id/<org>/<user>`. */
	readonly id?: string;
}

/** Asks the token endpoint for a session; throws `auth_failed` or `salesforce_unavailable`, never with a secret in it. */
export async function logIn(
	credentials: SalesforceCredentials,
	settings: CallSettings,
	tally: CallTally,
	now: Date,
	isRetry: boolean,
): Promise<Login> {
	const form = new URLSearchParams(grantForm(credentials, now)).toString();
	const connection = new Connection({ instanceUrl: credentials.loginUrl, version: credentials.apiVersion });
	const url = `${credentials.loginUrl}/services/oauth2/token`;
	const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };

	tally.count('login', isRetry);
	const result = await exchange(
		connection,
		{ method: 'POST', url, headers, body: form },
		settings.timeoutMs,
		undefined,
		bodyLimits.login,
	);
	if (result.kind === 'failed') throw errorFromFailure(result.cause, hostOf(credentials.loginUrl), 'log in');
	if (result.kind === 'refused') throw loginError(result.reply, credentials);
	return { ...readToken(result.body, credentials), serverTime: serverTimeOf(result.reply) };
}

function grantForm(credentials: SalesforceCredentials, now: Date): Record<string, string> {
	if (credentials.grant === 'client_credentials') {
		return {
			grant_type: 'client_credentials',
			client_id: credentials.clientId,
			client_secret: credentials.clientSecret ?? '',
		};
	}
	const { clientId, username = '', privateKey = '', loginUrl } = credentials;
	return {
		grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
		assertion: signJwtBearer({ clientId, username, audience: loginUrl }, privateKey, now),
	};
}

function readToken(body: unknown, credentials: SalesforceCredentials): Omit<Login, 'serverTime'> {
	const { access_token: accessToken, instance_url: instanceUrl, id } = (body ?? {}) as TokenReply;
	const userId = userIdOf(id);
	if (typeof accessToken !== 'string' || typeof instanceUrl !== 'string' || !accessToken || !instanceUrl || !userId) {
		throw new EnrichmentError(
			'auth_failed',
			`${hostOf(credentials.loginUrl)} did not answer like a Salesforce login.`,
			{
				remedy: 'Check that the URL is the My Domain login URL from Setup > My Domain.',
			},
		);
	}
	return { accessToken, instanceUrl: checkEndpoint(instanceUrl, 'address of the org that the login answered'), userId };
}

/** The user of an identity address; empty when it names none. */
export function userIdOf(identityUrl: unknown): string {
	const id = typeof identityUrl === 'string' ? (identityUrl.split('/').at(-1) ?? '') : '';
	return recordIdIn(id) ?? '';
}
