import type { RecordId } from '../record/identity';
import { setTimeout as pause } from 'node:timers/promises';
import { EnrichmentError } from '../errors';
import type { SalesforceRecord } from '../record/record-item';
import { ApiCalls } from './api-calls';
import { type ApiCallContext, defaultCallClient } from './call-context';
import { type BulkQueryCalls, queryInBulk } from './bulk-query';
import type { BulkPageOptions, BulkRows } from './bulk-query-pages';
import { spreadPause } from '../http/call-settings';
import type { CallTally } from './call-tally';
import type { QueryPage, SalesforceClient } from './client';
import type { DailyAllowance, OrgIdentity } from './org-identity';
import type { RowResult, WriteOptions } from './row-result';
import type { SObjectDescription, SObjectSummary } from './schema';
import { retrieveRecords, saveRecords, type SaveOperation } from './collections';
import { describeSObject } from './describe';
import { findDeleted, findMerged } from './find-deleted';
import { listSObjects } from './describe-global';
import { fetchListView, type ListView } from './list-view';
import { IngestCalls } from './ingest';
import type { IngestJobs } from './ingest-jobs';
import { fetchDailyAllowance, fetchLatestDateCovered } from './limits';
import { queryPages } from './query';
import { queryEach, querySeveral } from './query-several';
import { assertNearOurClock } from './server-clock';
import { setupCalls, type SetupCalls } from './setup-calls';
import { SoapCalls } from './soap/soap-calls';
import { StreamedCalls } from './streamed-calls';

/** The client over jsforce's Connection; it uses none of jsforce's query, record and bulk helpers. */
export class JsforceClient implements SalesforceClient {
	readonly calls: CallTally;

	readonly ingest: IngestJobs;

	readonly setup: SetupCalls;

	readonly soap: SoapCalls;

	private readonly api: ApiCalls;

	private readonly descriptions = new Map<string, Promise<SObjectDescription>>();

	constructor(
		readonly org: OrgIdentity,
		private readonly context: ApiCallContext,
	) {
		this.calls = context.tally;
		this.api = new ApiCalls(context);
		this.ingest = new IngestCalls(this.api, context);
		this.soap = new SoapCalls(this.api, context.apiVersion, context.callClient || defaultCallClient);
		this.setup = setupCalls(this.api, context.apiVersion, () => this.forgetDescriptions());
	}

	callingAs(callClient: string): SalesforceClient {
		return new JsforceClient(this.org, { ...this.context, callClient });
	}

	serverNow(): Date {
		const { serverTime } = this.context.session;
		if (serverTime) return serverTime;
		throw new EnrichmentError('salesforce_unavailable', "Salesforce's replies carry no Date header.", {
			remedy: 'Check whether a proxy removes it; without it no window of changes can be closed.',
		});
	}

	async fetchServerNow(): Promise<Date> {
		if (this.calls.used === 0) {
			// The list of API versions: no rights needed, a few hundred bytes.
			const what = 'ask for the time';
			await this.api.send({ kind: 'org', method: 'GET', url: '/services/data/', what, isRepeatable: true });
		}
		// Here, where windows are drawn by it; what was written is settled by whatever clock it was written under.
		return assertNearOurClock(this.serverNow(), this.context.session.clock());
	}

	findDeleted(sObject: string, ids: readonly RecordId[], signal?: AbortSignal): Promise<RecordId[]> {
		return findDeleted(this.api, sObject, ids, signal);
	}

	findMerged(
		sObject: string,
		ids: readonly RecordId[],
		signal?: AbortSignal,
	): Promise<ReadonlyMap<RecordId, RecordId | undefined>> {
		return findMerged(this.api, sObject, ids, signal);
	}

	describe(sObject: string): Promise<SObjectDescription> {
		const known = this.descriptions.get(sObject);
		if (known) return known;
		const description = this.describeOnce(sObject).catch((error: unknown) => {
			this.descriptions.delete(sObject);
			throw error;
		});
		this.descriptions.set(sObject, description);
		return description;
	}

	forgetDescriptions(): void {
		this.descriptions.clear();
		this.context.session.forgetDescriptions();
	}

	listSObjects(): Promise<SObjectSummary[]> {
		return listSObjects(this.api);
	}

	fetchListView(sObject: string, listViewId: string): Promise<ListView> {
		return fetchListView(this.api, sObject, listViewId);
	}

	query(soql: string, signal?: AbortSignal): AsyncGenerator<QueryPage> {
		return queryPages(this.api, this.context.apiVersion, soql, signal);
	}

	querySeveral(soqls: readonly string[], what: string, signal?: AbortSignal): Promise<SalesforceRecord[]> {
		return querySeveral(this.api, this.context.apiVersion, soqls, what, signal);
	}

	queryEach(soqls: readonly string[], what: string, signal?: AbortSignal): Promise<SalesforceRecord[][]> {
		return queryEach(this.api, this.context.apiVersion, soqls, what, signal);
	}

	queryInBulk(soql: string, options?: BulkPageOptions): AsyncGenerator<BulkRows> {
		const { settings } = this.context;
		const wait = settings.wait ?? ((ms: number) => pauseUnlessCanceled(spreadPause(ms, settings), options?.signal));
		const streamed = new StreamedCalls(this.context);
		const calls: BulkQueryCalls = {
			send: (call, signal) => this.api.send(call, signal),
			download: (call, isRetry, signal) => {
				const download = () => streamed.download(call, signal);
				return isRetry ? this.calls.repeating(download) : download();
			},
		};
		return queryInBulk(calls, soql, wait, options);
	}

	retrieve(
		sObject: string,
		ids: readonly RecordId[],
		fields: readonly string[],
		signal?: AbortSignal,
	): Promise<Array<SalesforceRecord | undefined>> {
		return retrieveRecords(this.api, this.context.apiVersion, sObject, ids, fields, signal);
	}

	update(
		sObject: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]> {
		return this.save({ kind: 'update', sObject }, rows, options, signal);
	}

	upsert(
		sObject: string,
		externalIdField: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]> {
		return this.save({ kind: 'upsert', sObject, externalIdField }, rows, options, signal);
	}

	create(
		sObject: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]> {
		return this.save({ kind: 'create', sObject }, rows, options, signal);
	}

	fetchLatestDateCovered(sObject: string): Promise<Date | undefined> {
		return fetchLatestDateCovered(this.api, sObject, this.serverNow());
	}

	fetchDailyAllowance(): Promise<DailyAllowance> {
		return fetchDailyAllowance(this.api);
	}

	knownAllowance(): DailyAllowance | undefined {
		return this.context.session.knownAllowance();
	}

	private save(
		operation: SaveOperation,
		rows: readonly SalesforceRecord[],
		options: WriteOptions | undefined,
		signal: AbortSignal | undefined,
	): Promise<RowResult[]> {
		const { apiVersion } = this.context;
		return saveRecords(this.api, apiVersion, operation, rows, options, signal);
	}

	private async describeOnce(sObject: string): Promise<SObjectDescription> {
		const { session } = this.context;
		const cached = session.findDescription(sObject);
		if (cached) return cached;
		const description = await describeSObject(this.api, sObject);
		session.saveDescription(sObject, description);
		return description;
	}
}

/** Ends early without a word: the call that follows finds out that it was canceled. */
async function pauseUnlessCanceled(ms: number, signal: AbortSignal | undefined): Promise<void> {
	await pause(ms, undefined, { signal }).catch(() => undefined);
}
