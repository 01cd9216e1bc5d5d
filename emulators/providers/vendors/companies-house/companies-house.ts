import type { HttpReply } from '../../../http/reply';
import { basicKey } from '../../serve/identify';
import type { Refusal } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { companyRoutes } from './company';

const errors: Readonly<Partial<Record<Refusal['kind'], readonly [number, unknown]>>> = {
	unauthorized: [401, { error: 'Invalid Authorization', type: 'ch:service' }],
	'not-entitled': [403, { error: 'Access denied', type: 'ch:service' }],
	'no-match': [404, { errors: [{ error: 'company-profile-not-found', type: 'ch:service' }] }],
	'not-found': [404, { errors: [{ error: 'not-found', type: 'ch:service' }] }],
	invalid: [400, { errors: [{ error: 'invalid-request', type: 'ch:validation' }] }],
	unavailable: [503, { error: 'Service unavailable', type: 'ch:service' }],
	// Says nothing more.
	throttled: [429, undefined],
};

function refuse({ kind }: Refusal): HttpReply {
	const [status, body] = errors[kind] ?? [500, { error: 'Internal server error', type: 'ch:service' }];
	return body === undefined ? { status } : { status, body };
}

/** The UK's company register, Public Data API. */
export const companiesHouse: Vendor = {
	id: 'companies-house',
	label: 'Companies House',
	pools: {},
	billing: 'free',
	windows: [{ name: '5 minutes', requests: 600, perMs: 300_000, kind: 'calendar' }],
	coverage: { person: 0, company: 1 },
	routes: companyRoutes,
	idOf: (_, id) => id,
	identify: basicKey,
	refuse,
};
