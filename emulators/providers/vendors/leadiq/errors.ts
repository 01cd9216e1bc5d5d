import type { Refusal, RefusalKind } from '../../serve/refusal';

const errors: Readonly<Record<RefusalKind, readonly [status: number, message: string]>> = {
	unauthorized: [401, 'Invalid or missing API key'],
	'not-entitled': [403, 'Not permitted for this plan'],
	'out-of-credits': [402, 'Insufficient credits'],
	throttled: [429, 'Rate limit exceeded'],
	'legal-block': [451, 'Suppressed by privacy settings'],
	invalid: [400, 'Invalid input'],
	'no-match': [404, 'Not found'],
	'not-found': [404, 'Not found'],
	failed: [500, 'Server error'],
	unavailable: [503, 'Service unavailable'],
};

/** One entry of `errors`; its status is not that of HTTP. */
export function leadIqError({ kind, detail }: Refusal): {
	message: string;
	extensions: { response: { status: number } };
} {
	const [status, message] = errors[kind];
	return { message: kind === 'invalid' && detail ? detail : message, extensions: { response: { status } } };
}
