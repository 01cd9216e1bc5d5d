import type { HttpDefinition } from '../definition';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What both searches of Lusha's third API have in common. */
export const lusha = {
	batchSize: 100,
	credentials: ['enrichmentLushaApi'],
	messages: ['errors[0]', 'message'],
	meter: {
		windows: [
			{ left: { header: 'x-minute-requests-left' }, perMs: minute },
			{ left: { header: 'x-hourly-requests-left' }, perMs: hour },
			{ left: { header: 'x-daily-requests-left' }, perMs: day },
		],
	},
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	// Of the plan Pro; the others have 300 a minute.
	rate: {
		scope: 'key',
		windows: [
			{ requests: 50, perMs: minute },
			{ requests: 1_500, perMs: day },
		],
	},
	charge: [{ pool: 'credits', from: { path: 'billing.creditsCharged' } }],
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;

/** What a result says in the place of a profile. */
export const lushaRowOutcomes = [
	{ when: { path: 'error.code', equals: ['NOT_FOUND'] }, outcome: 'no_match' },
	{ when: { path: 'error.code', equals: ['COMPLIANCE_RESTRICTED'] }, outcome: 'legal_block' },
	{ when: { path: 'error.code' }, outcome: 'provider_failed', retryable: true },
] satisfies HttpDefinition['routes'][number]['steps'][number]['rowOutcomes'];
