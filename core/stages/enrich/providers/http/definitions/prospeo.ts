import type { HttpDefinition } from '../definition';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What both bulk enrichments of Prospeo have in common. */
export const prospeo = {
	batchSize: 50,
	credentials: ['enrichmentProspeoApi'],
	messages: ['filter_error', 'error_code'],
	outcomes: [
		{ when: { path: 'error_code', equals: ['INSUFFICIENT_CREDITS'] }, outcome: 'out_of_credits' },
		{ when: { path: 'error_code', equals: ['RATE_LIMITED', 'RATE_LIMIT_EXCEEDED'] }, outcome: 'rate_limited' },
		{ when: { path: 'error_code', equals: ['INVALID_API_KEY'] }, outcome: 'auth' },
		{ when: { path: 'error_code', equals: ['ACCOUNT_RESTRICTED'] }, outcome: 'not_entitled' },
		{ when: { path: 'error_code', equals: ['NO_MATCH'] }, outcome: 'no_match' },
		{ when: { path: 'error_code', equals: ['INTERNAL_ERROR'] }, outcome: 'provider_failed', retryable: true },
		{ when: { path: 'error', equals: [true] }, outcome: 'invalid_input', retryable: false },
	],
	charge: [{ pool: 'credits', from: { path: 'total_cost' } }],
	meter: {
		windows: [
			{
				left: { header: 'x-minute-request-left' },
				resets: { from: { header: 'x-minute-reset-seconds' }, as: 'seconds' },
				perMs: minute,
			},
			{
				left: { header: 'x-daily-request-left' },
				resets: { from: { header: 'x-daily-reset-seconds' }, as: 'seconds' },
				perMs: day,
			},
		],
	},
	retryAfter: [
		{ from: { header: 'retry-after' }, as: 'seconds_or_date' },
		{ from: { header: 'x-minute-reset-seconds' }, as: 'seconds' },
	],
	// Each record of a call counts, so that 50 of them are worth ten seconds of the smallest plan.
	rate: {
		scope: 'key',
		windows: [
			{ requests: 6, perMs: minute, kind: 'sliding' },
			{ requests: 40, perMs: day, kind: 'sliding' },
		],
	},
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;
