import type { HttpReply } from '../../../http/reply';
import type { Refusal } from '../../serve/refusal';
import type { Vendor } from '../../serve/vendor';
import { submissionRoutes } from './submissions';

const html = { 'Content-Type': 'text/html' };
const undeclared = '<html><body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>';
const missing =
	'<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';

function refuse({ kind }: Refusal): HttpReply {
	if (kind === 'unauthorized') return { status: 403, body: undeclared, headers: html };
	if (kind === 'throttled')
		return { status: 429, body: '<html><body><h1>Request Rate Threshold Exceeded</h1></body></html>', headers: html };
	if (kind === 'not-found' || kind === 'no-match')
		return { status: 404, body: missing, headers: { 'Content-Type': 'application/xml' } };
	return {
		status: kind === 'unavailable' ? 503 : 500,
		body: '<html><body><h1>Error</h1></body></html>',
		headers: html,
	};
}

/** The US Securities and Exchange Commission's EDGAR. */
export const secEdgar: Vendor = {
	id: 'sec-edgar',
	label: 'SEC EDGAR',
	pools: {},
	billing: 'free',
	windows: [{ name: 'second', requests: 10, perMs: 1_000, kind: 'sliding', blockMs: 600_000 }],
	coverage: { person: 0, company: 1 },
	routes: submissionRoutes,
	idOf: (_, id) => id,
	// Whoever asks must say who they are, with an address to write to.
	identify: ({ headers }, accounts) => (/\S+@\S+\.\S+/.test(headers['user-agent'] ?? '') ? accounts[0] : undefined),
	refuse,
};
