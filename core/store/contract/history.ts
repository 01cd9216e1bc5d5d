import type { JournalRow } from './journal';

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

/** What is known of the past of a record, by all runs together. */
export interface HistoryStore {
	/** Everything journaled of one record by runs that are still remembered, oldest first, with the run it belongs to. */
	readRecordJournal(orgId: string, recordId: string): Promise<ReadonlyArray<JournalRow & { readonly runId: string }>>;
	/**
	 * The newest value that surely was written, by record and field, and only of these records; also
	 * when its run is forgotten. Left out: where the newest row is an undo (policy `undo`), and values
	 * that have a tombstone.
	 */
	loadLastWritten(orgId: string, recordIds: readonly string[]): Promise<readonly LastWritten[]>;
	/**
	 * When any run has sent changes of these records since then, each moment once and the newest first; a record without is
	 * absent. What was refused, or would only have been written, was not sent.
	 */
	loadWriteMoments(
		orgId: string,
		recordIds: readonly string[],
		since: Date,
	): Promise<ReadonlyMap<string, readonly Date[]>>;
	/** Remembers values that were undone; the same one twice is one. */
	addTombstones(orgId: string, tombstones: readonly Tombstone[]): Promise<void>;
	/** Those of these records, by record and field. */
	loadTombstones(orgId: string, recordIds: readonly string[]): Promise<readonly Tombstone[]>;
}
