import type { HttpReply } from '../../../http/reply';
import { basicKey } from '../../serve/identify';
import type { Refusal } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { leadIqError } from './errors';
import { graphqlRoutes } from './graphql';

/** HTTP says 200 whatever has happened; only what never reached GraphQL says otherwise. */
function refuse(refusal: Refusal): HttpReply {
	if (refusal.kind === 'failed' || refusal.kind === 'unavailable' || refusal.kind === 'not-found')
		return {
			status: leadIqError(refusal).extensions.response.status,
			body: leadIqError(refusal).message,
			headers: { 'Content-Type': 'text/plain' },
		};
	return { status: 200, body: { data: null, errors: [leadIqError(refusal)] } };
}

/** LeadIQ's Data API: GraphQL. */
export const leadiq: Vendor = {
	id: 'leadiq',
	label: 'LeadIQ',
	pools: { credits: 10_000 },
	billing:
		'by what is selected and found: profile 0.1, e-mail 1, company 3, phone 10; the same again is free for a year',
	windows: [{ name: 'minute', requests: 60, perMs: 60_000, kind: 'sliding' }],
	coverage: { person: 0.65, company: 0.8 },
	routes: graphqlRoutes,
	idOf: (kind, id) => hexOf(24, 'leadiq', kind, id),
	identify: basicKey,
	refuse,
};
