import { idOfRead } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';
import { mostCandidateRows } from './query-parts';
import type { QueryPool } from './query-pool';

/** What fetching candidates needs. */
export interface FetchMeans {
	readonly client: SalesforceClient;
	readonly pool: QueryPool;
	/** Told of an object of which more records share something with the items than are looked at. */
	readonly tellCrowded: (sObject: string) => void;
}

/** The rows of all queries about an object; `what` completes “could not …”. */
export async function readRows(
	{ pool, tellCrowded }: FetchMeans,
	sObject: string,
	queries: readonly string[],
	what: string,
): Promise<SalesforceRecord[]> {
	const lists = await pool.ask(queries, what);
	if (lists.some((rows) => rows.length >= mostCandidateRows)) tellCrowded(sObject);
	return lists.flat();
}

/** Each record once, however many queries found it. */
export function eachOnce(records: readonly SalesforceRecord[]): SalesforceRecord[] {
	return [...new Map(records.map((record) => [idOfRead(record), record])).values()];
}
