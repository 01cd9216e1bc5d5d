import type { HttpDefinition } from '../definition';

const second = 1_000;
const hour = 3_600_000;
const day = 24 * hour;

/** What both enrichments of ZoomInfo's GTM API have in common. */
export const zoominfo = {
	batchSize: 25,
	credentials: ['enrichmentZoomInfoOAuth2Api'],
	messages: ['errors[0].detail', 'errors[0].title'],
	outcomes: [
		{ when: { status: [400, 402, 403], path: 'errors[*].code', equals: ['PFAPI0011'] }, outcome: 'out_of_credits' },
		{ when: { path: 'errors[*].code', equals: ['ZI0004'] }, outcome: 'rate_limited' },
		{
			when: { status: [500, 503], path: 'errors[*].retryable', equals: [false] },
			outcome: 'provider_failed',
			retryable: false,
		},
	],
	meter: {
		windows: [
			{ left: { header: 'x-ratelimit-remaining-second' }, perMs: second },
			{ left: { header: 'x-ratelimit-remaining-hour' }, perMs: hour },
			{ left: { header: 'x-ratelimit-remaining-day' }, perMs: day },
		],
	},
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	// Of the smallest package; the others have 25 and 35.
	rate: { scope: 'account', windows: [{ requests: 5, perMs: second }] },
	billing: {
		rule: '1 credit per record that is not under management yet',
		pools: ['credits'],
		perMatch: { credits: 1 },
	},
	confidenceScale:
		'match status: FULL_MATCH 0.95, PARTIAL_MATCH 0.6; contacts by their accuracy score of 0–99 where it is told',
	isTriedLive: false,
} satisfies Partial<HttpDefinition>;

/** Rows of errors stand among those of answers. */
export const zoominfoRowOutcomes = [
	{ when: { path: 'meta.matchStatus', equals: ['NO_MATCH'] }, outcome: 'no_match' },
	// Who was asked for is not known, only the company.
	{ when: { path: 'meta.matchStatus', equals: ['COMPANY_ONLY_MATCH'] }, outcome: 'no_match' },
	{ when: { path: 'meta.matchStatus', equals: ['INVALID_INPUT'] }, outcome: 'invalid_input', retryable: false },
	{ when: { path: 'meta.matchStatus', equals: ['OPT_OUT', 'COMPANY_ONLY_OPT_OUT'] }, outcome: 'legal_block' },
	{
		when: { path: 'meta.matchStatus', equals: ['LIMIT_EXCEEDED', 'SERVICE_ERROR'] },
		outcome: 'provider_failed',
		retryable: true,
	},
	// Behind what says why: everything that is not answered is of this type.
	{ when: { path: 'type', equals: ['NoMatch'] }, outcome: 'no_match' },
	{ when: { path: 'code' }, outcome: 'provider_failed', retryable: true },
	{ when: { path: 'attributes', exists: false }, outcome: 'no_match' },
] satisfies HttpDefinition['routes'][number]['steps'][number]['rowOutcomes'];
