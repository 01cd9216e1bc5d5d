import { EnrichmentError } from '../errors';
import type { SalesforceRecord } from '../record/record-item';
import { ApiCalls, type ApiCallContext } from './api-calls';
import type { CallTally } from './call-tally';
import type {
	DailyAllowance,
	OrgIdentity,
	QueryPage,
	RowResult,
	SalesforceClient,
	SObjectDescription,
	WriteOptions,
} from './client';
import { retrieveRecords, updateRecords } from './collections';
import { describeSObject } from './describe';
import { fetchDailyAllowance, fetchLatestDateCovered } from './limits';
import { queryPages } from './query';

/** The client over jsforce's Connection; it uses none of jsforce's query, record and bulk helpers. */
export class JsforceClient implements SalesforceClient {
	readonly calls: CallTally;

	private readonly api: ApiCalls;

	private readonly descriptions = new Map<string, Promise<SObjectDescription>>();

	constructor(
		readonly org: OrgIdentity,
		private readonly context: ApiCallContext,
	) {
		this.calls = context.tally;
		this.api = new ApiCalls(context);
	}

	serverNow(): Date {
		const { serverTime } = this.context.session;
		if (serverTime) return serverTime;
		throw new EnrichmentError('salesforce_unavailable', 'Salesforce\'s replies carry no Date header.', {
			remedy: 'Check whether a proxy removes it; without it no window of changes can be closed.',
		});
	}

	async fetchServerNow(): Promise<Date> {
		if (this.calls.used === 0) {
			// The list of API versions: no rights needed, a few hundred bytes.
			const what = 'ask for the time';
			await this.api.send({ kind: 'org', method: 'GET', url: '/services/data/', what, isRepeatable: true });
		}
		return this.serverNow();
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

	query(soql: string, signal?: AbortSignal): AsyncGenerator<QueryPage> {
		return queryPages(this.api, soql, signal);
	}

	retrieve(
		sObject: string,
		ids: readonly string[],
		fields: readonly string[],
		signal?: AbortSignal,
	): Promise<Array<SalesforceRecord | undefined>> {
		return retrieveRecords(this.api, sObject, ids, fields, signal);
	}

	update(
		sObject: string,
		rows: readonly SalesforceRecord[],
		options?: WriteOptions,
		signal?: AbortSignal,
	): Promise<RowResult[]> {
		return updateRecords(this.api, this.context.apiVersion, sObject, rows, options, signal);
	}

	fetchLatestDateCovered(sObject: string): Promise<Date | undefined> {
		return fetchLatestDateCovered(this.api, sObject, this.serverNow());
	}

	fetchDailyAllowance(): Promise<DailyAllowance> {
		return fetchDailyAllowance(this.api);
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
