import { EnrichmentError } from '../errors';

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

/** Whether the error leaves open if Salesforce applied what it was sent. */
export function mayHaveBeenApplied(error: unknown): error is EnrichmentError {
	return error instanceof EnrichmentError && (error.details.maySent === true || Number(error.details.statusCode) >= 500);
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
