import type { RecordId } from '../record/identity';
import type { SalesforceRecord } from '../record/record-item';
import type { BulkPageOptions, BulkRows } from './bulk-query-pages';
import type { CallTally } from './call-tally';
import type { IngestJobs } from './ingest-jobs';
import type { ListView } from './list-view';
import type { DailyAllowance, OrgIdentity } from './org-identity';
import type { RowResult, WriteOptions } from './row-result';
import type { SObjectDescription, SObjectSummary } from './schema';
import type { SetupCalls } from './setup-calls';
import type { SoapCalls } from './soap/soap-calls';

export interface QueryPage {
	readonly records: readonly SalesforceRecord[];
	/** Of the whole query, not of the page. */
	readonly totalSize: number;
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
	/** The next description is asked for anew: fields may have been created or granted meanwhile. */
	forgetDescriptions(): void;
	/** The objects that this user sees, custom ones too; one call each time. */
	listSObjects(): Promise<SObjectSummary[]>;
	/** What a saved list of an object's tab shows; one call. */
	fetchListView(sObject: string, listViewId: string): Promise<ListView>;
	/** Pages of a query, one at a time, in order; the next page is requested only when it is asked for. */
	query(soql: string, signal?: AbortSignal): AsyncIterable<QueryPage>;
	/** All records of at most five queries, in one call where each fits a page; for queries too long for a URL. `what` completes “could not …”. */
	querySeveral(soqls: readonly string[], what: string, signal?: AbortSignal): Promise<SalesforceRecord[]>;
	/** The same, query by query. */
	queryEach(soqls: readonly string[], what: string, signal?: AbortSignal): Promise<SalesforceRecord[][]>;
	/** The rows of a Bulk API 2.0 query, some 2,000 at a time, as text; for results of many pages, because its calls hardly grow with them. */
	queryInBulk(soql: string, options?: BulkPageOptions): AsyncIterable<BulkRows>;
	/** The named fields of these records, in the order of the ids; `undefined` where one is deleted or hidden. At most 10,000 ids, in one call. */
	retrieve(
		sObject: string,
		ids: readonly RecordId[],
		fields: readonly string[],
		signal?: AbortSignal,
	): Promise<Array<SalesforceRecord | undefined>>;
	/** Those of these records that were deleted or merged, and not only hidden; a call for every 500 ids. */
	findDeleted(sObject: string, ids: readonly RecordId[], signal?: AbortSignal): Promise<RecordId[]>;
	/** Of these records those in the recycle bin, with the record that they were merged into, `undefined` for those only deleted; a call for every 500 ids. */
	findMerged(
		sObject: string,
		ids: readonly RecordId[],
		signal?: AbortSignal,
	): Promise<ReadonlyMap<RecordId, RecordId | undefined>>;
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
	/** What only SOAP does: merge, undelete, convert leads, ask the org's duplicate rules. */
	readonly soap: SoapCalls;
	/** What an administrator sets up: permissions, rules, flows, custom fields. */
	readonly setup: SetupCalls;
}
