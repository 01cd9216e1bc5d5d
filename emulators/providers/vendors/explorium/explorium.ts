import type { HttpReply } from '../../../http/reply';
import { keyInHeader } from '../../serve/identify';
import type { Refusal } from '../../serve/refusal';
import type { RequestHead, Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { businessRoutes } from './businesses';
import { creditRoutes } from './credits';
import { prospectRoutes } from './prospects';

function refuse({ kind, detail, window }: Refusal, { now, path }: RequestHead): HttpReply {
	const general = (status: number, details: string): HttpReply => ({
		status,
		body: { details, correlation_id: hexOf(32, path, now.getTime()) },
	});
	switch (kind) {
		case 'unauthorized':
			return general(401, 'Missing or invalid API key');
		case 'out-of-credits':
			return general(
				403,
				'You have insufficient credits to perform this operation. Please purchase additional credits.',
			);
		case 'not-entitled':
		case 'legal-block':
			return general(403, 'You are not entitled to the requested data');
		case 'throttled': {
			const seconds = Math.max(1, Math.ceil(((window?.resetsAt.getTime() ?? 0) - now.getTime()) / 1_000));
			return {
				status: 429,
				body: {
					code: 429,
					message: 'Rate limit exceeded. Please retry after the specified time.',
					retry_after: seconds,
				},
				headers: { 'Retry-After': String(seconds) },
			};
		}
		case 'invalid': {
			const field = detail ?? 'body';
			return {
				status: 422,
				body: {
					detail: [
						{ loc: ['body', field], msg: `${field} is missing or holds too few or too many`, type: 'value_error' },
					],
				},
			};
		}
		case 'not-found':
		case 'no-match':
			return { status: 404, body: { detail: 'Not Found' } };
		default:
			return general(kind === 'unavailable' ? 503 : 500, 'An internal server error occurred');
	}
}

/** Explorium AgentSource, API v1: matching gives an id, enriching takes it. */
export const explorium: Vendor = {
	id: 'explorium',
	label: 'Explorium',
	pools: { credits: 10_000 },
	billing: '1 credit for each entity that is matched, and for each that is enriched; nothing for a miss',
	windows: [{ name: 'minute', requests: 200, perMs: 60_000, kind: 'sliding' }],
	coverage: { person: 0.6, company: 0.8 },
	routes: [...businessRoutes, ...prospectRoutes, ...creditRoutes],
	idOf: (kind, id) => hexOf(kind === 'company' ? 32 : 40, 'explorium', kind, id),
	identify: keyInHeader('api_key'),
	refuse,
	headers: (_, [minute]): Record<string, string> =>
		minute
			? {
					'X-RateLimit-Limit': String(minute.requests),
					'X-RateLimit-Remaining': String(minute.left),
					'X-RateLimit-Reset': String(Math.floor(minute.resetsAt.getTime() / 1_000)),
				}
			: {},
};
