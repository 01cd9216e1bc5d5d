import { leastBulkQueryCalls } from '../../salesforce/bulk-query';
import { isQueryTimeout } from '../../salesforce/salesforce-error';
import { recordsOfRows } from './bulk-record';
import { plainColumns } from './compound-fields';
import { type Fetch, planCalls } from './fetch-context';
import { selectionSoql } from './selection-soql';
import { sortHere } from './sort-here';
import type { ReadPage, Reading } from './reading';

/** A job is usually ready at the second or third poll. */
const expectedBulkCalls = leastBulkQueryCalls + 2;

/**
 * The records in the plan's order, by whichever way takes fewer calls: pages of a query, or a bulk query. The first
 * page is asked for one record more than may be taken, so that it tells whether there are more.
 */
export async function* readSelection(fetch: Fetch, reading: Reading): AsyncGenerator<ReadPage> {
	let isBegun = false;
	try {
		for await (const page of readSorted(fetch, reading)) {
			isBegun = true;
			yield page;
		}
	} catch (error) {
		if (isBegun || reading.onTimeout === 'throw' || !isQueryTimeout(error)) throw error;
		yield* sortHere(fetch, reading);
	}
}

async function* readSorted(fetch: Fetch, reading: Reading): AsyncGenerator<ReadPage> {
	const { client, context, signal } = fetch;
	const { plan, conditions, fields, room } = reading;
	let read = 0;
	await planCalls(context, 1);
	for await (const page of client.query(selectionSoql(plan, conditions, room + 1, fields), signal)) {
		if (read === 0) {
			const further = furtherPages(Math.min(page.totalSize, room), page.records.length);
			if (further > expectedBulkCalls) {
				yield* readInBulk(fetch, reading, page.totalSize);
				return;
			}
			await planCalls(context, further);
		}
		const records = page.records.slice(0, room - read);
		read += records.length;
		yield { records, total: page.totalSize };
		// The next page would hold nothing but the one record too many.
		if (read >= room) return;
	}
}

/** The page that told the size is read once more as part of the job; that costs none of its calls. */
async function* readInBulk(
	{ client, context, signal }: Fetch,
	{ plan, conditions, fields, room }: Reading,
	total: number,
): AsyncGenerator<ReadPage> {
	// A job that ends too early has no result to read.
	await planCalls(context, leastBulkQueryCalls - 1);
	let isResultPlanned = false;
	const planResult = async () => {
		if (!isResultPlanned) await planCalls(context, 1);
		isResultPlanned = true;
	};
	const onFurtherPage = () => planCalls(context, 1);
	for await (const rows of client.queryInBulk(
		selectionSoql(plan, conditions, room, plainColumns(fields, plan.partsByPath)),
		{ signal, onFurtherPage },
	)) {
		await planResult();
		yield { records: recordsOfRows(rows, plan, fields), total };
	}
	await planResult();
}

/** Pages beyond the first, if the others are as long. */
function furtherPages(count: number, pageLength: number): number {
	return pageLength === 0 ? 0 : Math.max(0, Math.ceil(count / pageLength) - 1);
}
