import { EnrichmentError } from '../errors';
import type { SalesforceRecord } from '../record/record-item';
import type { ApiCalls } from './api-calls';
import type { QueryPage } from './client';

interface QueryReply {
	readonly totalSize: number;
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: readonly SalesforceRecord[];
}

/** Salesforce refuses a URL with its headers above 16,384 bytes; the rest is room for the token. */
const maxUrlLength = 14_000;

/** The most Salesforce gives per page; it may give less. */
const pageSize = 2_000;

/** Pages of a query in order; each is requested only when it is asked for. */
export async function* queryPages(calls: ApiCalls, soql: string, signal?: AbortSignal): AsyncGenerator<QueryPage> {
	let url: string | undefined = queryUrl(soql);
	let pageNumber = 1;
	while (url) {
		const reply: QueryReply = await calls.send<QueryReply>(
			{
				kind: 'query',
				method: 'GET',
				url,
				headers: { 'Sforce-Query-Options': `batchSize=${pageSize}` },
				what: `read page ${pageNumber} of the query on ${objectOf(soql)}`,
				isRepeatable: true,
			},
			signal,
		);
		yield { records: reply.records, totalSize: reply.totalSize };
		url = reply.done ? undefined : reply.nextRecordsUrl;
		pageNumber += 1;
	}
}

function queryUrl(soql: string): string {
	const url = `/query?q=${encodeURIComponent(soql)}`;
	if (url.length <= maxUrlLength) return url;
	throw new EnrichmentError(
		'invalid_parameter',
		`The query on ${objectOf(soql)} is ${url.length} characters long; Salesforce takes ${maxUrlLength}.`,
		{ remedy: 'Select fewer fields or Ids at a time.' },
	);
}

function objectOf(soql: string): string {
	return /\bFROM\s+(\w+)/i.exec(soql)?.[1] ?? 'an object';
}
