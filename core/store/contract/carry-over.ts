import type { PipelineKey } from './pipeline-key';

/** A record that a later run of the pipeline takes up again. */
export interface CarryOver {
	readonly recordId: string;
	/** Failed attempts so far. */
	readonly attempts: number;
	/** How often it was fetched and never came back. */
	readonly drops: number;
	/** Not before this moment. */
	readonly dueAt: Date;
	readonly reason: string;
}

/** The records that a later run takes up again. */
export interface CarryOverStore {
	/** Keeps records for a later run of the pipeline, replacing what was kept of the same record. */
	carryOver(key: PipelineKey, entries: readonly CarryOver[]): Promise<void>;
	/** What is due by now, oldest first, at most `limit`. */
	loadCarryOver(key: PipelineKey, now: Date, limit: number): Promise<readonly CarryOver[]>;
	/** Forgets records that need no further run. */
	dropCarryOver(key: PipelineKey, recordIds: readonly string[]): Promise<void>;
}
