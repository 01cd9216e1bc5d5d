import type { HttpReply } from '../../../http/reply';
import { keyInHeader } from '../../serve/identify';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { asyncRoutes } from './async';

const errors: Readonly<Record<RefusalKind, readonly [status: number, message: string]>> = {
	unauthorized: [401, 'Not authorized'],
	'not-entitled': [403, 'Forbidden'],
	'out-of-credits': [402, 'Not enough credits'],
	throttled: [429, 'Too many requests'],
	'legal-block': [403, 'Forbidden'],
	invalid: [400, 'Invalid request'],
	'no-match': [404, 'Not found'],
	// An unknown request has a status of its own.
	'not-found': [406, 'Invalid request_id'],
	failed: [500, 'Internal error'],
	unavailable: [503, 'Service unavailable'],
};

function refuse({ kind, detail }: Refusal): HttpReply {
	const [status, message] = errors[kind];
	return { status, body: { success: false, message: kind === 'invalid' ? (detail ?? message) : message } };
}

/** BetterContact, API v2: asynchronous, finished at `terminated` only. */
export const bettercontact: Vendor = {
	id: 'bettercontact',
	label: 'BetterContact',
	pools: { credits: 10_000 },
	billing:
		'by valid datum: e-mail 1 (deliverable or catch-all), mobile 10; refused at the start only with no credits at all, else put on hold',
	windows: [{ name: 'minute', requests: 60, perMs: 60_000, kind: 'sliding' }],
	coverage: { person: 0.75, company: 0.75 },
	routes: asyncRoutes,
	idOf: (kind, id) => hexOf(24, 'bettercontact', kind, id),
	identify: keyInHeader('x-api-key'),
	refuse,
};
