import { setImmediate } from 'node:timers/promises';
import type { BlockingRule } from './blocking-rules';
import type { ContentOrder } from './content-order';

/** Candidate pairs, each once: `left[k]` and `right[k]` are records in the order of their content, `rule[k]` is the first rule that both agree on. */
export interface Pairs {
	readonly left: Int32Array;
	readonly right: Int32Array;
	readonly rule: Uint8Array;
	readonly count: number;
	/** By rule: what its blocks held. */
	readonly blocks: readonly BlockReport[];
}

export interface BlockReport {
	readonly rule: string;
	/** Pairs that no earlier rule had found. */
	readonly pairs: number;
	readonly largest: number;
	/** Blocks that were larger than the cap, and the records in them: each was compared with its neighbours only. */
	readonly cappedBlocks: number;
	readonly cappedRecords: number;
	/** The rule was weak, and would have cost too many pairs. */
	readonly isLeftOut?: boolean;
}

/** Larger blocks say little about any two of their records, and would cost the square of their size. */
export const mostInBlock = 120;
/** In a larger block each record meets so many neighbours in the order of `sortKeys`. */
const neighbours = 6;
const recordsPerTurn = 4_000;

/** A weak rule may cost so many pairs a record. */
const mostOptionalPairs = 6;

function worthOf(blocks: readonly Int32Array[]): number {
	return blocks.reduce(
		(sum, { length }) => sum + (length <= mostInBlock ? (length * (length - 1)) / 2 : length * neighbours),
		0,
	);
}

/** The pairs that the rules allow, of different lists where there are two; blocks that are too large are compared by neighbours in the order of their content. */
export async function blockPairs(
	rules: readonly BlockingRule[],
	size: number,
	content: ContentOrder,
	lists?: Uint8Array,
): Promise<Pairs> {
	const collector = new PairCollector(size, content.ranks, lists);
	const blocks: BlockReport[] = [];
	for (const [index, rule] of rules.entries()) {
		await setImmediate();
		const found = [...blocksOf(rule, content.order)];
		if (rule.isOptional && worthOf(found) > size * mostOptionalPairs) {
			blocks.push({ rule: rule.name, pairs: 0, largest: 0, cappedBlocks: 0, cappedRecords: 0, isLeftOut: true });
			continue;
		}
		const before = collector.count;
		let looked = 0;
		for (const block of found) {
			if (block.length <= mostInBlock) collector.addAll(block, index);
			else collector.addNeighbours(block, index);
			looked += block.length;
			if (looked < recordsPerTurn) continue;
			await setImmediate();
			looked = 0;
		}
		blocks.push({ rule: rule.name, pairs: collector.count - before, ...sizesOf(found) });
	}
	return { ...collector.pairs(), blocks };
}

function sizesOf(blocks: readonly Int32Array[]): Pick<BlockReport, 'largest' | 'cappedBlocks' | 'cappedRecords'> {
	const capped = blocks.filter(({ length }) => length > mostInBlock);
	return {
		largest: blocks.reduce((most, { length }) => Math.max(most, length), 0),
		cappedBlocks: capped.length,
		cappedRecords: capped.reduce((sum, { length }) => sum + length, 0),
	};
}

/** The records of each key that more than one of them has. */
function* blocksOf({ keys, more = [] }: BlockingRule, order: Int32Array): Generator<Int32Array> {
	const size = order.length;
	const all = [keys, ...more];
	const entries = size * all.length;
	const groups = new KeyGroups(entries);
	const groupOf = new Int32Array(entries).fill(-1);
	all.forEach((list, at) => {
		for (let index = 0; index < size; index += 1)
			if (list[order[index]] >= 0) groupOf[at * size + index] = groups.add(list[order[index]]);
	});
	const starts = groups.starts();
	const members = new Int32Array(starts[starts.length - 1]);
	const next = starts.slice();
	for (let entry = 0; entry < entries; entry += 1) {
		const group = groupOf[entry];
		if (group >= 0) members[next[group]++] = order[entry % size];
	}
	for (let group = 0; group + 1 < starts.length; group += 1) {
		if (starts[group + 1] - starts[group] > 1) yield members.subarray(starts[group], starts[group + 1]);
	}
}

/** Numbers keys in order of first sight, and counts them; open addressing. */
class KeyGroups {
	private readonly slots: Float64Array;
	private readonly numbers: Int32Array;
	private readonly mask: number;
	private counts = new Uint32Array(1_024);
	private used = 0;

	constructor(most: number) {
		const slots = 2 ** Math.ceil(Math.log2(Math.max(16, most * 1.5)));
		this.slots = new Float64Array(slots).fill(-1);
		this.numbers = new Int32Array(slots);
		this.mask = slots - 1;
	}

	add(key: number): number {
		let slot = hashOf(key) & this.mask;
		while (this.slots[slot] !== key) {
			if (this.slots[slot] === -1) {
				this.slots[slot] = key;
				this.numbers[slot] = this.used;
				if (this.used === this.counts.length) {
					const larger = new Uint32Array(this.counts.length * 2);
					larger.set(this.counts);
					this.counts = larger;
				}
				this.used += 1;
				break;
			}
			slot = (slot + 1) & this.mask;
		}
		this.counts[this.numbers[slot]] += 1;
		return this.numbers[slot];
	}

	starts(): Int32Array {
		const starts = new Int32Array(this.used + 1);
		for (let group = 0; group < this.used; group += 1) starts[group + 1] = starts[group] + this.counts[group];
		return starts;
	}
}

class PairCollector {
	count = 0;
	private left = new Int32Array(4_096);
	private right = new Int32Array(4_096);
	private rule = new Uint8Array(4_096);
	private slots = new Float64Array(16_384).fill(-1);

	constructor(
		private readonly size: number,
		private readonly ranks: Int32Array,
		private readonly lists: Uint8Array | undefined,
	) {}

	addAll(block: Int32Array, rule: number): void {
		for (let one = 0; one < block.length; one += 1)
			for (let other = one + 1; other < block.length; other += 1) this.add(block[one], block[other], rule);
	}

	/** Blocks come in the order of the content. */
	addNeighbours(block: Int32Array, rule: number): void {
		for (let one = 0; one < block.length; one += 1)
			for (let other = one + 1; other < Math.min(block.length, one + 1 + neighbours); other += 1)
				this.add(block[one], block[other], rule);
	}

	pairs(): Omit<Pairs, 'blocks'> {
		const { count } = this;
		return {
			left: this.left.slice(0, count),
			right: this.right.slice(0, count),
			rule: this.rule.slice(0, count),
			count,
		};
	}

	private add(one: number, other: number, rule: number): void {
		if (one === other || (this.lists && this.lists[one] === this.lists[other])) return;
		const [low, high] = this.ranks[one] < this.ranks[other] ? [one, other] : [other, one];
		const key = low * this.size + high;
		const mask = this.slots.length - 1;
		let slot = hashOf(key) & mask;
		while (this.slots[slot] !== -1) {
			if (this.slots[slot] === key) return;
			slot = (slot + 1) & mask;
		}
		this.slots[slot] = key;
		if (this.count === this.left.length) this.growLists();
		this.left[this.count] = low;
		this.right[this.count] = high;
		this.rule[this.count] = rule;
		this.count += 1;
		if (this.count * 2 > this.slots.length) this.growSlots();
	}

	private growLists(): void {
		const larger = (list: Int32Array): Int32Array => {
			const copy = new Int32Array(list.length * 2);
			copy.set(list);
			return copy;
		};
		this.left = larger(this.left);
		this.right = larger(this.right);
		const rules = new Uint8Array(this.rule.length * 2);
		rules.set(this.rule);
		this.rule = rules;
	}

	private growSlots(): void {
		const old = this.slots;
		this.slots = new Float64Array(old.length * 2).fill(-1);
		const mask = this.slots.length - 1;
		for (const key of old) {
			if (key === -1) continue;
			let slot = hashOf(key) & mask;
			while (this.slots[slot] !== -1) slot = (slot + 1) & mask;
			this.slots[slot] = key;
		}
	}
}

/** Spreads both halves of a whole number of up to 53 bits. */
function hashOf(key: number): number {
	const high = (key / 4_294_967_296) | 0;
	let mixed = (key | 0) ^ Math.imul(high, 0x9e3779b1);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
