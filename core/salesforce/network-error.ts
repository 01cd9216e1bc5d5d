import { EnrichmentError } from '../errors';
import { BodyTooLarge } from './bounded-body';

/** Failures before the request left us: Salesforce cannot have acted on it. */
const unsentCodes = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UND_ERR_CONNECT_TIMEOUT',
]);

const tlsCode = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** A call that ended without a reply; `details.maySent` tells whether Salesforce may have acted on it. */
export function errorFromFailure(cause: unknown, host: string, what: string): EnrichmentError {
	const tooLarge = tooLargeBody(cause);
	if (tooLarge) return overlong(tooLarge, host, what);
	const code = failureCode(cause);
	const isTls = tlsCode.test(code);
	const maySent = !isTls && !unsentCodes.has(code);
	const problem = maySent ? `the connection to ${host} broke before the reply` : `${host} cannot be reached`;
	return new EnrichmentError('salesforce_unavailable', `Could not ${what}: ${problem} (${code}).`, {
		retryable: true,
		remedy: isTls
			? `Check the certificate that ${host} shows and the proxy in between.`
			: `Check the My Domain host name ${host}, the network and the proxy, then try again.`,
		details: { host, failure: code, maySent },
		cause,
	});
}

function tooLargeBody(cause: unknown): BodyTooLarge | undefined {
	if (cause instanceof BodyTooLarge) return cause;
	return isErrorLike(cause) && cause.cause instanceof BodyTooLarge ? cause.cause : undefined;
}

/** Not repeated: it would be as large again. */
function overlong({ message, maxBytes }: BodyTooLarge, host: string, what: string): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `Could not ${what}: ${message}, which ${host} should never answer.`, {
		remedy: 'Check that the host is Salesforce\'s, and whether a proxy answers in its place.',
		details: { host, failure: 'too_large', maxBytes, maySent: true },
	});
}

/** Whether the error leaves open if Salesforce applied what it was sent. */
export function mayHaveBeenApplied(error: unknown): error is EnrichmentError {
	return error instanceof EnrichmentError && (error.details.maySent === true || Number(error.details.statusCode) >= 500);
}

/** Whether nobody has heard from Salesforce itself, which may still be at work on the call: no reply came, or that of a gateway. */
export function isWithoutAnswer({ details }: EnrichmentError): boolean {
	return details.maySent === true || details.statusCode === 502 || details.statusCode === 504;
}

function failureCode(error: unknown): string {
	// fetch wraps the socket's error once or twice; the innermost code is the telling one.
	for (let depth = 0, current = error; depth < 4 && isErrorLike(current); depth += 1, current = current.cause) {
		if (current.name === 'TimeoutError') return 'ETIMEDOUT';
		if (typeof current.code === 'string') return current.code;
	}
	return 'no reply';
}

/** Not `instanceof`: the errors of Node's own fetch are no instances of this Error where modules run in a context of their own. */
function isErrorLike(value: unknown): value is { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown } {
	return typeof value === 'object' && value !== null;
}
