import type { HttpReply } from '../../../http/reply';
import { keyInHeader, ofKey } from '../../serve/identify';
import type { Refusal } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { companyRoutes } from './company';
import { pdlError } from './errors';
import { personRoutes } from './person';

function refuse(refusal: Refusal): HttpReply {
	const body = pdlError(refusal);
	return { status: body.status, body };
}

/** People Data Labs, API v5. */
export const peopleDataLabs: Vendor = {
	id: 'people-data-labs',
	label: 'People Data Labs',
	pools: { person: 10_000, company: 10_000 },
	billing: '1 credit for each record found (status 200); nothing for 404',
	windows: [{ name: 'minute', requests: 1_000, perMs: 60_000, kind: 'calendar', isPerRoute: true }],
	coverage: { person: 0.7, company: 0.85 },
	routes: [...personRoutes, ...companyRoutes],
	idOf: (kind, id) =>
		kind === 'person'
			? `${Buffer.from(hexOf(32, 'pdl', id), 'hex')
					.toString('base64url')
					.slice(0, 22)}_0000`
			: Buffer.from(hexOf(42, 'pdl', id), 'hex')
					.toString('base64url')
					.slice(0, 28),
	// The key is taken from the header or the query.
	identify: (request, accounts) =>
		keyInHeader('x-api-key')(request, accounts) ?? ofKey(accounts, request.query.get('api_key') ?? undefined),
	refuse,
	headers: (account, [minute], paid) => ({
		'x-ratelimit-limit': JSON.stringify({ minute: minute?.requests ?? -1 }),
		'x-ratelimit-remaining': JSON.stringify({ minute: minute?.left ?? -1 }),
		'x-ratelimit-reset': (minute?.resetsAt.toISOString() ?? '').slice(0, 19).replace('T', ' '),
		'x-call-credits-spent': String(paid / 1_000),
		'x-call-credits-type': 'enrich',
		'x-totallimit-remaining': String((account.left('person') + account.left('company')) / 1_000),
	}),
};
