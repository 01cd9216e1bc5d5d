import type { HttpReply } from '../../../http/reply';
import type { Refusal } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { leiRecordRoutes } from './lei-records';

const statuses: Readonly<Partial<Record<Refusal['kind'], readonly [number, string]>>> = {
	'not-found': [404, 'Not Found'],
	'no-match': [404, 'Not Found'],
	invalid: [400, 'Bad Request'],
	throttled: [429, 'Too Many Requests'],
	unavailable: [503, 'Service Unavailable'],
};

function refuse({ kind, detail }: Refusal): HttpReply {
	const [status, title] = statuses[kind] ?? [500, 'Internal Server Error'];
	return {
		status,
		body: { errors: [{ status: String(status), title, ...(detail ? { detail } : {}) }] },
		headers: { 'Content-Type': 'application/vnd.api+json' },
	};
}

/** GLEIF's public LEI records: no key, no published limit. */
export const gleif: Vendor = {
	id: 'gleif',
	label: 'GLEIF',
	pools: {},
	billing: 'free',
	windows: [],
	coverage: { person: 0, company: 1 },
	routes: leiRecordRoutes,
	idOf: (_, id) => id,
	identify: (_, accounts) => accounts[0],
	refuse,
};
