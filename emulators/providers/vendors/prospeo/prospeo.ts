import type { HttpReply } from '../../../http/reply';
import { keyInHeader } from '../../serve/identify';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { personRoutes } from './person';

const errors: Readonly<Record<RefusalKind, readonly [status: number, code: string]>> = {
	unauthorized: [401, 'INVALID_API_KEY'],
	'not-entitled': [400, 'PLAN_REQUIRED'],
	'out-of-credits': [400, 'INSUFFICIENT_CREDITS'],
	throttled: [429, 'RATE_LIMITED'],
	'legal-block': [400, 'NO_MATCH'],
	invalid: [400, 'INVALID_REQUEST'],
	'no-match': [400, 'NO_MATCH'],
	'not-found': [404, 'NOT_FOUND'],
	failed: [400, 'INTERNAL_ERROR'],
	unavailable: [503, 'INTERNAL_ERROR'],
};

function refuse({ kind, detail }: Refusal): HttpReply {
	const [status, code] = errors[kind];
	// The reasons that the single endpoint has for a refused datapoint are codes themselves.
	return {
		status,
		body: { error: true, error_code: kind === 'invalid' && detail === 'INVALID_DATAPOINTS' ? detail : code },
	};
}

/** Prospeo. */
export const prospeo: Vendor = {
	id: 'prospeo',
	label: 'Prospeo',
	pools: { credits: 10_000 },
	billing:
		'1 credit for a match, 10 where a mobile phone comes with it; nothing for a miss, and nothing for the same person again',
	windows: [
		{ name: 'second', requests: 30, perMs: 1_000, kind: 'calendar' },
		{ name: 'minute', requests: 300, perMs: 60_000, kind: 'calendar' },
		{ name: 'daily', requests: 100_000, perMs: 86_400_000, kind: 'calendar' },
	],
	coverage: { person: 0.6, company: 0.6 },
	routes: personRoutes,
	idOf: (kind, id) => hexOf(24, 'prospeo', kind, id),
	identify: keyInHeader('x-key'),
	refuse,
	headers: (_, meters) =>
		Object.fromEntries(
			meters.flatMap(({ name, requests, left, perMs }) => [
				[`x-${name}-rate-limit`, String(requests)],
				[`x-${name}-request-left`, String(left)],
				[`x-${name}-reset-seconds`, String(perMs / 1_000)],
			]),
		),
};
