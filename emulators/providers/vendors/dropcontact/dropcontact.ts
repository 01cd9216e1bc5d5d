import type { HttpReply } from '../../../http/reply';
import { keyInHeader } from '../../serve/identify';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { enrichRoutes } from './enrich';

const errors: Readonly<Record<RefusalKind, readonly [status: number, reason: string]>> = {
	unauthorized: [401, 'Invalid or missing access token'],
	'not-entitled': [403, 'Your plan does not include the API'],
	'out-of-credits': [403, 'Not enough credits for this request'],
	throttled: [429, 'Too many requests'],
	'legal-block': [403, 'Not available'],
	invalid: [400, 'Invalid request'],
	'no-match': [404, 'Not found'],
	'not-found': [404, 'Not found'],
	failed: [500, 'Internal error'],
	unavailable: [503, 'Service unavailable'],
};

function refuse({ kind, detail }: Refusal): HttpReply {
	const [status, reason] = errors[kind];
	return { status, body: { error: true, success: false, reason: kind === 'invalid' ? (detail ?? reason) : reason } };
}

/** Dropcontact, API v1: a request is taken on, and its result is read back. */
export const dropcontact: Vendor = {
	id: 'dropcontact',
	label: 'Dropcontact',
	pools: { credits: 10_000 },
	billing:
		'held for every contact; 1 credit is kept for a verified address found, and always for an address to verify; the rest is given back',
	windows: [{ name: 'second', requests: 60, perMs: 1_000, kind: 'calendar' }],
	coverage: { person: 0.6, company: 0.8 },
	routes: enrichRoutes,
	idOf: (kind, id) => hexOf(16, 'dropcontact', kind, id),
	identify: keyInHeader('x-access-token'),
	refuse,
};
