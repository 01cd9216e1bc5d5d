import { EnrichmentError } from '../errors';
import type { SalesforceRecord } from '../record/record-item';
import type { ApiCalls } from './api-calls';
import { errorFromReply } from './salesforce-error';

/** Queries that one Composite takes (REST API guide: five of its parts may be queries or Collections). */
export const maxQueriesAtOnce = 5;

interface QueryReply {
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: readonly SalesforceRecord[];
}

interface Subresponse {
	readonly body: unknown;
	readonly httpStatusCode: number;
}

/**
 * All records of at most five queries, for one call, and one more for each page beyond the first of a query. They
 * travel in the body, so that the length of a URL does not limit them.
 */
export async function querySeveral(
	calls: ApiCalls,
	apiVersion: string,
	soqls: readonly string[],
	what: string,
	signal?: AbortSignal,
): Promise<SalesforceRecord[]> {
	if (soqls.length === 0) return [];
	assertFew(soqls.length);
	const reply = await calls.send<{ readonly compositeResponse?: readonly Subresponse[] }>(
		{
			kind: 'query',
			method: 'POST',
			url: '/composite',
			body: {
				allOrNone: false,
				compositeRequest: soqls.map((soql, index) => ({
					method: 'GET',
					url: `/services/data/v${apiVersion}/query?q=${encodeURIComponent(soql)}`,
					referenceId: `query${index}`,
				})),
			},
			what,
			isRepeatable: true,
		},
		signal,
	);
	const records: SalesforceRecord[] = [];
	for (let index = 0; index < soqls.length; index += 1) {
		let page: QueryReply | undefined = queryReply(reply.compositeResponse?.[index], what);
		while (page) {
			for (const record of page.records) records.push(record);
			page = page.done || !page.nextRecordsUrl ? undefined : await nextPage(calls, page.nextRecordsUrl, what, signal);
		}
	}
	return records;
}

async function nextPage(calls: ApiCalls, url: string, what: string, signal: AbortSignal | undefined): Promise<QueryReply> {
	return await calls.send<QueryReply>({ kind: 'query', method: 'GET', url, what, isRepeatable: true }, signal);
}

function queryReply(response: Subresponse | undefined, what: string): QueryReply {
	const { httpStatusCode = 500, body } = response ?? {};
	if (httpStatusCode < 300) return body as QueryReply;
	throw errorFromReply({ statusCode: httpStatusCode, body: JSON.stringify(body ?? []) }, what);
}

function assertFew(count: number): void {
	if (count <= maxQueriesAtOnce) return;
	throw new EnrichmentError('invalid_parameter', `${count} queries are too many for one call; ${maxQueriesAtOnce} is the most.`, {
		remedy: 'Send them in several calls.',
	});
}
