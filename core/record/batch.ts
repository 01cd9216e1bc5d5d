/** A part of a frozen selection: the records that one execution reads, works on and writes together. */
export interface Batch {
	/** 0, 1, 2 … within the run. */
	readonly batchId: number;
	readonly recordIds: readonly string[];
	/** `due`: they were selected by their last attempt, so that each is looked up whatever its inputs. */
	readonly selectedAs?: 'due';
}

/** How far the batches of a run have come; the three add up to what was planned. */
export interface BatchCounts {
	/** Nobody works on them, or whoever did fell silent. */
	readonly open: number;
	readonly claimed: number;
	readonly finished: number;
}

/** In whose name a batch is taken: n8n's execution, and the process that it runs in. */
export function batchHolder(executionId: string, worker: string): string {
	return `${executionId}@${worker}`;
}

/** Whether the holder of a batch is an execution in this process. */
export function isHeldOn(holder: string, worker: string): boolean {
	return holder.endsWith(`@${worker}`);
}
