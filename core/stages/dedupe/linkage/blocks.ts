import { KeyNumbers } from './key-numbers';
import type { RuleKeys } from './rule-keys';
import type { Turns } from './turns';

/** The records of each key that more than one of them has. */
export interface Blocks {
	/** By list of keys and by record: the number of its block, -1 where no other record has its key. */
	readonly lists: readonly Int32Array[];
	/** By block: where its members begin; the last one says where all end. */
	readonly starts: Int32Array;
	/** Block after block, in the order of their content. */
	readonly members: Int32Array;
	readonly count: number;
}

const perPart = 4_096;

/** Puts records with the same key together; `known` is used for numbering the keys, and cleared before. */
export async function blocksBy(
	keys: readonly RuleKeys[],
	order: Int32Array,
	turns: Turns,
	known = new KeyNumbers(order.length / 4),
): Promise<Blocks> {
	const numbered =
		keys.length === 1 && !keys[0].other ? await counted(keys[0].one, turns) : await numbers(keys, turns, known);
	const { lists } = numbered;
	const { blockOf, starts, count } = await shared(numbered.counts, turns);
	for (const list of lists) {
		await turns.inParts(list.length, perPart, (from, to) => {
			for (let record = from; record < to; record += 1) if (list[record] >= 0) list[record] = blockOf[list[record]];
		});
	}
	const members = new Int32Array(starts[count]);
	const next = starts.slice();
	const atOnce = Math.ceil(perPart / 2 / lists.length);
	await turns.inParts(order.length, atOnce, (from, to) => {
		for (let rank = from; rank < to; rank += 1) {
			const record = order[rank];
			for (let at = 0; at < lists.length; at += 1) {
				const block = lists[at][record];
				if (block >= 0) members[next[block]++] = record;
			}
		}
	});
	return { lists, starts, members, count };
}

interface Numbered {
	/** By list of keys and by record. */
	readonly lists: readonly Int32Array[];
	/** By number: how many records have the key. */
	readonly counts: Int32Array;
}

/** Keys of one number are numbers already. */
async function counted(keys: Int32Array, turns: Turns): Promise<Numbered> {
	let most = -1;
	await turns.inParts(keys.length, perPart * 4, (from, to) => {
		for (let record = from; record < to; record += 1) if (keys[record] > most) most = keys[record];
	});
	const counts = new Int32Array(most + 1);
	await turns.inParts(keys.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1) if (keys[record] >= 0) counts[keys[record]] += 1;
	});
	return { lists: [keys.slice()], counts };
}

async function numbers(keys: readonly RuleKeys[], turns: Turns, known: KeyNumbers): Promise<Numbered> {
	known.clear();
	const lists: Int32Array[] = [];
	for (const { one, other } of keys) {
		const list = new Int32Array(one.length).fill(-1);
		await turns.inParts(list.length, perPart / 2, (from, to) => {
			for (let record = from; record < to; record += 1)
				if (one[record] >= 0) list[record] = known.add(one[record], other ? other[record] : 0);
		});
		lists.push(list);
	}
	return { lists, counts: known.counts.subarray(0, known.size) };
}

/** The keys that several records have, numbered anew; -1 for the rest. */
async function shared(
	counts: Int32Array,
	turns: Turns,
): Promise<{ readonly blockOf: Int32Array; readonly starts: Int32Array; readonly count: number }> {
	const blockOf = new Int32Array(counts.length).fill(-1);
	const starts = new Int32Array(counts.length + 1);
	let count = 0;
	await turns.inParts(counts.length, perPart * 2, (from, to) => {
		for (let number = from; number < to; number += 1) {
			if (counts[number] < 2) continue;
			blockOf[number] = count;
			starts[count + 1] = starts[count] + counts[number];
			count += 1;
		}
	});
	return { blockOf, starts: starts.slice(0, count + 1), count };
}
