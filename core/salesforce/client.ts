import type { SalesforceRecord } from '../record/record-item';
import type { BulkPageOptions, BulkRows } from './bulk-query-pages';
import type { CallTally } from './call-tally';
import type { IngestJobs } from './ingest';
import type { SetupCalls } from './setup-calls';

/** Who we are talking to. */
export interface OrgIdentity {
	/** 18 characters. */
	readonly orgId: string;
	readonly name: string;
	readonly isSandbox: boolean;
	/** 18 characters; the user whose name our writes carry. */
	readonly userId: string;
	readonly instanceUrl: string;
}

/** One value of a picklist. */
export interface PicklistEntry {
	readonly value: string;
	readonly active: boolean;
	/** What people see; absent means the value itself. */
	readonly label?: string;
	/** Base64 of one bit per entry of the controlling field (its first in the highest bit); null or absent when none controls. */
	readonly validFor?: string | null;
}

/** A field as describe tells it; only what the pack reads. */
export interface FieldDescription {
	readonly name: string;
	readonly label: string;
	/** Describe's own word: `string`, `picklist`, `boolean`, `double`, `datetime`, `reference` … */
	readonly type: string;
	readonly length: number;
	readonly precision: number;
	readonly scale: number;
	readonly nillable: boolean;
	readonly createable: boolean;
	readonly updateable: boolean;
	readonly externalId: boolean;
	/** Whether two values that differ in the case of their letters only are two; absent means not. */
	readonly caseSensitive?: boolean;
	readonly restrictedPicklist: boolean;
	readonly picklistValues: readonly PicklistEntry[];
	/** The field whose value decides which entries are valid; absent or null when none does. */
	readonly controllerName?: string | null;
	readonly referenceTo: readonly string[];
	readonly relationshipName: string | null;
	/** The compound field that this one is a part of, such as an address; absent or null when it is none. */
	readonly compoundFieldName?: string | null;
}

export interface SObjectDescription {
	readonly name: string;
	readonly label: string;
	readonly keyPrefix: string;
	/** By API name, in the schema's spelling. */
	readonly fieldByName: ReadonlyMap<string, FieldDescription>;
}

export interface QueryPage {
	readonly records: readonly SalesforceRecord[];
	/** Of the whole query, not of the page. */
	readonly totalSize: number;
}

/** What became of one row of a write, in the order of the rows sent. */
export type RowResult =
	| { readonly status: 'saved'; readonly id: string; readonly created: boolean }
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

export interface DailyAllowance {
	/** Calls per rolling 24 hours, for the whole org. */
	readonly max: number;
	readonly remaining: number;
}

/** One authenticated connection to one org; every call is counted in `calls`. Throws `EnrichmentError` only. */
export interface SalesforceClient {
	readonly org: OrgIdentity;
	readonly calls: CallTally;
	/** The same connection and books, with another name on all its calls (`Sforce-Call-Options: client=…`). */
	callingAs(callClient: string): SalesforceClient;
	/**
	 * Salesforce's clock, from the newest reply, which another client of the same session may have got earlier;
	 * our own clock is never compared with a SystemModstamp.
	 */
	serverNow(): Date;
	/** Salesforce's clock from a reply to this client; costs a call only when there was none yet. */
	fetchServerNow(): Promise<Date>;
	/** Cached for the life of the client. */
	describe(sObject: string): Promise<SObjectDescription>;
	/** Pages of a query, one at a time, in order; the next page is requested only when it is asked for. */
	query(soql: string, signal?: AbortSignal): AsyncIterable<QueryPage>;
	/** All records of at most five queries, in one call where each fits a page; for queries too long for a URL. `what` completes “could not …”. */
	querySeveral(soqls: readonly string[], what: string, signal?: AbortSignal): Promise<SalesforceRecord[]>;
	/** The rows of a Bulk API 2.0 query, some 2,000 at a time, as text; for results of many pages, because its calls hardly grow with them. */
	queryInBulk(soql: string, options?: BulkPageOptions): AsyncIterable<BulkRows>;
	/** The named fields of these records, in the order of the ids; `undefined` where one is deleted or hidden. At most 10,000 ids, in one call. */
	retrieve(
		sObject: string,
		ids: readonly string[],
		fields: readonly string[],
		signal?: AbortSignal,
	): Promise<Array<SalesforceRecord | undefined>>;
	/** Updates rows that carry an `Id`; at most 1,000 rows a call (Composite with five Collections). Results in the order of the rows. */
	update(
		sObject: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]>;
	/** Updates the record that has the row's value in this external id field, or creates one; limits and results as `update`. */
	upsert(
		sObject: string,
		externalIdField: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]>;
	/** Creates records; limits and results as `update`. A row whose result is `unknown` may exist: sending it again may create a second. */
	create(
		sObject: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]>;
	/** Bulk API 2.0, for more rows than are worth sending by `update`. */
	readonly ingest: IngestJobs;
	/** `latestDateCovered` of a narrow getUpdated; `undefined` when the org refuses it for this object. */
	fetchLatestDateCovered(sObject: string): Promise<Date | undefined>;
	fetchDailyAllowance(): Promise<DailyAllowance>;
	/** The same for no call, from the newest reply that carried `Sforce-Limit-Info`; `undefined` when none did within ten minutes. */
	knownAllowance(): DailyAllowance | undefined;
	/** What an administrator sets up: permissions, rules, flows, custom fields. */
	readonly setup: SetupCalls;
}
