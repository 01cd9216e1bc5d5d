import { EnrichmentError } from '../errors';
import type { BodyTooLarge } from '../http/bounded-body';
import { failureOf } from '../http/failure';

/** A call that ended without a reply; `details.maySent` tells whether Salesforce may have acted on it. */
export function errorFromFailure(cause: unknown, host: string, what: string): EnrichmentError {
	const { code, isTls, maySent, tooLarge } = failureOf(cause);
	if (tooLarge) return overlong(tooLarge, host, what);
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

/** Not repeated: it would be as large again. */
function overlong({ message, maxBytes }: BodyTooLarge, host: string, what: string): EnrichmentError {
	return new EnrichmentError(
		'salesforce_unavailable',
		`Could not ${what}: ${message}, which ${host} should never answer.`,
		{
			remedy: "Check that the host is Salesforce's, and whether a proxy answers in its place.",
			details: { host, failure: 'too_large', maxBytes, maySent: true },
		},
	);
}

/** Whether the error leaves open if Salesforce applied what it was sent. */
export function mayHaveBeenApplied(error: unknown): error is EnrichmentError {
	return (
		error instanceof EnrichmentError && (error.details.maySent === true || Number(error.details.statusCode) >= 500)
	);
}

/** Whether nobody has heard from Salesforce itself, which may still be at work on the call: no reply came, or that of a gateway. */
export function isWithoutAnswer({ details }: EnrichmentError): boolean {
	return details.maySent === true || details.statusCode === 502 || details.statusCode === 504;
}
