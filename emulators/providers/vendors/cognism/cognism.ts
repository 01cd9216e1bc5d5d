import type { HttpReply } from '../../../http/reply';
import { bearerKey } from '../../serve/identify';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { uuidOf } from '../../world/chance';
import { accountRoutes } from './accounts';
import { contactRoutes } from './contacts';

const errors: Readonly<Record<RefusalKind, readonly [code: number, key: string, msg: string]>> = {
	unauthorized: [401, 'MissingCredentials', 'Missing required credentials'],
	'not-entitled': [401, 'MissingCredentials', 'Missing required credentials'],
	'out-of-credits': [402, 'InsufficientCredits', 'Insufficient credits'],
	throttled: [429, 'RateLimitExceeded', 'Rate limit exceeded'],
	'legal-block': [403, 'Forbidden', 'Not available'],
	invalid: [400, 'InvalidRequest', 'Invalid request'],
	'no-match': [404, 'NotFound', 'Not found'],
	'not-found': [404, 'RouteNotFound', 'Not found'],
	failed: [500, 'InternalError', 'Internal error'],
	unavailable: [503, 'ServiceUnavailable', 'Service unavailable'],
};

/** A list with one error. */
function refuse({ kind, detail }: Refusal): HttpReply {
	const [code, key, msg] = errors[kind];
	return { status: code, body: [{ key, code, msg: kind === 'invalid' ? (detail ?? msg) : msg }] };
}

/** Cognism: enriching shows who was found, redeeming what is known of them. */
export const cognism: Vendor = {
	id: 'cognism',
	label: 'Cognism',
	pools: { credits: 10_000 },
	billing: '1 credit for a contact that is redeemed for the first time; enriching and accounts are free',
	windows: [{ name: 'minute', requests: 1_000, perMs: 60_000, kind: 'sliding' }],
	coverage: { person: 0.65, company: 0.8 },
	routes: [...contactRoutes, ...accountRoutes],
	idOf: (kind, id) => uuidOf('cognism', kind, id),
	identify: bearerKey,
	refuse,
};
