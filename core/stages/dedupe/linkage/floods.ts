import type { ContentOrder } from './content-order';
import type { LinkageField } from './fields';
import { type Column, type LinkageTable, missing } from './columns';
import { runsOfTwins } from './twins';
import type { Turns } from './turns';

/** A run of records that hold the same is a flood from here on, where it is more than so much of all records. */
const leastCopies = 20;
const leastShare = 0.01;
const telling: readonly LinkageField[] = ['email', 'phone', 'identifier', 'birthdate', 'street', 'domain'];
const perPart = 4_096;

/** Records that stand there so often that what they hold would look common. */
export interface Floods {
	/** Every record but the further copies, in the order of their content: by its number in `table`, its number among all. */
	readonly kept: Int32Array;
	/** Of the kept records. */
	readonly table: LinkageTable;
	/** Of all records; values count as they do among the kept ones. */
	readonly all: LinkageTable;
	/** The further copies, and of each the record that was kept. */
	readonly copies: ReadonlyArray<readonly [kept: number, copy: number]>;
}

/**
 * Finds them, as a form that somebody tests leaves them; `undefined` where there are none. Names alone do not make one: in a file
 * of nothing else the many of one name may be many.
 */
export async function floodsOf(
	table: LinkageTable,
	{ order }: ContentOrder,
	turns: Turns,
): Promise<Floods | undefined> {
	const least = Math.max(leastCopies, table.size * leastShare);
	if (!telling.some((field) => isAnyAsOften(table.columns.get(field), least))) return undefined;
	const copies: Array<readonly [number, number]> = [];
	const isCopy = new Uint8Array(table.size);
	for (const run of runsOfTwins(order, table)) {
		if (run.length <= least || !telling.some((field) => hasValue(table.columns.get(field), run[0]))) continue;
		for (const copy of run.subarray(1)) {
			copies.push([run[0], copy]);
			isCopy[copy] = 1;
		}
		await turns.next();
	}
	if (copies.length === 0) return undefined;
	const kept = order.filter((record) => isCopy[record] === 0);
	const all = new Map<LinkageField, Column>();
	const some = new Map<LinkageField, Column>();
	for (const [field, column] of table.columns) {
		const { dictionary, ids } = column;
		const keptIds = new Int32Array(kept.length);
		await turns.inParts(kept.length, perPart, (from, to) => {
			for (let at = from; at < to; at += 1) keptIds[at] = ids[kept[at]];
		});
		let further = 0;
		for (const [, copy] of copies) {
			if (ids[copy] === missing) continue;
			dictionary.counts[ids[copy]] -= 1;
			further += 1;
		}
		const filled = column.filled - further;
		all.set(field, { field, dictionary, ids, filled });
		some.set(field, { field, dictionary, ids: keptIds, filled });
	}
	return { kept, table: { size: kept.length, columns: some }, all: { size: table.size, columns: all }, copies };
}

function isAnyAsOften(column: Column | undefined, least: number): boolean {
	if (!column) return false;
	const { counts, size } = column.dictionary;
	for (let value = 0; value < size; value += 1) if (counts[value] > least) return true;
	return false;
}

function hasValue(column: Column | undefined, record: number): boolean {
	return column !== undefined && column.ids[record] !== missing;
}
