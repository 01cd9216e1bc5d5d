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
	/** Gives back what is not finished, of one holder or of all, who work on the run no more; gives how many batches that were. */
	reopenBatches(runId: string, holder?: string): Promise<number>;
	/** Who has taken a batch of the run, finished or not, whose time is not over, each once: between two batches they hold none. */
	listBatchHolders(runId: string, now: Date): Promise<readonly string[]>;
	/** The newest run of which this execution has taken a batch, as `batchHolder` names it, and in whose name. */
	findBatchRun(executionId: string): Promise<{ readonly runId: string; readonly holder: string } | undefined>;
	countBatches(runId: string, now: Date): Promise<BatchCounts>;
}
