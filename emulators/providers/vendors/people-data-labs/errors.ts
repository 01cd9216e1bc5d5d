import type { Refusal, RefusalKind } from '../../serve/refusal';

const errors: Readonly<Record<RefusalKind, readonly [status: number, type: string, message: string]>> = {
	unauthorized: [401, 'authentication_error', 'Request contained a missing or invalid key'],
	'not-entitled': [403, 'forbidden', 'Your account does not have access to this API'],
	'out-of-credits': [402, 'payment_required', 'You have hit your account maximum (all matches used)'],
	throttled: [429, 'rate_limit_error', 'An error occurred due to requests hitting the API too quick'],
	'legal-block': [404, 'not_found', 'No records were found matching your request'],
	invalid: [400, 'invalid_request_error', 'Request contained unexpected parameters or was missing required ones'],
	'no-match': [404, 'not_found', 'No records were found matching your request'],
	'not-found': [404, 'not_found', 'The requested URL was not found'],
	failed: [500, 'api_error', 'The server encountered an unexpected condition'],
	unavailable: [503, 'api_error', 'The server is temporarily unavailable'],
};

/** The error of one record or one call. */
export function pdlError({
	kind,
	detail,
}: Pick<Refusal, 'kind' | 'detail'>): Record<string, unknown> & { status: number } {
	const [status, type, message] = errors[kind];
	return { status, error: { type, message: kind === 'invalid' && detail ? detail : message } };
}
