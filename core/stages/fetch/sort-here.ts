import { chunk } from 'lodash';
import type { SalesforceRecord } from '../../record/record-item';
import { leastBulkQueryCalls } from '../../salesforce/bulk-query';
import { BestRows } from './best-rows';
import { recordsOfRows } from './bulk-record';
import { plainColumns } from './compound-fields';
import { type Fetch, planCalls } from './fetch-context';
import type { ReadPage, Reading } from './reading';
import { unsortedSoql } from './selection-soql';

interface SortStep {
	readonly path: string;
	readonly direction: 1 | -1;
	readonly areBlanksFirst: boolean;
}

interface KeyedRow {
	/** By sort step; a time as a number, `undefined` for blank. */
	readonly key: ReadonlyArray<string | number | undefined>;
	readonly row: readonly string[];
}

const pageRecords = 2_000;
const isTime = /^\d{4}-\d\d-\d\dT/;

/**
 * The first `room` records in the plan's order, which Salesforce is not asked for: a bulk query without ORDER BY and
 * LIMIT is cut by key ranges (PK chunking), which both of them prevent, so that it gets through where the object is too
 * large for a query to sort in 120 seconds. Memory grows with `room`, not with the object.
 */
export async function* sortHere(
	{ client, context, signal }: Fetch,
	{ plan, conditions, fields, room }: Reading,
): AsyncGenerator<ReadPage> {
	const steps = sortSteps(plan.sort);
	const columns = plainColumns([...new Set([...fields, ...steps.map(({ path }) => path)])], plan.partsByPath);
	const best = new BestRows<KeyedRow>(room, (first, second) => compareKeys(steps, first.key, second.key));
	let names: readonly string[] = [];
	let total = 0;
	await planCalls(context, leastBulkQueryCalls);
	const onFurtherPage = () => planCalls(context, 1);
	for await (const { columns: given, rows } of client.queryInBulk(unsortedSoql(plan, conditions, columns), {
		signal,
		onFurtherPage,
	})) {
		names = given;
		total += rows.length;
		for (const row of rows) best.add({ key: keyOf(steps, given, row), row });
	}
	for (const part of chunk(best.sorted(), pageRecords)) {
		const records: SalesforceRecord[] = recordsOfRows(
			{ columns: names, rows: part.map(({ row }) => row) },
			plan,
			fields,
		);
		yield { records, total };
	}
	if (room === 0 && total > 0) yield { records: [], total };
}

/** `A DESC NULLS LAST, Id` in parts; blanks come first unless it says otherwise, as in SOQL. */
function sortSteps(sort: string): SortStep[] {
	return sort.split(',').map((step) => {
		const [path, ...words] = step.trim().split(/\s+/);
		return {
			path,
			direction: words[0]?.toUpperCase() === 'DESC' ? -1 : 1,
			areBlanksFirst: words.at(-1)?.toUpperCase() !== 'LAST',
		};
	});
}

function keyOf(steps: readonly SortStep[], columns: readonly string[], row: readonly string[]): KeyedRow['key'] {
	return steps.map(({ path }) => {
		const text = row[columns.indexOf(path)] ?? '';
		if (text === '') return undefined;
		return isTime.test(text) ? Date.parse(text) : text;
	});
}

function compareKeys(steps: readonly SortStep[], first: KeyedRow['key'], second: KeyedRow['key']): number {
	for (const [index, { direction, areBlanksFirst }] of steps.entries()) {
		const [a, b] = [first[index], second[index]];
		if (a === b) continue;
		if (a === undefined || b === undefined) return (a === undefined) === areBlanksFirst ? -1 : 1;
		return a < b ? -direction : direction;
	}
	return 0;
}
