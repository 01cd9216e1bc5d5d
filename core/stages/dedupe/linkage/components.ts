import { rootOf } from './root-of';
import type { Pairs } from './pairs';
import type { Turns } from './turns';

/** Records that pairs hold together, in the order of their content, and these pairs. */
export interface Component {
	readonly members: Int32Array;
	readonly pairs: Int32Array;
}

/** As many as there are; each is made when it is asked for. */
export interface FoundComponents {
	readonly count: number;
	at(number: number): Component;
}

const perPart = 2_048;

/** Finds what pairs hold together; the lists it works with are as long as there are records, and used again each time. */
export class Components {
	private readonly parent: Int32Array;

	/** By root: the number of its component. */
	private readonly numbers: Int32Array;

	constructor(
		private readonly pairs: Pick<Pairs, 'left' | 'right'>,
		records: number,
		private readonly turns: Turns,
	) {
		this.parent = new Int32Array(records);
		this.numbers = new Int32Array(records);
	}

	/** Of these records, in the order of their content, by these pairs between them; records that no pair holds are left out. */
	async of(members: Int32Array, pairs: Int32Array): Promise<FoundComponents> {
		const { left, right } = this.pairs;
		const { parent, numbers, turns } = this;
		await turns.inParts(members.length, perPart * 4, (from, to) => {
			for (let at = from; at < to; at += 1) {
				parent[members[at]] = members[at];
				numbers[members[at]] = -1;
			}
		});
		await turns.inParts(pairs.length, perPart, (from, to) => {
			for (let at = from; at < to; at += 1)
				parent[rootOf(this.parent, right[pairs[at]])] = rootOf(this.parent, left[pairs[at]]);
		});
		let count = 0;
		const numberOf = (record: number): number => numbers[rootOf(this.parent, record)];
		const pairNumbers = new Int32Array(pairs.length);
		await turns.inParts(pairs.length, perPart, (from, to) => {
			for (let at = from; at < to; at += 1) {
				const root = rootOf(this.parent, left[pairs[at]]);
				if (numbers[root] < 0) numbers[root] = count++;
				pairNumbers[at] = numbers[root];
			}
		});
		const memberNumbers = new Int32Array(members.length);
		await turns.inParts(members.length, perPart, (from, to) => {
			for (let at = from; at < to; at += 1) memberNumbers[at] = numberOf(members[at]);
		});
		const membersOf = await this.grouped(members, memberNumbers, count);
		const pairsOf = await this.grouped(pairs, pairNumbers, count);
		return { count, at: (number) => ({ members: membersOf(number), pairs: pairsOf(number) }) };
	}

	/** The items of each number, in the order in which they came. */
	private async grouped(
		items: Int32Array,
		numbers: Int32Array,
		count: number,
	): Promise<(number: number) => Int32Array> {
		const starts = new Int32Array(count + 1);
		await this.turns.inParts(items.length, perPart * 2, (from, to) => {
			for (let at = from; at < to; at += 1) if (numbers[at] >= 0) starts[numbers[at] + 1] += 1;
		});
		for (let number = 0; number < count; number += 1) starts[number + 1] += starts[number];
		const next = starts.slice();
		const sorted = new Int32Array(starts[count]);
		await this.turns.inParts(items.length, perPart * 2, (from, to) => {
			for (let at = from; at < to; at += 1) if (numbers[at] >= 0) sorted[next[numbers[at]]++] = items[at];
		});
		return (number) => sorted.subarray(starts[number], starts[number + 1]);
	}
}
