import { idOfRead } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { mostCandidateRows } from './query-parts';

/** What fetching candidates needs. */
export interface FetchMeans {
	readonly client: SalesforceClient;
	readonly signal?: AbortSignal;
	/** Told of an object of which more records share something with the items than are looked at. */
	readonly tellCrowded: (sObject: string) => void;
}

const queriesAtOnce = 5;

/** The rows of all queries about an object, five of them a call; `what` completes “could not …”. */
export async function readRows(
	{ client, signal, tellCrowded }: FetchMeans,
	sObject: string,
	queries: readonly string[],
	what: string,
): Promise<SalesforceRecord[]> {
	const rows: SalesforceRecord[] = [];
	for (let at = 0; at < queries.length; at += queriesAtOnce) {
		const some = await client.querySeveral(queries.slice(at, at + queriesAtOnce), what, signal);
		for (const row of some) rows.push(row);
	}
	if (rows.length >= mostCandidateRows) tellCrowded(sObject);
	return rows;
}

/** Each record once, however many queries found it. */
export function eachOnce(records: readonly SalesforceRecord[]): SalesforceRecord[] {
	return [...new Map(records.map((record) => [idOfRead(record), record])).values()];
}
