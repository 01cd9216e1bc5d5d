import type { HttpDefinition } from '../definition';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What both APIs of Apollo have in common. */
export const apollo = {
	batchSize: 10,
	credentials: ['enrichmentApolloApi'],
	messages: ['error', 'error_message', 'message'],
	outcomes: [
		{ when: { path: 'error_code', equals: ['API_INACCESSIBLE'] }, outcome: 'not_entitled' },
		{ when: { path: 'error', contains: 'insufficient credits' }, outcome: 'out_of_credits' },
		{ when: { status: [422], path: 'error', contains: 'credit' }, outcome: 'out_of_credits' },
		{ when: { status: [403], path: 'error', contains: 'credit' }, outcome: 'out_of_credits' },
	],
	meter: {
		windows: [
			{ left: { header: 'x-minute-requests-left' }, perMs: minute },
			{ left: { header: 'x-hourly-requests-left' }, perMs: hour },
			{ left: { header: 'x-24-hour-requests-left' }, perMs: day },
		],
	},
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	// The free plan's figures: a paid one has more, and its headers say so.
	rate: {
		scope: 'endpoint',
		windows: [
			{ requests: 20, perMs: minute },
			{ requests: 200, perMs: hour },
			{ requests: 600, perMs: day },
		],
	},
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;
