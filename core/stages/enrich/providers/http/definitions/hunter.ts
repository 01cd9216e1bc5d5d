import type { HttpDefinition } from '../definition';

/** What both enrichments of Hunter have in common; it sends no headers about limits or credits. */
export const hunter = {
	batchSize: 1,
	credentials: ['enrichmentHunterApi', 'hunterApi'],
	messages: ['errors[0].details'],
	outcomes: [
		// The other way round than HTTP means it: 403 is the rate, 429 the quota of the plan.
		{ when: { status: [403] }, outcome: 'rate_limited' },
		{ when: { status: [429] }, outcome: 'out_of_credits' },
	],
	rate: {
		scope: 'key',
		windows: [
			{ requests: 15, perMs: 1_000 },
			{ requests: 500, perMs: 60_000 },
		],
	},
	limits: { concurrency: 5 },
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;
