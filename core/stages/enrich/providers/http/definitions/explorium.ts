import type { HttpDefinition } from '../definition';

/** What both ways into Explorium have in common: first a match gives its ID, then the ID an enrichment. */
export const explorium = {
	batchSize: 50,
	credentials: ['enrichmentExploriumApi'],
	messages: ['details', 'detail[0].msg', 'detail', 'message'],
	// Both are 403: what the plan does not include, and no credits left.
	outcomes: [
		{ when: { status: [403], path: 'details', contains: 'entitled' }, outcome: 'not_entitled' },
		{ when: { status: [403], path: 'details', contains: 'permission' }, outcome: 'not_entitled' },
		{ when: { status: [403] }, outcome: 'out_of_credits' },
	],
	meter: {
		windows: [
			{
				left: { header: 'x-ratelimit-remaining' },
				resets: { from: { header: 'x-ratelimit-reset' }, as: 'epoch_seconds' },
				perMs: 60_000,
			},
		],
	},
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	// 200 a minute, of which each record of a call is one, and each call here has two steps.
	rate: { scope: 'account', windows: [{ requests: 2, perMs: 60_000, kind: 'sliding' }] },
	billing: {
		rule: '1 credit per record that is matched, and 1 per record enriched; nothing for a miss',
		pools: ['credits'],
		perTaken: { credits: 1 },
		perMatch: { credits: 1 },
	},
	confidenceScale: 'none of its own; by what was asked with',
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;
