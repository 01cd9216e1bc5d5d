import { EnrichmentError } from '../../../errors';
import { failureOf } from '../../../http/failure';
import { redact } from '../../../http/redact';
import { type HttpReply, type HttpRequest, type SendLimits, sendOnce } from '../../../http/send-once';
import type { ProviderReply } from '../provider';

/** How a provider is reached; the same options open one that is a definition. */
export interface ProviderAccess {
	/** Adds the credential's secrets to a request; absent: `send` does it. */
	readonly authenticate?: (request: HttpRequest) => Promise<HttpRequest>;
	/** Sends a request once; throws what `sendOnce` throws, which it is unless set. */
	readonly send?: (request: HttpRequest, limits: SendLimits) => Promise<HttpReply>;
	/** Stands for scheme and host of the provider's address, and what it has as path comes first; only for what the operator names, e.g. an emulator. */
	readonly baseUrl?: string;
	/** Whose credits they are, as a hash. */
	readonly account?: string;
	/** Where a provider of jobs calls when one has ended, as far as it can; absent: it is looked at from time to time. */
	readonly callbackUrl?: string;
}

/** A reply that arrived. */
export interface Replied {
	readonly kind: 'replied';
	readonly status: number;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** What the body holds as JSON; `undefined` where it is none. */
	readonly body: unknown;
	/** What the credential had added, so that no message repeats it. */
	readonly secrets: readonly string[];
}

export type RefusedReply = Extract<ProviderReply, { kind: 'refused' }>;
export type LostReply = Extract<ProviderReply, { kind: 'lost' }>;

/** From sending to the last byte; every provider here answers a synchronous call well below it. */
export const callTimeoutMs = 60_000;

/** Of a reply; 250 records with everything that is known of them have some 2 MB. */
export const callMaxBytes = 20 * 1024 * 1024;

/**
 * The reply to one call; `refused` when it certainly never left, `lost` when it may have. Throws `canceled` before it
 * is sent, never behind it: what was sent may have been paid for.
 */
export async function callProvider(
	access: ProviderAccess,
	label: string,
	request: HttpRequest,
	signal: AbortSignal | undefined,
): Promise<Replied | RefusedReply | LostReply> {
	const { authenticate, send = sendOnce } = access;
	const authenticated = authenticate ? await authenticate(request) : request;
	throwIfCanceled(signal, label);
	try {
		const reply = await send(authenticated, { timeoutMs: callTimeoutMs, maxBytes: callMaxBytes, signal });
		const { statusCode: status, headers } = reply;
		return { kind: 'replied', status, headers, body: jsonOf(reply.body), secrets: secretsOf(request, authenticated) };
	} catch (error) {
		if (error instanceof EnrichmentError) throw error;
		if (signal?.aborted) return { kind: 'lost', message: `The execution was stopped while ${label} was working.` };
		return unreplied(label, error);
	}
}

/** The provider's own address, or the one at `baseUrl` that stands for it. */
export function addressAt(own: string, { baseUrl }: Pick<ProviderAccess, 'baseUrl'>): string {
	if (baseUrl === undefined) return own;
	const { pathname, search } = new URL(own);
	return `${baseUrl.replace(/\/$/, '')}${pathname}${search}`;
}

/** Throws `canceled` once the signal has fired. */
export function throwIfCanceled(signal: AbortSignal | undefined, label: string): void {
	if (!signal?.aborted) return;
	throw new EnrichmentError('canceled', `${label} was not asked: the execution was stopped.`);
}

/** What the provider says in its own words, without secrets and on one line; `undefined` for anything but a text. */
export function saidIn(reply: Pick<Replied, 'secrets'>, text: unknown): string | undefined {
	if (typeof text !== 'string' || text.trim() === '') return undefined;
	return redact(text.replace(/\s+/g, ' ').trim(), reply.secrets);
}

function unreplied(label: string, error: unknown): RefusedReply | LostReply {
	const { code, isTls, maySent, tooLarge } = failureOf(error);
	if (tooLarge) return { kind: 'lost', message: `${label} answered with more than can be read: ${tooLarge.message}.` };
	if (maySent) return { kind: 'lost', message: `${label} was asked and did not answer (${code}).` };
	return {
		kind: 'refused',
		outcome: 'provider_failed',
		message: `${label} could not be reached (${code}).`,
		// A certificate does not mend itself.
		retryable: !isTls,
	};
}

/** Headers and parameters that only the authenticated request has, with and without the word in front of a token. */
function secretsOf(plain: HttpRequest, authenticated: HttpRequest): string[] {
	const added = Object.entries(authenticated.headers ?? {})
		.filter(([name, value]) => plain.headers?.[name] !== value)
		.flatMap(([, value]) => [value, value.replace(/^\w+\s+/, '')]);
	const known = new Set(new URL(plain.url).searchParams.values());
	const parameters = [...new URL(authenticated.url).searchParams.values()].filter((value) => !known.has(value));
	return [...added, ...parameters].filter((secret) => secret.length >= 4);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
