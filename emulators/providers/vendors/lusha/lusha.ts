import type { HttpReply } from '../../../http/reply';
import { keyInHeader } from '../../serve/identify';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { accountRoutes } from './account';
import { companyRoutes } from './companies';
import { contactRoutes } from './contacts';

const errors: Readonly<Record<RefusalKind, readonly [statusCode: number, message: string]>> = {
	unauthorized: [401, 'Invalid API key'],
	'not-entitled': [403, 'V3 API access is not enabled for your account'],
	'out-of-credits': [402, 'Insufficient credits for this operation'],
	throttled: [429, 'Too many requests. Please wait before making another request.'],
	'legal-block': [451, 'The request was blocked because of privacy regulations'],
	invalid: [400, 'Invalid request parameters'],
	'no-match': [404, 'Not found'],
	'not-found': [404, 'Not found'],
	failed: [500, 'Internal server error'],
	unavailable: [503, 'Service unavailable'],
};

function refuse({ kind, detail }: Refusal): HttpReply {
	const [statusCode, message] = errors[kind];
	return {
		status: statusCode,
		body: { statusCode, message, ...(kind === 'invalid' && detail ? { errors: [detail] } : {}) },
	};
}

const adjectives: Readonly<Record<string, string>> = { minute: 'minute', hour: 'hourly', day: 'daily' };

/** Lusha, API v3; the windows are those of the Scale plan. */
export const lusha: Vendor = {
	id: 'lusha',
	label: 'Lusha',
	pools: { credits: 10_000 },
	billing:
		'1 for each 25 asked for (so at least 1 for a request, also an empty one), and by what is revealed for the first time: e-mail 1, phone 5, company 1',
	windows: [
		{ name: 'minute', requests: 300, perMs: 60_000, kind: 'calendar' },
		{ name: 'hour', requests: 18_000, perMs: 3_600_000, kind: 'calendar' },
		{ name: 'day', requests: 50_000, perMs: 86_400_000, kind: 'calendar' },
	],
	coverage: { person: 0.6, company: 0.75 },
	routes: [...contactRoutes, ...companyRoutes, ...accountRoutes],
	idOf: (kind, id) => String(parseInt(hexOf(8, 'lusha', kind, id), 16) + 1_000_000_000),
	identify: keyInHeader('api_key'),
	refuse,
	headers: (_, meters) =>
		Object.fromEntries(
			meters.flatMap(({ name, requests, used, left }) => [
				[`x-rate-limit-${adjectives[name] ?? name}`, String(requests)],
				[`x-${adjectives[name] ?? name}-requests-left`, String(left)],
				[`x-${adjectives[name] ?? name}-usage`, String(used)],
			]),
		),
};
