import type { Batch, BatchCounts } from '../record/batch';
import type { LeftOut } from '../record/left-out';
import type { Outcome } from '../record/outcome';
import type { Rank } from '../record/record-item';
import type { RunSettings } from '../record/run-settings';
import type { StagedRow, StagedSummary } from '../record/staged-row';
import type { AttemptStore } from './attempt-store';

/** One pipeline over one object of one org: what a watermark, a lease and the carry-over belong to. */
export interface PipelineKey {
	/** 18 characters; first in every key, because a full sandbox shares production's record ids. */
	readonly orgId: string;
	/** The name the workflow gave, e.g. `hourly`. */
	readonly pipeline: string;
	readonly sObject: string;
}

export type RunStatus = 'Running' | 'Success' | 'Partial Success' | 'Failed' | 'Paused' | 'Stopped';

/** `[from, until)`; `until` is what the watermark becomes once every record of the window is accounted for. */
export interface RunWindow {
	/** `undefined` when the window has no lower edge. */
	readonly from?: Date;
	readonly until: Date;
	/** Set when a limit cut the window: the last key taken, where the next one goes on. */
	readonly stoppedAt?: Watermark;
}

/** Everything before this key is safely downstream. */
export interface Watermark {
	readonly modifiedAt: Date;
	/** Set when a limit stopped the last run inside equal timestamps: records up to this Id are downstream too. */
	readonly afterId?: string;
}

export interface Run extends PipelineKey {
	readonly runId: string;
	readonly status: RunStatus;
	/** Why the run did not end in Success, in words; on one that is still `Running`, why it has to stop. */
	readonly reason?: string;
	/** n8n's execution that started it, and by which Finish finds it. */
	readonly executionId?: string;
	/** n8n's workflow that started or resumed it; absent in runs of before this was kept, which belong to none. */
	readonly workflowId?: string;
	readonly isDryRun: boolean;
	/** How long the run may be silent before another execution takes it over. */
	readonly leaseMs: number;
	readonly startedAt: Date;
	readonly finishedAt?: Date;
	readonly window?: RunWindow;
	readonly settings?: RunSettings;
}

export type LeaseGrant =
	| { readonly granted: true; readonly expiresAt: Date }
	| { readonly granted: false; readonly holder: string; readonly expiresAt: Date };

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

/** A value that we wrote last, as the journal has it; what the policies *tracked*, *if newer* and *if more confident* compare with. */
export interface LastWritten {
	readonly recordId: string;
	readonly field: string;
	readonly value: unknown;
	readonly provider?: string;
	readonly confidence?: number;
	/** ISO 8601, when the provider saw it; absent in rows of before this was kept. */
	readonly observedAt?: string;
}

/** A value that was undone: a later run must not write it to this field again. */
export interface Tombstone {
	readonly recordId: string;
	readonly sObject: string;
	readonly field: string;
	readonly value: unknown;
}

/** Bulk work under way at Salesforce that a killed run has to pick up again instead of repeating. */
export interface RemoteJob {
	readonly jobId: string;
	/** The last thing that is surely done. */
	readonly step: 'created' | 'uploaded' | 'closed' | 'collected';
	readonly operation: 'update' | 'upsert' | 'insert';
	/** Position of the part of the staged rows that the job holds. */
	readonly part: number;
	readonly rows: number;
}

/** Calls of one stage: `used − retries = planned` when the plan was right. */
export interface StageCalls {
	readonly planned: number;
	readonly used: number;
	readonly retries: number;
}

/** One field of one record, before and after; what preview, undo and explain read. */
export interface JournalRow {
	readonly recordId: string;
	readonly sObject: string;
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
	/** Where the value came from. */
	readonly provider?: string;
	readonly confidence?: number;
	/** The policy that decided. */
	readonly policy?: string;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
	readonly status: 'intended' | 'written' | 'refused' | 'unknown' | 'would_write';
	/** ISO 8601, Salesforce's clock. */
	readonly at: string;
}

/**
 * The pack's memory, behind one contract with several adapters. Times are passed in, never read
 * from the machine. Every method is atomic; a failing store throws `store_unavailable`, an unknown
 * run id `run_not_found` (but `findRun` gives `undefined` and `readWork` no pages).
 */
export interface Store extends AttemptStore {
	/** Where it is kept, safe to print: a file, or an address without its password. */
	readonly location: string;

	/** Takes the pipeline's lease when it is free, expired, or already the holder's. */
	acquireLease(key: PipelineKey, holder: string, now: Date, ttlMs: number): Promise<LeaseGrant>;
	/** Prolongs the holder's lease; false when somebody else holds it by now. */
	renewLease(key: PipelineKey, holder: string, now: Date, ttlMs: number): Promise<boolean>;
	/** Frees the lease when the holder still has it; otherwise does nothing. */
	releaseLease(key: PipelineKey, holder: string): Promise<void>;

	/** Throws `lease_held` while the pipeline has an unfinished run, so that two starts cannot both create one. */
	createRun(run: Run): Promise<void>;
	findRun(runId: string): Promise<Run | undefined>;
	/** The newest run that this execution of n8n started or resumed. */
	findRunByExecution(executionId: string): Promise<Run | undefined>;
	/** The pipeline's newest run that is still `Running` or `Paused`. */
	findUnfinishedRun(key: PipelineKey): Promise<Run | undefined>;
	/** Hands an unfinished run to another execution and its workflow, with that one's lease and settings; its window stays. */
	resumeRun(runId: string, executionId: string | undefined, leaseMs: number, settings: RunSettings | undefined, workflowId?: string): Promise<void>;
	recordWindow(runId: string, window: RunWindow): Promise<void>;
	/** Tells an unfinished run to write no more, and why: `reason` is set while it is still unfinished; the first word stays. */
	stopRun(runId: string, reason: string): Promise<void>;
	/** Ends a run once: false, and nothing changed, when it had ended before. */
	closeRun(runId: string, status: RunStatus, reason: string | undefined, now: Date): Promise<boolean>;

	loadWatermark(key: PipelineKey): Promise<Watermark | undefined>;
	/** Moves the watermark forward; one that would go back is ignored. */
	commitWatermark(key: PipelineKey, watermark: Watermark): Promise<void>;

	/** Takes records on, with what the carry-over says of their earlier attempts; a record that the run already has keeps its settlement. */
	addWork(run: Run, records: readonly WorkRecord[]): Promise<void>;
	/** Notes how records ended; a later word on the same record replaces the earlier one, but *unchanged* does not take back *written*. */
	settleWork(run: Run, settlements: readonly Settlement[]): Promise<void>;
	/** The run's records, by Id, in pages of at most 1,000. */
	readWork(run: Run): AsyncIterable<readonly WorkState[]>;
	/** How many of the run's records ended with each outcome; those under way are left out. */
	countOutcomes(run: Run): Promise<Readonly<Partial<Record<Outcome, number>>>>;
	/** Those of these records (18-character Ids) that are the run's work, by Id. */
	loadWork(run: Run, recordIds: readonly string[]): Promise<readonly WorkState[]>;

	/** Keeps records for a later run of the pipeline, replacing what was kept of the same record. */
	carryOver(key: PipelineKey, entries: readonly CarryOver[]): Promise<void>;
	/** What is due by now, oldest first, at most `limit`. */
	loadCarryOver(key: PipelineKey, now: Date, limit: number): Promise<readonly CarryOver[]>;
	/** Forgets records that need no further run. */
	dropCarryOver(key: PipelineKey, recordIds: readonly string[]): Promise<void>;

	/** Adds to what the stage has planned and used in this run. */
	addCalls(runId: string, stage: string, calls: StageCalls): Promise<void>;
	readCalls(runId: string): Promise<Readonly<Record<string, StageCalls>>>;

	/**
	 * Appends rows, or replaces those already there for the same record and field. A change that
	 * starts from our own earlier value keeps the older `before`, so that undo restores the original. A value that was
	 * written stays known as the last one as long as what replaces its row is not written.
	 */
	journal(runId: string, rows: readonly JournalRow[]): Promise<void>;
	/** What the run has journaled of these records. */
	loadJournal(runId: string, recordIds: readonly string[]): Promise<readonly JournalRow[]>;
	/** In the order written, in pages of at most 1,000. */
	readJournal(runId: string): AsyncIterable<readonly JournalRow[]>;
	/** Everything journaled of one record by runs that are still remembered, oldest first, with the run it belongs to. */
	readRecordJournal(orgId: string, recordId: string): Promise<ReadonlyArray<JournalRow & { readonly runId: string }>>;
	/**
	 * The newest value that surely was written, by record and field, and only of these records; also
	 * when its run is forgotten. Left out: where the newest row is an undo (policy `undo`), and values
	 * that have a tombstone.
	 */
	loadLastWritten(orgId: string, recordIds: readonly string[]): Promise<readonly LastWritten[]>;

	/** Appends batches to a run's frozen selection; a batch that is already there is left as it is. */
	planBatches(runId: string, batches: readonly Batch[]): Promise<void>;
	/** Leases the next open batch, lowest number first; a lease that ran out gives its batch back, one's own that did not is not given again. `undefined`: none is open now. */
	claimBatch(runId: string, holder: string, now: Date, ttlMs: number): Promise<Batch | undefined>;
	/** False when somebody else holds the batch by now. */
	renewBatch(runId: string, batchId: number, holder: string, now: Date, ttlMs: number): Promise<boolean>;
	/** Marks the holder's batch as done, also a second time; false when somebody else holds it by now. */
	finishBatch(runId: string, batchId: number, holder: string): Promise<boolean>;
	countBatches(runId: string, now: Date): Promise<BatchCounts>;

	/**
	 * Claims records for a run across all pipelines of the org; gives the Ids that were free or already the run's, in the order
	 * given. A claim ends with its time, but not before the lease of the run that has it: a slow run keeps its records.
	 */
	claimRecords(orgId: string, recordIds: readonly string[], runId: string, now: Date, ttlMs: number): Promise<readonly string[]>;
	/** Frees what the run still holds. */
	releaseRecords(orgId: string, runId: string): Promise<void>;

	/** Remembers values that were undone; the same one twice is one. */
	addTombstones(orgId: string, tombstones: readonly Tombstone[]): Promise<void>;
	/** Those of these records, by record and field. */
	loadTombstones(orgId: string, recordIds: readonly string[]): Promise<readonly Tombstone[]>;

	/** Keeps rows for Finish; those of one record become one, as `mergeStagedRows` has it. */
	stageRows(runId: string, rows: readonly StagedRow[]): Promise<void>;
	/** What is staged of these records, in no order. */
	loadStagedRows(runId: string, recordIds: readonly string[]): Promise<readonly StagedRow[]>;
	/** Takes fields out of staged rows, by record; a row that has no value left is dropped. */
	withdrawStaged(runId: string, fieldsById: ReadonlyMap<string, readonly string[]>): Promise<void>;
	/** By parent, then record Id, in pages of at most 1,000; `idsOnly` leaves out the values of rows of records that exist. */
	readStagedRows(runId: string, idsOnly?: boolean): AsyncIterable<readonly StagedRow[]>;
	countStagedRows(runId: string): Promise<number>;
	/** By key field, the rows of records that exist first. */
	summarizeStagedRows(runId: string): Promise<readonly StagedSummary[]>;
	dropStagedRows(runId: string, recordIds: readonly string[]): Promise<void>;
	/**
	 * Notes that these staged rows were saved just as they are, and drops them: journal rows of their fields that are
	 * `intended` become `written` at this moment (ISO 8601), work that is `staged` becomes `written`, and none of it is to be
	 * tried again, except where a provider failed.
	 */
	confirmStagedRows(runId: string, recordIds: readonly string[], at: string): Promise<void>;

	/** Notes a remote job or how far it has come; the job's id tells which. */
	recordRemoteJob(runId: string, job: RemoteJob): Promise<void>;
	/** By part, those of one part in the order noted. */
	readRemoteJobs(runId: string): Promise<readonly RemoteJob[]>;

	/** Adds calls to the org's count of a day (`2026-11-21`, UTC); our own calls only. */
	addDailyCalls(orgId: string, day: string, calls: number): Promise<void>;
	/** 0 for a day without any. */
	readDailyCalls(orgId: string, day: string): Promise<number>;

	/** Remembers the host that an org is first seen on; gives the one that it is bound to. */
	bindOrg(orgId: string, host: string, now: Date): Promise<string>;
	/** Binds an org to another host, because an operator says that it has moved; false for an org that was never seen. */
	moveOrg(orgId: string, host: string): Promise<boolean>;

	/** The key that the pack seals its items with, 32 random bytes in base64url; made at the first use. */
	sealKey(): Promise<string>;

	/** Ended runs of an org, newest first, at most `limit`. */
	listRuns(orgId: string, limit: number): Promise<readonly Run[]>;
	/**
	 * Forgets ended runs that finished before this moment with their work, journal, batches, claims
	 * and staged rows, the oldest first, at most `maxRuns`; gives how many. Each goes whole or not at all. What was last written to a
	 * field stays known, and so do watermarks, carry-over, tombstones, daily calls and provider versions; attempts of before
	 * this moment are forgotten too.
	 */
	prune(before: Date, maxRuns?: number): Promise<number>;

	close(): Promise<void>;
}
