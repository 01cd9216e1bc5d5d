import type { LeftOut } from '../../record/left-out';
import type { Outcome } from '../../record/outcome';
import type { Rank } from '../../record/record-item';
import type { Run } from './runs';

/** A record that a run has taken on; `carriedFrom` tells that it came out of the carry-over. */
export interface WorkRecord {
	readonly recordId: string;
	/** The `SystemModstamp` it was read at. */
	readonly version?: string;
	readonly isCarriedOver?: boolean;
}

/** How a record ended in a run; what the summary is counted from. */
export interface Settlement {
	readonly recordId: string;
	/** What Bulk Write did: `written`, `stamped`, `skipped_unchanged`, `rejected`, `failed` … */
	readonly outcome: Outcome;
	/** What Enrich said: `matched`, `no_match` … */
	readonly enrichOutcome?: Outcome;
	readonly message?: string;
	/** `stamps`: no process lived to settle it, and what it has stamped on the record is all that is known; absent: whoever did the work. */
	readonly source?: 'stamps';
	/** Whether a later run should try the record again. */
	readonly retryable?: boolean;
	/** Of the best provider answer, 0–1. */
	readonly confidence?: number;
	readonly rank?: Rank;
	readonly isDuplicate?: boolean;
	/** Proposed values that were not written because they did not fit; absent when there were none. */
	readonly leftOut?: readonly LeftOut[];
	/** Fields of a staged record that are not left out when Salesforce refuses their values: the record is refused with them. */
	readonly mustFit?: readonly string[];
}

/** A record of the run's work with how far it came; `settlement` is absent while it is under way. */
export interface WorkState extends WorkRecord {
	readonly settlement?: Settlement;
	/** Earlier failed attempts, from the carry-over. */
	readonly attempts: number;
	/** How often it had been fetched and never came back, from the carry-over. */
	readonly drops: number;
}

/** Records whose values were sent, or refused before that; what nobody meant to change tells nothing about the values. */
export interface Tried {
	readonly records: number;
	/** Of the records; one that is gone, or met a lock, is not refused. */
	readonly refused: number;
}

/** The records of each run and how they ended. */
export interface WorkStore {
	/**
	 * Takes records on, with what the carry-over says of their earlier attempts; a record that the run already has keeps its settlement.
	 * Outlives the end of the process at once, and a power cut with whatever is kept next: until then nothing has come of it.
	 */
	addWork(run: Run, records: readonly WorkRecord[]): Promise<void>;
	/** Notes how records ended; a later word on the same record replaces the earlier one, but *unchanged* does not take back *written*. */
	settleWork(run: Run, settlements: readonly Settlement[]): Promise<void>;
	/** The run's records, by Id, in pages of at most 1,000. */
	readWork(run: Run): AsyncIterable<readonly WorkState[]>;
	/** How many of the run's records were tried so far; what it costs does not grow with the run. */
	countTried(run: Run): Promise<Tried>;
	/** How many of the run's records ended with each outcome; those under way are left out. Reads all of them. */
	countOutcomes(run: Run): Promise<Readonly<Partial<Record<Outcome, number>>>>;
	/** Those of these records (18-character Ids) that are the run's work, by Id. */
	loadWork(run: Run, recordIds: readonly string[]): Promise<readonly WorkState[]>;
}
