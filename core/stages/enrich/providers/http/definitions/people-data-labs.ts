import type { ConfidenceRule, HttpDefinition } from '../definition';

const perMinute = 60_000;

/** What both APIs of People Data Labs have in common; people and companies are paid from pools of their own. */
export function peopleDataLabs(pool: 'person' | 'company') {
	return {
		credentials: ['enrichmentPeopleDataLabsApi'],
		messages: ['error.message'],
		charge: [{ pool, from: { header: 'x-call-credits-spent' } }],
		meter: {
			credits: [{ pool, from: { header: 'x-totallimit-remaining' } }],
			windows: [
				{
					left: { header: 'x-ratelimit-remaining', field: 'minute' },
					resets: { from: { header: 'x-ratelimit-reset' }, as: 'date' },
					perMs: perMinute,
				},
			],
		},
		retryAfter: [
			{ from: { header: 'retry-after' }, as: 'seconds_or_date' },
			{ from: { header: 'x-ratelimit-reset' }, as: 'date' },
			{ from: { header: 'x-ratelimit-reset' }, as: 'epoch_seconds' },
		],
		rate: { scope: 'key', windows: [{ requests: 100, perMs: perMinute, kind: 'calendar' }] },
		billing: { rule: '1 credit per match', pools: [pool], perMatch: { [pool]: 1 } },
		// More would not fit into a reply, which is refused above one megabyte.
		limits: { requestBytes: 1_000_000, replyBytes: 2_000_000, concurrency: 2 },
		confidenceScale: 'likelihood 1–10, logarithmic: 2 is right in 10 to 30 of 100 cases, 6 in most, 10 nearly always',
		isTriedLive: false,
	} satisfies Partial<HttpDefinition>;
}

/** The source says that its scale is logarithmic, and gives a range for 2 alone; the other points are set by hand. */
export const likelihood = [
	{
		path: 'likelihood',
		points: [
			[1, 0.1],
			[2, 0.2],
			[4, 0.5],
			[6, 0.75],
			[8, 0.9],
			[10, 0.98],
		],
	},
] satisfies ConfidenceRule[];
