import type { Outcome } from '../record/outcome';

/** Why a provider has not answered for a record, as the end of “12 records …”; in the order in which they are told. */
export const unansweredWords = {
	out_of_credits: 'without credits left at the provider',
	auth: 'whose key the provider refused',
	not_entitled: 'that the plan at the provider does not include',
	over_ceiling: 'kept back by a ceiling of credits',
	rate_limited: 'too many at once for the provider',
	pending: 'still being worked on by the provider',
	unknown_charged: 'perhaps paid for without an answer',
	provider_failed: 'failed',
} as const satisfies Partial<Record<Outcome, string>>;

export type UnansweredOutcome = keyof typeof unansweredWords;

export function isUnanswered(outcome: string): outcome is UnansweredOutcome {
	return Object.hasOwn(unansweredWords, outcome);
}
