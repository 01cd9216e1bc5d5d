import type { HttpReply } from '../../../http/reply';
import type { Refusal } from '../../serve/refusal';
import type { RequestHead, Vendor } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import { sparqlRoutes } from './sparql';

const text = { 'Content-Type': 'text/plain' };

function refuse({ kind, detail, window }: Refusal, { now }: RequestHead): HttpReply {
	if (kind === 'unauthorized')
		return { status: 403, body: 'Please set a user-agent and respect our robot policy', headers: text };
	if (kind === 'throttled') {
		const seconds = Math.max(1, Math.ceil(((window?.resetsAt.getTime() ?? 0) - now.getTime()) / 1_000));
		return { status: 429, body: 'Too Many Requests', headers: { ...text, 'Retry-After': String(seconds) } };
	}
	if (kind === 'invalid')
		return { status: 400, body: `org.openrdf.query.MalformedQueryException: ${detail}`, headers: text };
	if (kind === 'not-found' || kind === 'no-match') return { status: 404, body: 'Not Found', headers: text };
	return { status: kind === 'unavailable' ? 503 : 500, body: 'java.util.concurrent.TimeoutException', headers: text };
}

/** Wikidata's query service. */
export const wikidata: Vendor = {
	id: 'wikidata',
	label: 'Wikidata',
	pools: {},
	billing: 'free',
	windows: [{ name: 'minute', requests: 60, perMs: 60_000, kind: 'sliding' }],
	coverage: { person: 0, company: 0.3 },
	routes: sparqlRoutes,
	idOf: (_, id) => `Q${parseInt(hexOf(7, 'wikidata', id), 16)}`,
	// A browser's or a library's own name is not enough: the policy asks for a contact.
	identify: ({ headers }, accounts) =>
		/\S+@\S+|https?:\/\//.test(headers['user-agent'] ?? '') ? accounts[0] : undefined,
	refuse,
};
