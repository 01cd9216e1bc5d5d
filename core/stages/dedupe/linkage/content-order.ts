import { setImmediate } from 'node:timers/promises';
import { type LinkageTable, missing } from './table';

const perTurn = 8_000;

/** All records sorted by what they hold, so that nothing depends on the order in which they came. */
export interface ContentOrder {
	/** The records in that order. */
	readonly order: Int32Array;
	/** The place of each record in it. */
	readonly ranks: Int32Array;
}

/** Lets other work in between. */
export async function contentOrder({ columns, size }: LinkageTable): Promise<ContentOrder> {
	const lists: Array<{ readonly ids: Int32Array; readonly ranks: Int32Array }> = [];
	for (const { ids, dictionary } of columns.values()) {
		await setImmediate();
		const order = await sortedInTurns(dictionary.size, (a, b) => (dictionary.texts[a] < dictionary.texts[b] ? -1 : 1));
		const ranks = new Int32Array(dictionary.size);
		order.forEach((value, rank) => (ranks[value] = rank));
		lists.push({ ids, ranks });
	}
	const order = await sortedInTurns(size, (a, b) => {
		for (const { ids, ranks } of lists) {
			const [one, other] = [ids[a] === missing ? missing : ranks[ids[a]], ids[b] === missing ? missing : ranks[ids[b]]];
			if (one !== other) return one - other;
		}
		return a - b;
	});
	const ranks = new Int32Array(size);
	order.forEach((record, rank) => (ranks[record] = rank));
	return { order, ranks };
}

/** 0 to `size - 1` in order; lets other work in between. */
async function sortedInTurns(size: number, compare: (a: number, b: number) => number): Promise<Int32Array> {
	let runs: Int32Array[] = [];
	for (let start = 0; start < size; start += perTurn) {
		runs.push(Int32Array.from({ length: Math.min(perTurn, size - start) }, (_, at) => start + at).sort(compare));
		await setImmediate();
	}
	while (runs.length > 1) {
		const merged: Int32Array[] = [];
		for (let at = 0; at < runs.length; at += 2)
			merged.push(at + 1 < runs.length ? await merge(runs[at], runs[at + 1], compare) : runs[at]);
		runs = merged;
	}
	return runs[0] ?? new Int32Array(0);
}

async function merge(
	one: Int32Array,
	other: Int32Array,
	compare: (a: number, b: number) => number,
): Promise<Int32Array> {
	const merged = new Int32Array(one.length + other.length);
	let [a, b] = [0, 0];
	for (let at = 0; at < merged.length; at += 1) {
		if (at % (perTurn * 5) === 0) await setImmediate();
		merged[at] = b >= other.length || (a < one.length && compare(one[a], other[b]) <= 0) ? one[a++] : other[b++];
	}
	return merged;
}
