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

/** Puts records with the same key together; the blocks are numbered in the order of their content. */
export async function blocksBy(keys: readonly RuleKeys[], order: Int32Array, turns: Turns): Promise<Blocks> {
	const numbers = new KeyNumbers();
	const lists = keys.map(({ one }) => new Int32Array(one.length).fill(-1));
	await turns.inParts(order.length, Math.ceil(perPart / keys.length), (from, to) => {
		for (let rank = from; rank < to; rank += 1) {
			const record = order[rank];
			for (let at = 0; at < keys.length; at += 1) {
				const { one, other } = keys[at];
				if (one[record] >= 0) lists[at][record] = numbers.add(one[record], other ? other[record] : 0);
			}
		}
	});
	const shared = numbers.shared();
	const members = new Int32Array(shared.starts[shared.count]);
	const next = shared.starts.slice();
	await turns.inParts(order.length, Math.ceil(perPart / keys.length), (from, to) => {
		for (let rank = from; rank < to; rank += 1) {
			const record = order[rank];
			for (let at = 0; at < lists.length; at += 1) {
				const number = lists[at][record];
				if (number < 0) continue;
				const block = shared.blockOf[number];
				lists[at][record] = block;
				if (block >= 0) members[next[block]++] = record;
			}
		}
	});
	return { lists, starts: shared.starts, members, count: shared.count };
}
