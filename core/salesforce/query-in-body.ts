import type { SalesforceRecord } from '../record/record-item';
import type { ApiCalls } from './api-calls';
import { errorFromReply } from './salesforce-error';

/** One page of a query as Salesforce replies it. */
export interface QueryReply {
	readonly totalSize: number;
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: readonly SalesforceRecord[];
}

interface Subresponse {
	readonly body: unknown;
	readonly httpStatusCode: number;
}

/**
 * The first pages of at most five queries, in their order, for one call. They travel in the body of a Composite, so
 * that the length of a URL does not limit them. Throws what Salesforce says of the first that it refuses.
 */
export async function queryInBody(
	calls: ApiCalls,
	apiVersion: string,
	soqls: readonly string[],
	what: string,
	signal: AbortSignal | undefined,
): Promise<QueryReply[]> {
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
					// A subrequest does not inherit the headers of the call it travels in.
					httpHeaders: calls.callOptions,
				})),
			},
			what,
			isRepeatable: true,
		},
		signal,
	);
	return soqls.map((_soql, index) => queryReply(reply.compositeResponse?.[index], what));
}

function queryReply(response: Subresponse | undefined, what: string): QueryReply {
	const { httpStatusCode = 500, body } = response ?? {};
	if (httpStatusCode < 300) return body as QueryReply;
	throw errorFromReply({ statusCode: httpStatusCode, body: JSON.stringify(body ?? []) }, what);
}
