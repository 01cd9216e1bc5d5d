import type { HttpReply } from '../../../http/reply';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { RequestHead, Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { companyRoutes } from './companies';
import { contactRoutes } from './contacts';
import { accountOfToken, tokenRoutes } from './token';

interface Words {
	readonly status: number;
	readonly code: string;
	readonly title: string;
	readonly isRetryable?: boolean;
}

const errors: Readonly<Record<RefusalKind, Words>> = {
	unauthorized: { status: 401, code: 'ZI0001', title: 'Authentication failed' },
	'not-entitled': { status: 403, code: 'ZI0002', title: 'Not entitled to this resource' },
	'out-of-credits': { status: 400, code: 'PFAPI0011', title: 'Credit limit exceeded' },
	throttled: { status: 429, code: 'ZI0004', title: 'Too many requests', isRetryable: true },
	'legal-block': { status: 403, code: 'ZI0002', title: 'Not available for legal reasons' },
	invalid: { status: 400, code: 'PFAPI0005', title: 'Invalid input' },
	'no-match': { status: 404, code: 'ZI0006', title: 'Not found' },
	'not-found': { status: 404, code: 'ZI0006', title: 'Not found' },
	failed: { status: 500, code: 'ZI0000', title: 'Internal error', isRetryable: true },
	unavailable: { status: 503, code: 'ZI0000', title: 'Service unavailable', isRetryable: true },
};

function refuse({ kind, detail, window }: Refusal, { now }: RequestHead): HttpReply {
	const { status, code, title, isRetryable = false } = errors[kind];
	const retryAfter = window && String(Math.max(1, Math.ceil((window.resetsAt.getTime() - now.getTime()) / 1_000)));
	return {
		status,
		body: { errors: [{ status: String(status), code, title, detail: detail ?? title, retryable: isRetryable }] },
		headers: {
			'Content-Type': 'application/vnd.api+json',
			...(window ? { 'Retry-After': retryAfter!, 'X-RateLimit-Rejected-Bucket': window.name } : {}),
		},
	};
}

/** ZoomInfo's GTM API. */
export const zoominfo: Vendor = {
	id: 'zoominfo',
	label: 'ZoomInfo',
	pools: { credits: 10_000 },
	billing: '1 credit for a record that is new within twelve months; nothing for a miss',
	windows: [
		{ name: 'second', requests: 25, perMs: 1_000, kind: 'calendar' },
		{ name: 'hour', requests: 50_000, perMs: 3_600_000, kind: 'calendar' },
		{ name: 'day', requests: 500_000, perMs: 86_400_000, kind: 'calendar' },
	],
	coverage: { person: 0.8, company: 0.9 },
	routes: [...tokenRoutes, ...contactRoutes, ...companyRoutes],
	idOf: (kind, id) => String(parseInt(hexOf(8, 'zoominfo', kind, id), 16)),
	identify: accountOfToken,
	refuse,
	headers: (_, meters) => ({
		...Object.fromEntries(
			meters.flatMap(({ name, requests, left }) => {
				const bucket = name[0].toUpperCase() + name.slice(1);
				return [
					[`X-RateLimit-Limit-${bucket}`, String(requests)],
					[`X-RateLimit-Remaining-${bucket}`, String(left)],
				];
			}),
		),
		// These go on 1 January 2027; until then they say the same as those of the second.
		...(meters[0]
			? { 'X-RateLimit-Limit': String(meters[0].requests), 'X-RateLimit-Remaining': String(meters[0].left) }
			: {}),
	}),
};
