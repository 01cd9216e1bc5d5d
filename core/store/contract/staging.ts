import type { StagedRow, StagedSummary } from '../../record/staged-row';

/** Rows that wait until Finish sends them. */
export interface StagingStore {
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
	/** Has `confirmTogether` pass over these records, and over some that were staged with them. */
	keepApart(runId: string, recordIds: readonly string[]): Promise<void>;
	/**
	 * As `confirmStagedRows`, for up to 5,000 rows that were staged in large parts and have not been named since; whether
	 * there may be more of them.
	 */
	confirmTogether(runId: string, at: string): Promise<boolean>;
}
