import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { counted } from '../../core/http/bounded-body';
import type { HttpReply, HttpRequest, SendLimits } from '../../core/http/send-once';
import { authenticationOf } from './request-authentication';

type Send = (request: HttpRequest, limits: SendLimits) => Promise<HttpReply>;

interface FullReply {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: AsyncIterable<Uint8Array> & { destroy?: (error: Error) => void };
}

/** How requests reach a provider with the node's credential, and whose account it is. */
export interface ProviderConnection {
	readonly send: Send;
	/** A hash; absent where no credential is needed. */
	readonly account?: string;
}

/** Shorter texts of a credential may stand in a reply by chance. */
const shortestSecret = 8;

/**
 * Sends through n8n, so that its proxies, its guard on addresses and its refreshing of tokens hold; once, following no
 * redirect. What the credential holds is taken out of replies, because a message may repeat them.
 */
export async function connectProvider(this: IExecuteFunctions, type: string | undefined): Promise<ProviderConnection> {
	if (type === undefined) {
		return {
			send: async (request, limits) => await replyTo(this.helpers.httpRequest(optionsOf(request, limits)), limits),
		};
	}
	const credential = await this.getCredentials(type);
	const secrets = secretsIn(credential);
	return {
		account: accountOf(type, credential),
		send: async (request, limits) => {
			const options = optionsOf(request, limits);
			const authenticated = authenticationOf(type, credential, options);
			const sent = authenticated
				? this.helpers.httpRequest(authenticated)
				: this.helpers.httpRequestWithAuthentication.call(this, type, options);
			const reply = await replyTo(sent, limits);
			return { ...reply, body: secrets.reduce((text, secret) => text.replaceAll(secret, '***'), reply.body) };
		},
	};
}

function optionsOf({ method, url, headers, body }: HttpRequest, { timeoutMs }: SendLimits): IHttpRequestOptions {
	return {
		method: method as IHttpRequestOptions['method'],
		url,
		headers: { ...headers },
		...(body !== undefined && { body }),
		timeout: timeoutMs,
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		// n8n refreshes a token only for a 401 that is thrown.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	};
}

async function replyTo(sent: Promise<unknown>, limits: SendLimits): Promise<HttpReply> {
	const reply = await sent.catch(async (error: unknown) =>
		isUnauthorized(error) ? undefined : await Promise.reject(error),
	);
	return reply === undefined ? { statusCode: 401, headers: {}, body: '' } : await readReply(reply as FullReply, limits);
}

async function readReply({ statusCode, headers, body }: FullReply, limits: SendLimits): Promise<HttpReply> {
	const { timeoutMs, maxBytes, signal } = limits;
	const timeout = AbortSignal.timeout(timeoutMs);
	const stop = signal ? AbortSignal.any([timeout, signal]) : timeout;
	const giveUp = () => body.destroy?.(stop.reason as Error);
	stop.addEventListener('abort', giveUp, { once: true });
	try {
		const pieces: Uint8Array[] = [];
		for await (const piece of counted(body, maxBytes)) pieces.push(piece);
		return { statusCode, headers: plainHeaders(headers), body: new TextDecoder().decode(Buffer.concat(pieces)) };
	} finally {
		stop.removeEventListener('abort', giveUp);
	}
}

function plainHeaders(headers: FullReply['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]),
	);
}

/** n8n wraps the error of the reply once or twice. */
function isUnauthorized(error: unknown): boolean {
	for (let depth = 0, current = error; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
		const { httpCode, response, cause } = current as {
			httpCode?: unknown;
			response?: { status?: unknown };
			cause?: unknown;
		};
		if (httpCode === '401' || response?.status === 401) return true;
		current = cause;
	}
	return false;
}

function secretsIn(credential: ICredentialDataDecryptedObject): string[] {
	const texts = Object.values(credential).filter((value): value is string => typeof value === 'string');
	return texts.filter((text) => text.length >= shortestSecret && !/^https?:\/\//.test(text));
}

/** The same for every credential with the same key; of a granted one the client, because its tokens change. */
function accountOf(type: string, { oauthTokenData, ...fields }: ICredentialDataDecryptedObject): string {
	const told =
		oauthTokenData === undefined ? fields : { clientId: fields.clientId, accessTokenUrl: fields.accessTokenUrl };
	const text = JSON.stringify([type, Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1))]);
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Throws `invalid_parameter` for a credential that its owner does not let be used for this host. */
export function assertDomainAllowed(
	{ allowedHttpRequestDomains, allowedDomains }: ICredentialDataDecryptedObject,
	urls: readonly string[],
): void {
	if (allowedHttpRequestDomains === undefined || allowedHttpRequestDomains === 'all') return;
	const allowed =
		allowedHttpRequestDomains === 'domains'
			? String(allowedDomains ?? '')
					.split(',')
					.map((each) => each.trim().toLowerCase())
					.filter(Boolean)
			: [];
	const barred = urls
		.map((url) => new URL(url).hostname)
		.find((host) => !allowed.some((domain) => isWithin(host, domain)));
	if (barred === undefined) return;
	throw new EnrichmentError('invalid_parameter', `The credential may not be used for ${barred}.`, {
		remedy: 'Let it be used for this host in the credential (Allowed HTTP Request Domains), or choose another one.',
	});
}

function isWithin(host: string, domain: string): boolean {
	return domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain;
}
