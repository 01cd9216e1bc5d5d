import type { HttpReply } from '../../../http/reply';
import { bearerKey, keyInHeader, ofKey } from '../../serve/identify';
import type { Refusal, RefusalKind } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { uuidOf } from '../../world/chance';
import { accountRoutes } from './account';
import { emailRoutes } from './emails';
import { enrichmentRoutes } from './enrichment';

/** Hunter calls too fast 403 and too much 429. */
const errors: Readonly<Record<RefusalKind, readonly [code: number, id: string, details: string]>> = {
	unauthorized: [401, 'authentication_failed', 'No user found for the API key supplied'],
	'not-entitled': [403, 'forbidden', 'Your plan does not include this endpoint'],
	'out-of-credits': [429, 'usage_limit_reached', 'You have reached the usage limit of your plan'],
	throttled: [403, 'rate_limit_reached', 'You have reached the rate limit of this endpoint'],
	'legal-block': [451, 'claimed_email', 'The person has asked us not to process their personal data'],
	invalid: [400, 'wrong_params', 'A parameter is missing or invalid'],
	'no-match': [404, 'not_found', 'Nothing was found'],
	'not-found': [404, 'not_found', 'This resource does not exist'],
	failed: [500, 'server_error', 'Something went wrong on our side'],
	unavailable: [503, 'server_error', 'The service is not available'],
};

function refuse({ kind, detail }: Refusal): HttpReply {
	const [code, id, details] = errors[kind];
	return {
		status: code,
		body: { errors: [{ id, code, details: kind === 'invalid' ? (detail ?? details) : details }] },
	};
}

const verifier = ['GET /v2/email-verifier'];

/** Hunter, API v2. */
export const hunter: Vendor = {
	id: 'hunter',
	label: 'Hunter',
	pools: { credits: 10_000 },
	billing: '1 credit for what is found (person, company, address, verification), 2 for person and company together',
	windows: [
		{ name: 'verifier second', requests: 10, perMs: 1_000, kind: 'calendar', routes: verifier },
		{ name: 'verifier minute', requests: 300, perMs: 60_000, kind: 'calendar', routes: verifier },
		{ name: 'second', requests: 15, perMs: 1_000, kind: 'calendar', isPerRoute: true },
		{ name: 'minute', requests: 500, perMs: 60_000, kind: 'calendar', isPerRoute: true },
	],
	coverage: { person: 0.55, company: 0.75 },
	routes: [...enrichmentRoutes, ...emailRoutes, ...accountRoutes],
	idOf: (kind, id) => uuidOf('hunter', kind, id),
	identify: (request, accounts) =>
		ofKey(accounts, request.query.get('api_key') ?? undefined) ??
		keyInHeader('x-api-key')(request, accounts) ??
		bearerKey(request, accounts),
	refuse,
};
