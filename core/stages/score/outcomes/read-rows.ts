import { readField } from '../../../record/field-path';
import { leastBulkQueryCalls } from '../../../salesforce/bulk-query';
import type { SalesforceClient } from '../../../salesforce/client';

/** What reading needs of a connection. */
export type RowClient = Pick<SalesforceClient, 'query' | 'queryInBulk'>;

/** Takes a row's values, in the order of the paths asked for; null where a field is empty. */
export type TakeRow = (values: readonly unknown[]) => void;

/** A bulk job costs its calls and some polls; a query one call per page. */
const worthAJob = leastBulkQueryCalls + 2;

/**
 * Every row of a query, by pages, or by a bulk query where that takes fewer calls. Rows come one by one, so that nothing
 * but what `take` keeps is held in memory.
 */
export async function readRows(
	client: RowClient,
	soql: string,
	paths: readonly string[],
	take: TakeRow,
	signal?: AbortSignal,
): Promise<void> {
	let read = 0;
	for await (const { records, totalSize } of client.query(soql, signal)) {
		if (read === 0 && records.length > 0 && totalSize / records.length - 1 > worthAJob) {
			await readInBulk(client, soql, paths, take, signal);
			return;
		}
		read += records.length;
		for (const record of records) take(paths.map((path) => readField(record, path) ?? null));
	}
}

async function readInBulk(
	client: RowClient,
	soql: string,
	paths: readonly string[],
	take: TakeRow,
	signal: AbortSignal | undefined,
): Promise<void> {
	for await (const { columns, rows } of client.queryInBulk(soql, { signal })) {
		const places = paths.map((path) => columns.indexOf(path));
		for (const row of rows) take(places.map((place) => row[place] || null));
	}
}
