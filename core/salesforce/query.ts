import { EnrichmentError } from '../errors';
import type { ApiCalls } from './api-calls';
import type { QueryPage } from './client';
import { queryInBody, type QueryReply } from './query-in-body';
import { replyPath } from './reply-path';

/** Of a statement (SOQL and SOSL guide, "SOQL Limits"). */
const maxSoqlLength = 100_000;

/** The most Salesforce gives per page; it may give less. */
const pageHeaders = { 'Sforce-Query-Options': 'batchSize=2000' };

/** Pages of a query in order; each is requested only when it is asked for. A query too long for a URL travels in a body. */
export async function* queryPages(
	calls: ApiCalls,
	apiVersion: string,
	soql: string,
	signal?: AbortSignal,
): AsyncGenerator<QueryPage> {
	const whatOf = (pageNumber: number) => `read page ${pageNumber} of the query on ${objectOf(soql)}`;
	assertLength(soql);
	let url: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
	let pageNumber = 1;
	if (!calls.fitsRequestLine(url, pageHeaders)) {
		const [first] = await queryInBody(calls, apiVersion, [soql], whatOf(1), signal);
		yield { records: first.records, totalSize: first.totalSize };
		url = nextUrl(first, whatOf(1));
		pageNumber = 2;
	}
	for (; url; pageNumber += 1) {
		const reply: QueryReply = await calls.send<QueryReply>(
			{
				kind: 'query',
				method: 'GET',
				url,
				headers: pageHeaders,
				what: whatOf(pageNumber),
				isRepeatable: true,
			},
			signal,
		);
		yield { records: reply.records, totalSize: reply.totalSize };
		url = nextUrl(reply, whatOf(pageNumber));
	}
}

function nextUrl({ done, nextRecordsUrl }: QueryReply, what: string): string | undefined {
	return done || nextRecordsUrl === undefined ? undefined : replyPath(nextRecordsUrl, what);
}

function assertLength(soql: string): void {
	if (soql.length <= maxSoqlLength) return;
	throw new EnrichmentError(
		'invalid_parameter',
		`The query on ${objectOf(soql)} is ${soql.length} characters long; Salesforce takes ${maxSoqlLength}.`,
		{ remedy: 'Shorten the lists of values in it, or select fewer fields.' },
	);
}

function objectOf(soql: string): string {
	return /\bFROM\s+(\w+)/i.exec(soql)?.[1] ?? 'an object';
}
