import type { CreditCeiling } from '../../../store/contract/ledger';

/** What looking records up may cost, and how long it may wait; everything may be left out. */
export interface LookUpMoney {
	/** Of the provider's account, in thousandths of a credit. */
	readonly ceilings?: readonly CreditCeiling[];
	/** False on a sandbox: what can cost anything is not asked. True unless set. */
	readonly maySpend?: boolean;
	/** False to pay for an answer although an earlier one is kept. True unless set. */
	readonly reusesAnswers?: boolean;
	/** The longest wait for a limit of requests, 20 s unless set; after it the records are left for a later run. */
	readonly longestWaitMs?: number;
	/** The longest wait for a job, 60 s unless set; after it the next run reads the answer. */
	readonly longestJobWaitMs?: number;
	/** For how long answers are kept; 90 days unless set, 0 keeps none. */
	readonly keepDays?: number;
	/** For how long “no match” is kept; 30 days unless set. */
	readonly keepMissDays?: number;
}

const dayMs = 24 * 60 * 60_000;

/** The same with all that was left out. */
export function withDefaults(money: LookUpMoney = {}) {
	return {
		ceilings: money.ceilings ?? [],
		maySpend: money.maySpend ?? true,
		reusesAnswers: money.reusesAnswers ?? true,
		longestWaitMs: money.longestWaitMs ?? 20_000,
		longestJobWaitMs: money.longestJobWaitMs ?? 60_000,
		keepMs: (money.keepDays ?? 90) * dayMs,
		keepMissMs: Math.min(money.keepMissDays ?? 30, money.keepDays ?? 90) * dayMs,
	};
}
