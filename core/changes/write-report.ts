import type { WriteOutcome } from './settle/verdicts';

/** A Bulk job as the org shows it. */
export interface JobLink {
	readonly jobId: string;
	/** The page of the org's setup that shows the job. */
	readonly url: string;
	readonly rows: number;
}

/** What one write did. */
export interface WriteReport {
	/** One per input, in their order. */
	readonly outcomes: WriteOutcome[];
	/** Fingerprint of all changes: equal for a dry run and the real run on the same org. */
	readonly digest: string;
	/** Inputs whose key was that of a record that was merged into another; absent when there is none. */
	readonly ledToSurvivors?: number;
	/** Why it stopped before its end; the records it did not reach are carried over. */
	readonly stopReason?: string;
}
