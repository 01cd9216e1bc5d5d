import type { LeftOut } from '../record/left-out';
import type { Outcome } from '../record/outcome';
import type { Rank } from '../record/record-item';

/** What a run did, in records. */
export interface RunCounts {
	/** Records the run took on, the carried-over ones among them, and those that it found or created by a key. */
	read: number;
	/** Not processed, because their inputs had not changed. */
	gated: number;
	/** By the best answer's confidence: from 0.9, from 0.7, below. */
	matched: { high: number; medium: number; low: number };
	/** No provider answer good enough, or nothing to ask with. */
	noMatch: number;
	ranks: Record<Rank, number>;
	duplicates: number;
	written: number;
	/** Of the written: values that did not fit were left out. */
	partlyWritten: number;
	/** No business value changed; only our own stamps were written. */
	stampedOnly: number;
	/** Refused by Salesforce or before it was sent, or in conflict with somebody else's change. */
	rejected: number;
	/** Could not be processed: a provider or a call failed, or the reply that would tell whether a record was created was lost. */
	failed: number;
	/** Of the rejected: a duplicate rule of the org found others like them. */
	duplicateRule: number;
	/** Of the rejected: the connected user may not edit them, or not use what they point to. */
	noAccess: number;
	/** Of the failed: locked by an approval, and tried again by a later run. */
	locked: number;
	/** Deleted, merged, hidden or converted since they were selected; neither rejected nor failed. */
	gone: number;
	/** Taken up again by a later run. */
	carriedOver: number;
	/** Of those carried over: left to another run that was working on them. */
	claimedElsewhere: number;
	/** Fetched once more than allowed and never came back; given up. */
	dropped: number;
	/** Of the rejected and failed: given up after the last attempt. */
	exhausted: number;
	/** What a dry run would have written. */
	wouldWrite: number;
}

/** Why records ended other than well. */
export interface OutcomeReason {
	readonly outcome: Outcome;
	readonly message: string;
	readonly records: number;
	/** The Id of one of them; absent where reasons were put together. */
	readonly recordId?: string;
}

/** Values of one field that were left out for one reason. */
export interface LeftOutCount extends LeftOut {
	/** In a few words, e.g. `Phone too long`. */
	readonly reason: string;
	readonly records: number;
}
