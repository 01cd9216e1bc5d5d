import type { RowError } from './row-result';

/** States of a job; the last three are final (Bulk API 2.0 guide, “Get Information About an Ingest Job”). */
export type IngestState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

export interface IngestRequest {
	readonly sObject: string;
	readonly operation: 'update' | 'upsert' | 'insert';
	/** With `upsert` only. */
	readonly externalIdField?: string;
}

export interface IngestJob {
	readonly jobId: string;
	readonly state: IngestState;
	readonly processed: number;
	/** Of the processed. */
	readonly failed: number;
	/** Why the job as a whole failed. */
	readonly message?: string;
}

/** One row of a job's results; `row` has the columns as they were uploaded, as text. */
export interface IngestResult {
	/** Empty for a row that was not saved as a record, and for unprocessed rows. */
	readonly id: string;
	readonly created: boolean;
	/** Empty for saved and unprocessed rows. */
	readonly errors: readonly RowError[];
	readonly row: Readonly<Record<string, string>>;
}

export type ResultKind = 'successful' | 'failed' | 'unprocessed';

/** Ingest jobs of Bulk API 2.0, one call per method; a job goes create, upload (once), close, find until final, results. */
export interface IngestJobs {
	create(request: IngestRequest, signal?: AbortSignal): Promise<IngestJob>;
	/** At most 100 MB of CSV; only one upload per job, so what may have arrived is never sent again. */
	upload(jobId: string, pieces: () => AsyncIterable<string>, signal?: AbortSignal): Promise<void>;
	/** From here on Salesforce works on the rows. */
	close(jobId: string): Promise<void>;
	/** Takes an unfinished job out; what it has saved stays saved. */
	abort(jobId: string): Promise<void>;
	/** `isRetry` tells that the state was asked for before, for the books. */
	find(jobId: string, isRetry?: boolean, signal?: AbortSignal): Promise<IngestJob>;
	/** The closed job once it is final, polled with growing pauses; `onPoll` is called before each poll, and what it throws ends the waiting, not the job. */
	untilFinal(jobId: string, onPoll?: () => Promise<void>, signal?: AbortSignal): Promise<IngestJob>;
	/** Pages of at most 1,000 rows, in no particular order; throws a retryable error when the reply breaks off. */
	results(jobId: string, kind: ResultKind, signal?: AbortSignal): AsyncIterable<readonly IngestResult[]>;
}
