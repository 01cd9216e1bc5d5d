import type { BlockingRule } from './blocking-rules';
import { type Blocks, blocksBy } from './blocks';
import type { ContentOrder } from './content-order';
import { KeyNumbers, larger } from './key-numbers';
import { ruleKeys } from './rule-keys';
import { Turns } from './turns';

/** Candidate pairs, each once: `left[k]` and `right[k]` are records in the order of their content, `rule[k]` is the first rule that both agree on. */
export interface Pairs {
	readonly left: Int32Array;
	readonly right: Int32Array;
	readonly rule: Uint8Array;
	readonly count: number;
	/** By rule: what its blocks held. */
	readonly blocks: readonly BlockReport[];
}

/** Pairs, and the blocks that they came from. */
export interface BlockedPairs extends Pairs {
	/** By rule: the block of each record, in one list or several. */
	readonly keys: ReadonlyArray<readonly Int32Array[]>;
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

/** A weak rule may cost so many pairs a record. */
const mostOptionalPairs = 6;
const recordsPerPart = 32;

/** The pairs that the rules allow, of different lists where there are two; blocks that are too large are compared by neighbours in the order of their content. */
export async function blockPairs(
	rules: readonly BlockingRule[],
	content: ContentOrder,
	lists: Uint8Array | undefined,
	turns = new Turns(),
): Promise<BlockedPairs> {
	const size = content.order.length;
	const collector = new PairCollector(size, rules.length, lists);
	const known = new KeyNumbers(size);
	const reports: Array<Omit<BlockReport, 'pairs'>> = [];
	const keys: Array<readonly Int32Array[]> = [];
	for (const [index, { name, source, isOptional }] of rules.entries()) {
		turns.done(index / rules.length / 2);
		const blocks = await blocksBy(await ruleKeys(source, turns), content.order, turns, known);
		const { worth, ...sizes } = sizesOf(blocks);
		const isLeftOut = isOptional === true && worth > size * mostOptionalPairs;
		keys.push(blocks.lists);
		reports.push(isLeftOut ? { ...nothing, rule: name, isLeftOut } : { ...sizes, rule: name });
		if (!isLeftOut) collector.use(index, blocks);
	}
	await turns.inParts(size, recordsPerPart, (from, to) => {
		for (let rank = from; rank < to; rank += 1) collector.addOf(content.order[rank]);
		turns.done(0.5 + to / size / 2);
	});
	return {
		...collector.pairs(),
		keys,
		blocks: reports.map((report, at) => ({ ...report, pairs: collector.found[at] })),
	};
}

const nothing = { largest: 0, cappedBlocks: 0, cappedRecords: 0 };

function sizesOf({
	starts,
	count,
}: Blocks): Pick<BlockReport, 'largest' | 'cappedBlocks' | 'cappedRecords'> & { readonly worth: number } {
	let [largest, cappedBlocks, cappedRecords, worth] = [0, 0, 0, 0];
	for (let block = 0; block < count; block += 1) {
		const length = starts[block + 1] - starts[block];
		if (length > largest) largest = length;
		if (length <= mostInBlock) worth += (length * (length - 1)) / 2;
		else {
			cappedBlocks += 1;
			cappedRecords += length;
			worth += length * neighbours;
		}
	}
	return { largest, cappedBlocks, cappedRecords, worth };
}

/** What one list of keys has still to offer: `next` is where the records after those that were asked for begin, by block. */
interface Source {
	readonly rule: number;
	readonly blockOf: Int32Array;
	readonly starts: Int32Array;
	readonly members: Int32Array;
	readonly next: Int32Array;
}

/** Records come in the order of their content, each with those after it in its blocks; who was met last by whom tells pairs apart that several rules find. */
class PairCollector {
	/** By rule: pairs that no earlier rule had found. */
	readonly found: number[];
	private readonly sources: Source[] = [];
	private readonly metBy: Int32Array;
	private count = 0;
	private left = new Int32Array(4_096);
	private right = new Int32Array(4_096);
	private rule = new Uint8Array(4_096);

	constructor(
		size: number,
		rules: number,
		private readonly lists: Uint8Array | undefined,
	) {
		this.metBy = new Int32Array(size).fill(-1);
		this.found = new Array<number>(rules).fill(0);
	}

	use(rule: number, { lists, starts, members }: Blocks): void {
		const next = starts.slice();
		for (const blockOf of lists) this.sources.push({ rule, blockOf, starts, members, next });
	}

	addOf(record: number): void {
		this.metBy[record] = record;
		for (const { rule, blockOf, starts, members, next } of this.sources) {
			const block = blockOf[record];
			if (block < 0) continue;
			next[block] += 1;
			const from = next[block];
			const end = starts[block + 1];
			const to = end - starts[block] > mostInBlock ? Math.min(end, from + neighbours) : end;
			if (to > from) this.addMembers(record, rule, members, from, to);
		}
	}

	pairs(): Omit<Pairs, 'blocks'> {
		const { count } = this;
		return {
			left: this.left.subarray(0, count),
			right: this.right.subarray(0, count),
			rule: this.rule.subarray(0, count),
			count,
		};
	}

	private addMembers(record: number, rule: number, members: Int32Array, from: number, to: number): void {
		if (this.count + to - from > this.left.length) this.grow();
		const { metBy, lists, left, right, rule: rules } = this;
		let count = this.count;
		for (let at = from; at < to; at += 1) {
			const other = members[at];
			if (metBy[other] === record || (lists && lists[record] === lists[other])) continue;
			metBy[other] = record;
			left[count] = record;
			right[count] = other;
			rules[count] = rule;
			count += 1;
		}
		this.found[rule] += count - this.count;
		this.count = count;
	}

	private grow(): void {
		const size = this.left.length * 2;
		this.left = larger(this.left, size);
		this.right = larger(this.right, size);
		const rules = new Uint8Array(size);
		rules.set(this.rule);
		this.rule = rules;
	}
}
