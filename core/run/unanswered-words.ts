import type { Outcome } from '../record/outcome';

/** Why a provider has not answered for a record, as the end of “12 records …”; in the order in which they are told. */
export const unansweredWords = {
	out_of_credits: 'without credits left',
	auth: 'with a key that is refused',
	not_entitled: 'outside of the plan',
	over_ceiling: 'over a ceiling of credits',
	rate_limited: 'put off by the limit of requests',
	pending: 'waiting for an answer',
	unknown_charged: 'perhaps paid for without an answer',
	provider_failed: 'failed',
} as const satisfies Partial<Record<Outcome, string>>;

export type UnansweredOutcome = keyof typeof unansweredWords;

export function isUnanswered(outcome: string): outcome is UnansweredOutcome {
	return Object.hasOwn(unansweredWords, outcome);
}
