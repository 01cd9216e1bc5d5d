import type { HttpReply } from '../../../http/reply';
import { bearerKey, keyInHeader } from '../../serve/identify';
import type { Refusal } from '../../serve/refusal';
import type { RequestHead, Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { organizationRoutes } from './organizations';
import { peopleRoutes } from './people';
import { usageRoutes } from './usage';
import { webhookResultRoutes } from './webhook-result';

function refuse({ kind, detail, window }: Refusal, { path, now }: RequestHead): HttpReply {
	const endpoint = path.replace(/^\//, '');
	switch (kind) {
		case 'unauthorized':
			return { status: 401, body: 'Invalid access credentials.', headers: { 'Content-Type': 'text/plain' } };
		case 'not-entitled':
			return error(403, `This API key is not authorized to access ${endpoint}.`, 'API_INACCESSIBLE');
		case 'out-of-credits':
			return error(402, 'Your team has no credits left for this request.', 'INSUFFICIENT_CREDITS');
		case 'throttled':
			return {
				status: 429,
				body: {
					message: `The maximum number of api calls allowed for ${endpoint} is ${window?.requests} times per ${window?.name}.`,
				},
				headers: { 'retry-after': String(Math.ceil(((window?.resetsAt.getTime() ?? 0) - now.getTime()) / 1_000)) },
			};
		case 'invalid':
			return error(422, detail ?? 'A parameter is missing or invalid.');
		case 'not-found':
		case 'no-match':
		case 'legal-block':
			return error(404, 'Not found');
		default:
			return error(kind === 'unavailable' ? 503 : 500, 'Internal server error');
	}
}

function error(status: number, text: string, code?: string): HttpReply {
	return { status, body: { error: text, ...(code ? { error_code: code } : {}) } };
}

const perRoute = { kind: 'calendar', isPerRoute: true } as const;
const headerNames: Readonly<Record<string, string>> = { minute: 'minute', hour: 'hourly', day: '24-hour' };

/** Apollo.io, API v1. */
export const apollo: Vendor = {
	id: 'apollo',
	label: 'Apollo.io',
	pools: { credits: 10_000 },
	billing: '1 credit for a person with data, 8 more for a mobile phone; 1 for an organization; nothing for a miss',
	windows: [
		{ name: 'minute', requests: 1_000, perMs: 60_000, ...perRoute },
		{ name: 'hour', requests: 20_000, perMs: 3_600_000, ...perRoute },
		{ name: 'day', requests: 100_000, perMs: 86_400_000, ...perRoute },
	],
	coverage: { person: 0.75, company: 0.8 },
	routes: [...peopleRoutes, ...organizationRoutes, ...webhookResultRoutes, ...usageRoutes],
	idOf: (kind, id) => hexOf(24, 'apollo', kind, id),
	identify: (request, accounts) => keyInHeader('x-api-key')(request, accounts) ?? bearerKey(request, accounts),
	refuse,
	headers: (_, meters, __, status) =>
		status === 401 || status === 403
			? {}
			: Object.fromEntries(
					meters.flatMap(({ name, requests, used, left }) => [
						[`x-rate-limit-${headerNames[name] ?? name}`, String(requests)],
						[`x-${headerNames[name] ?? name}-usage`, String(used)],
						[`x-${headerNames[name] ?? name}-requests-left`, String(left)],
					]),
				),
};
