import { EnrichmentError } from '../errors';
import type { SalesforceRecord } from '../record/record-item';
import type { ApiCalls } from './api-calls';
import { queryInBody, type QueryReply } from './query-in-body';
import { replyPath } from './reply-path';

/** Queries that one Composite takes (REST API guide: five of its parts may be queries or Collections). */
export const maxQueriesAtOnce = 5;

/** The records of each of at most five queries, for one call, and one more for each page beyond the first of a query. */
export async function queryEach(
	calls: ApiCalls,
	apiVersion: string,
	soqls: readonly string[],
	what: string,
	signal?: AbortSignal,
): Promise<SalesforceRecord[][]> {
	if (soqls.length === 0) return [];
	assertFew(soqls.length);
	const lists: SalesforceRecord[][] = [];
	for (const first of await queryInBody(calls, apiVersion, soqls, what, signal)) {
		const records: SalesforceRecord[] = [];
		let page: QueryReply | undefined = first;
		while (page) {
			for (const record of page.records) records.push(record);
			page =
				page.done || !page.nextRecordsUrl
					? undefined
					: await nextPage(calls, replyPath(page.nextRecordsUrl, what), what, signal);
		}
		lists.push(records);
	}
	return lists;
}

/** The records of all of them, one after the other. */
export async function querySeveral(...asked: Parameters<typeof queryEach>): Promise<SalesforceRecord[]> {
	return (await queryEach(...asked)).flat();
}

async function nextPage(
	calls: ApiCalls,
	url: string,
	what: string,
	signal: AbortSignal | undefined,
): Promise<QueryReply> {
	return await calls.send<QueryReply>({ kind: 'query', method: 'GET', url, what, isRepeatable: true }, signal);
}

function assertFew(count: number): void {
	if (count <= maxQueriesAtOnce) return;
	throw new EnrichmentError(
		'invalid_parameter',
		`${count} queries are too many for one call; ${maxQueriesAtOnce} is the most.`,
		{
			remedy: 'Send them in several calls.',
		},
	);
}
