import type { BulkSettings } from './bulk-options';

/** How far a closed job has to be by now. */
export interface DueProgress {
	readonly state: 'UploadComplete' | 'InProgress' | 'JobComplete';
	/** Internal batches that are done in this state. */
	readonly batches: number;
}

/** What polls and the clock demand, whichever is more; a job of no batches needs the last poll all the same. */
export function dueProgress(polls: number, elapsedMs: number, batches: number, settings: BulkSettings): DueProgress {
	const { pollsUntilDone, batchMs } = settings;
	const byClock = Math.floor(elapsedMs / batchMs);
	if (polls >= pollsUntilDone || byClock >= Math.max(1, batches)) return { state: 'JobComplete', batches };
	const byPolls = Math.floor((batches * polls) / pollsUntilDone);
	// A short series of polls skips the queue, so that every series shows a job at work.
	const isQueued = byClock === 0 && (polls === 0 || (polls === 1 && pollsUntilDone > 2));
	if (isQueued) return { state: 'UploadComplete', batches: 0 };
	return { state: 'InProgress', batches: Math.max(byPolls, byClock) };
}
