import { EnrichmentError } from '../../../../errors';
import { failureOf } from '../../../../http/failure';
import type { HttpReply, HttpRequest, SendLimits } from '../../../../http/send-once';
import type { HttpDefinition } from './definition';
import { type ReadReply, readReply } from './reply';

/** How requests reach the provider; whoever opens it decides about credentials, proxies and hosts. */
export interface HttpConnection {
	/** Adds what the credential holds; absent: the provider needs none. */
	readonly authenticate?: (request: HttpRequest) => Promise<HttpRequest>;
	readonly send: (request: HttpRequest, limits: SendLimits) => Promise<HttpReply>;
}

export type Exchange =
	| { readonly kind: 'replied'; readonly reply: ReadReply; readonly secrets: readonly string[] }
	| { readonly kind: 'unsent'; readonly message: string; readonly retryable: boolean }
	| { readonly kind: 'lost'; readonly message: string };

const defaultTimeoutMs = 60_000;
const defaultReplyBytes = 10 * 1024 * 1024;

/** Sends one request and says what became of it; throws `canceled` when it was told to stop before sending, and `auth_failed` when the credential cannot be used. */
export async function exchange(
	request: HttpRequest,
	{ label, limits = {} }: HttpDefinition,
	{ authenticate, send }: HttpConnection,
	signal?: AbortSignal,
): Promise<Exchange> {
	const { timeoutMs = defaultTimeoutMs, replyBytes = defaultReplyBytes, requestBytes } = limits;
	const bytes = Buffer.byteLength(request.body ?? '');
	if (requestBytes !== undefined && bytes > requestBytes) {
		const message = `The request to ${label} would have ${bytes} bytes, and it takes ${requestBytes} at most.`;
		return { kind: 'unsent', message, retryable: false };
	}
	const authenticated = authenticate ? await opened(authenticate, request, label) : request;
	refuseStopped(label, signal);
	const secrets = secretsOf(request, authenticated);
	try {
		const reply = await send(authenticated, { timeoutMs, maxBytes: replyBytes, ...(signal && { signal }) });
		return { kind: 'replied', reply: readReply(reply), secrets };
	} catch (cause) {
		// What sends may authenticate too, and says in our own words that it could not.
		if (cause instanceof EnrichmentError) throw cause;
		return failed(cause, label, signal);
	}
}

/** What the credential throws may hold its secrets: only our own errors are passed on as they are. */
async function opened(
	authenticate: NonNullable<HttpConnection['authenticate']>,
	request: HttpRequest,
	label: string,
): Promise<HttpRequest> {
	try {
		return await authenticate(request);
	} catch (cause) {
		if (cause instanceof EnrichmentError) throw cause;
		throw new EnrichmentError('auth_failed', `The credential of ${label} could not be used for a request.`, {
			remedy: 'Open the credential, check what it holds, and connect it again.',
			cause,
		});
	}
}

/** Throws `canceled` when nothing is to be asked any more. */
export function refuseStopped(label: string, signal: AbortSignal | undefined): void {
	if (!signal?.aborted) return;
	throw new EnrichmentError('canceled', `The look-up at ${label} was stopped before anything was sent.`, {
		remedy: 'Run the workflow again; the records are taken up again.',
		cause: signal.reason,
	});
}

function failed(cause: unknown, label: string, signal: AbortSignal | undefined): Exchange {
	const { code, isTls, maySent, tooLarge } = failureOf(cause);
	if (signal?.aborted) return { kind: 'lost', message: `The look-up at ${label} was stopped while it was under way.` };
	if (tooLarge) return { kind: 'lost', message: `${label} answered, and ${tooLarge.message}.` };
	if (maySent) return { kind: 'lost', message: `${label} did not answer (${code}).` };
	return { kind: 'unsent', message: `${label} could not be reached (${code}).`, retryable: !isTls };
}

/** What the credential has put into the request, so that no message repeats it. */
function secretsOf(plain: HttpRequest, authenticated: HttpRequest): string[] {
	const headers = Object.entries(authenticated.headers ?? {})
		.filter(([name, value]) => plain.headers?.[name] !== value)
		.flatMap(([, value]) => [value, value.replace(/^\w+\s+/, '')]);
	const known = new Set(new URL(plain.url).searchParams.values());
	const parameters = [...new URL(authenticated.url).searchParams.values()].filter((value) => !known.has(value));
	return [...headers, ...parameters].filter((secret) => secret.length >= 4);
}
