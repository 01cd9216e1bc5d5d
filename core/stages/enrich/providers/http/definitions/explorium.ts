import type { HttpDefinition } from '../definition';

/** What both ways into Explorium have in common: first a match gives its ID, then the ID an enrichment. */
export const explorium = {
	batchSize: 50,
	credentials: ['enrichmentExploriumApi'],
	messages: ['detail[0].msg', 'detail', 'message'],
	outcomes: [{ when: { status: [403] }, outcome: 'out_of_credits' }],
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
	rate: { scope: 'account', windows: [{ requests: 200, perMs: 60_000, kind: 'sliding' }] },
	billing: {
		rule: '1 credit per record matched against, and 1 per record enriched',
		pools: ['credits'],
		perQuery: { credits: 1 },
		perMatch: { credits: 1 },
	},
	confidenceScale: 'none of its own; by what was asked with',
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;
