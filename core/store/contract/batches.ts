import type { Batch, BatchCounts } from '../../record/batch';

/** The parts of each run's frozen selection, and who works on them. */
export interface BatchStore {
	/** Appends batches to a run's frozen selection; a batch that is already there is left as it is. */
	planBatches(runId: string, batches: readonly Batch[]): Promise<void>;
	/** Leases the next open batch, lowest number first; a lease that ran out gives its batch back, one's own that did not is not given again. `undefined`: none is open now. */
	claimBatch(runId: string, holder: string, now: Date, ttlMs: number): Promise<Batch | undefined>;
	/** False when somebody else holds the batch by now. */
	renewBatch(runId: string, batchId: number, holder: string, now: Date, ttlMs: number): Promise<boolean>;
	/** Marks the holder's batch as done, also a second time; false when somebody else holds it by now. */
	finishBatch(runId: string, batchId: number, holder: string): Promise<boolean>;
	countBatches(runId: string, now: Date): Promise<BatchCounts>;
}
