import type { IExecuteFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { RenewGrant } from '../../core/salesforce/granted-access';
import { redact } from '../../core/http/redact';
import { type GrantedCredentialType, toGrantedAccess } from './credential-fields';

/** Error codes of an OAuth2 token endpoint; anything longer may be an echo of what was sent. */
const oauthErrorCode = /^[a-z_]{1,40}$/;

/**
 * Renews through n8n, which does so under a lock and keeps the new tokens, the refresh token too when Salesforce
 * rotates it. A token that n8n holds by now in place of the refused one is taken without renewing.
 */
export function renewThroughN8n(
	this: IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions,
	type: GrantedCredentialType,
): RenewGrant {
	return async (refusedToken) => {
		const kept = toGrantedAccess(await this.getCredentials(type), type);
		if (kept.accessToken && kept.accessToken !== refusedToken) return kept;
		const reply: unknown = await this.helpers.refreshOAuth2Token.call(this, type).catch((cause: unknown) => {
			throw renewalError(cause);
		});
		const renewed = toGrantedAccess({ oauthTokenData: reply }, type);
		if (!renewed.accessToken) throw renewalError(undefined);
		// A refresh that leaves out the org's address has not moved the org.
		return { accessToken: renewed.accessToken, instanceUrl: renewed.instanceUrl || kept.instanceUrl };
	};
}

/** What may be thrown: n8n's error, its OAuth2 client's (`body` or `status` of the endpoint's answer), or the network's (`code`). */
interface RenewalFailure {
	readonly name?: unknown;
	readonly message?: unknown;
	readonly status?: unknown;
	readonly body?: { readonly error?: unknown };
	readonly code?: unknown;
}

function renewalError(cause: unknown): EnrichmentError {
	const failure = (cause ?? {}) as RenewalFailure;
	const interruption = interruptionOf(failure);
	if (interruption) {
		return new EnrichmentError('salesforce_unavailable', `Could not renew the Salesforce session: ${interruption}.`, {
			retryable: true,
			remedy: 'Check the login URL of the credential and the network, then try again.',
		});
	}
	return new EnrichmentError(
		'auth_failed',
		`The Salesforce session has ended and cannot be renewed: ${refusalOf(failure)}`,
		{
			remedy:
				'Open the credential and connect it again; check that the app grants a refresh token that has not expired.',
		},
	);
}

/** What kept the endpoint from answering; `undefined` when it did answer. */
function interruptionOf({ status, body, code }: RenewalFailure): string | undefined {
	if (Number(status) >= 500) return `HTTP status ${Number(status)}`;
	const isNetworkCode =
		typeof code === 'string' && /^(E|ERR_)[A-Z_]{3,30}$/.test(code) && code !== 'EAUTH' && code !== 'ESTATUS';
	return isNetworkCode && body === undefined && status === undefined ? String(code) : undefined;
}

/** n8n's own words, or the endpoint's code; its description is left out, because an endpoint may echo a token. */
function refusalOf({ name, message, body }: RenewalFailure): string {
	if (name === 'NodeOperationError') return redact(String(message));
	const code = body?.error;
	return typeof code === 'string' && oauthErrorCode.test(code)
		? `Salesforce answered ${code}.`
		: 'Salesforce gave no new token.';
}
