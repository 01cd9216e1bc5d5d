import type { RecordId } from '../record/identity';

/** What became of one row of a write, in the order of the rows sent. */
export type RowResult =
	| { readonly status: 'saved'; readonly id: RecordId; readonly created: boolean }
	| { readonly status: 'refused'; readonly errors: readonly RowError[] }
	/**
	 * The call ended without a usable answer; the row may or may not have been applied. Without any answer (`isPending`)
	 * Salesforce may still be at work on it.
	 */
	| { readonly status: 'unknown'; readonly reason: string; readonly isPending?: boolean };

export interface RowError {
	/** Salesforce's status code, e.g. `STRING_TOO_LONG`. */
	readonly code: string;
	readonly message: string;
	readonly fields: readonly string[];
	/** Whether sending the same row later may succeed (locks, CPU limits, service faults). */
	readonly retryable: boolean;
	/** Of a duplicate rule's refusal: the records that it found, 18 characters each, at most 50; absent when it named none. */
	readonly matchedIds?: readonly string[];
}

export interface WriteOptions {
	/** `Sforce-Auto-Assign`; default false, because Salesforce's own default re-runs assignment rules on updates. */
	readonly autoAssign?: boolean;
	/** `Sforce-Duplicate-Rule-Header`; absent leaves the org's duplicate rules as they are. */
	readonly duplicateRule?: DuplicateRuleOptions;
	/** Rows that Salesforce saves in one transaction, 1–200; default 200. Fewer meet fewer locks and governor limits. */
	readonly rowsPerTransaction?: number;
}

/** Each defaults to Salesforce's false. */
export interface DuplicateRuleOptions {
	/** Saves although an alerting rule finds a duplicate; a blocking rule still refuses. */
	readonly allowSave?: boolean;
	readonly includeRecordDetails?: boolean;
	readonly runAsCurrentUser?: boolean;
}
