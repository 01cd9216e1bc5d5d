import type { Comparison } from './comparison';
import { KeyNumbers } from './key-numbers';
import { Turns } from './turns';

/** The levels that pairs reach, one list a comparison. */
export type Levels = readonly Uint8Array[];

const pairsPerPart = 512;

/** Compares every pair; lets other work in between. */
export async function compareAll(
	comparisons: readonly Comparison[],
	left: Int32Array,
	right: Int32Array,
	turns = new Turns(),
): Promise<Levels> {
	const levels = comparisons.map(() => new Uint8Array(left.length));
	await turns.inParts(left.length, pairsPerPart, (from, to) => {
		for (let at = 0; at < comparisons.length; at += 1) compareSome(comparisons[at], left, right, from, to, levels[at]);
		turns.done(to / left.length);
	});
	return levels;
}

function compareSome(
	comparison: Comparison,
	left: Int32Array,
	right: Int32Array,
	from: number,
	to: number,
	levels: Uint8Array,
): void {
	for (let pair = from; pair < to; pair += 1) levels[pair] = comparison.compare(left[pair], right[pair]);
}

/** Pairs that reach the same levels, counted together: there are few such patterns however many pairs. */
export interface Patterns {
	/** Levels of each pattern, comparison by comparison. */
	readonly levels: readonly Uint8Array[];
	readonly counts: readonly number[];
}

/** The pattern of each pair, found once: whatever is counted later looks at one number a pair. */
export class PairPatterns {
	private readonly patterns: Uint8Array[] = [];

	private constructor(
		/** By pair: the number of its pattern. */
		private readonly numbers: Int32Array,
	) {}

	/** Lets other work in between. */
	static async of(levels: Levels, turns: Turns): Promise<PairPatterns> {
		const size = levels[0]?.length ?? 0;
		const known = new KeyNumbers();
		const made = new PairPatterns(new Int32Array(size));
		const half = Math.min(levels.length, levelsInKey);
		await turns.inParts(size, pairsPerPart * 2, (from, to) => {
			for (let pair = from; pair < to; pair += 1) {
				const number = known.add(keyOf(levels, 0, half, pair), keyOf(levels, half, levels.length, pair));
				if (number === made.patterns.length) made.patterns.push(Uint8Array.from(levels, (list) => list[pair]));
				made.numbers[pair] = number;
			}
		});
		return made;
	}

	/** Of these pairs only. */
	some(pairs: ArrayLike<number>): Patterns {
		const counts = new Int32Array(this.patterns.length);
		for (let at = 0; at < pairs.length; at += 1) counts[this.numbers[pairs[at]]] += 1;
		return this.counted(counts);
	}

	/** Of all pairs, or those whose stratum is this one; lets other work in between. */
	async every(turns: Turns, strata?: Uint8Array, stratum?: number): Promise<Patterns> {
		const counts = new Int32Array(this.patterns.length);
		await turns.inParts(this.numbers.length, pairsPerPart * 8, (from, to) => {
			for (let pair = from; pair < to; pair += 1)
				if (!strata || strata[pair] === stratum) counts[this.numbers[pair]] += 1;
		});
		return this.counted(counts);
	}

	private counted(counts: Int32Array): Patterns {
		const there = this.patterns.flatMap((_, number) => (counts[number] > 0 ? [number] : []));
		return { levels: there.map((number) => this.patterns[number]), counts: there.map((number) => counts[number]) };
	}
}

/** Levels are below 8, so that ten of them are one number of 30 bits; there are no twenty comparisons. */
const levelsInKey = 10;

function keyOf(levels: Levels, from: number, to: number, pair: number): number {
	let key = 0;
	for (let at = from; at < to; at += 1) key = (key << 3) | levels[at][pair];
	return key;
}
