import type { ValueSource } from '../../record/record-item';
/** One field of one record, before and after; what preview, undo and explain read. */
export interface JournalRow {
	readonly recordId: string;
	readonly sObject: string;
	readonly field: string;
	/** The row that says that the run created the record, or merged it into another; absent: a field was changed. */
	readonly kind?: 'created' | 'merged';
	readonly before: unknown;
	readonly after: unknown;
	/** Names where the value came from. */
	readonly provider?: string;
	readonly source?: ValueSource;
	readonly confidence?: number;
	/** The policy that decided. */
	readonly policy?: string;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
	readonly status: 'intended' | 'written' | 'refused' | 'unknown' | 'would_write';
	/** ISO 8601, Salesforce's clock. */
	readonly at: string;
	/** ISO 8601, the newest first and twenty at most: when this run has sent the field before. The store keeps them; what is given is ignored. */
	readonly sentBefore?: readonly string[];
}

/** What each run changed. */
export interface JournalStore {
	/**
	 * Appends rows, or replaces those already there for the same record and field. A change that
	 * starts from our own earlier value keeps the older `before`, so that undo restores the original. A value that was
	 * written stays known as the last one as long as what replaces its row is not written.
	 */
	journal(runId: string, rows: readonly JournalRow[]): Promise<void>;
	/** What the run has journaled of these records. */
	loadJournal(runId: string, recordIds: readonly string[]): Promise<readonly JournalRow[]>;
	/** Record by record in the order written, in pages of at most 1,000; a record that got another field later comes later, and what was staged in large parts comes before all others. */
	readJournal(runId: string): AsyncIterable<readonly JournalRow[]>;
}
