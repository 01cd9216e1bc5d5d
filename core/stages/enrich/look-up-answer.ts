import type { MatchedAnswer, RefusedCall, UnmatchedAnswer } from './provider';

/** What a record's look-up came to, with what the money, the limits and the consent say of it beside the provider. */
export type LookUpAnswer = (MatchedAnswer | UnmatchedAnswer | UnansweredQuery) & {
	/** An earlier answer that was kept; it costs nothing. */
	readonly isKept?: true;
};

/** Nobody has answered, for a reason that is not the record's. */
export interface UnansweredQuery {
	readonly key: number;
	readonly outcome: RefusedCall | 'opted_out' | 'pending' | 'unknown_charged' | 'over_ceiling';
	readonly message?: string;
	readonly retryable?: boolean;
}

export function isMatched(answer: LookUpAnswer): answer is MatchedAnswer {
	return answer.outcome === 'matched';
}
