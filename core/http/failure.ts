import { BodyTooLarge } from './bounded-body';

/** Why a request got no reply. */
export interface HttpFailure {
	/** Of the socket, of TLS, or `ETIMEDOUT`; `no reply` when nobody says. */
	readonly code: string;
	/** Whether the certificate or the encryption was what failed. */
	readonly isTls: boolean;
	/** Whether the service may have acted on the request. */
	readonly maySent: boolean;
	/** Of a reply that was larger than allowed. */
	readonly tooLarge?: BodyTooLarge;
}

/** Failures before the request left us: the service cannot have acted on it. */
const unsentCodes = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UND_ERR_CONNECT_TIMEOUT',
]);

const tlsCode = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** What the error of a request says. */
export function failureOf(cause: unknown): HttpFailure {
	const tooLarge = tooLargeBody(cause);
	if (tooLarge) return { code: 'too_large', isTls: false, maySent: true, tooLarge };
	const code = codeOf(cause);
	const isTls = tlsCode.test(code);
	return { code, isTls, maySent: !isTls && !unsentCodes.has(code) };
}

function tooLargeBody(cause: unknown): BodyTooLarge | undefined {
	if (cause instanceof BodyTooLarge) return cause;
	return isErrorLike(cause) && cause.cause instanceof BodyTooLarge ? cause.cause : undefined;
}

function codeOf(error: unknown): string {
	// fetch wraps the socket's error once or twice; the innermost code is the telling one.
	for (let depth = 0, current = error; depth < 4 && isErrorLike(current); depth += 1, current = current.cause) {
		if (current.name === 'TimeoutError') return 'ETIMEDOUT';
		if (typeof current.code === 'string') return current.code;
	}
	return 'no reply';
}

/** Not `instanceof`: the errors of Node's own fetch are no instances of this Error where modules run in a context of their own. */
function isErrorLike(
	value: unknown,
): value is { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown } {
	return typeof value === 'object' && value !== null;
}
