import type { KeptAnswer } from './ledger';

/** Answers that were paid for, by org, provider and question; `settleCall` keeps them. */
export interface CacheStore {
	/** Those that are still kept `now`, in no order. */
	loadAnswers(
		orgId: string,
		provider: string,
		inputHashes: readonly string[],
		now: Date,
	): Promise<readonly KeptAnswer[]>;
	/** Forgets all that were to be kept until before `now`; gives how many. */
	dropExpiredAnswers(now: Date): Promise<number>;
}
