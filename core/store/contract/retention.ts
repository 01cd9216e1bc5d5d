/** How old runs are forgotten. */
export interface RetentionStore {
	/**
	 * Forgets ended runs that finished before this moment with their work, journal, batches, claims
	 * and staged rows, the oldest first, at most `maxRuns`; gives how many. Each goes whole or not at all. What was last written to a
	 * field stays known, and so do watermarks, carry-over, tombstones, daily calls and provider versions; attempts of before
	 * this moment are forgotten too, records that wait in an inbox since then, and indexes of scans that were not changed since
	 * then: their heads stay with `-` before the document.
	 */
	prune(before: Date, maxRuns?: number): Promise<number>;
}
