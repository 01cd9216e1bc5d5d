/** Which run may pay for and write a record, across all pipelines of an org. */
export interface ClaimStore {
	/**
	 * Claims records for a run across all pipelines of the org; gives the Ids that were free or already the run's, in the order
	 * given. A claim ends with its time, but not before the lease of the run that has it: a slow run keeps its records.
	 */
	claimRecords(
		orgId: string,
		recordIds: readonly string[],
		runId: string,
		now: Date,
		ttlMs: number,
	): Promise<readonly string[]>;
	/** Frees what the run still holds. */
	releaseRecords(orgId: string, runId: string): Promise<void>;
}
