import { setImmediate } from 'node:timers/promises';
import type { Comparison } from './comparison';

/** The levels that pairs reach, one list a comparison. */
export type Levels = readonly Uint8Array[];

const pairsPerTurn = 8_000;

/** Compares every pair; lets other work in between. */
export async function compareAll(
	comparisons: readonly Comparison[],
	left: Int32Array,
	right: Int32Array,
): Promise<Levels> {
	const levels = comparisons.map(() => new Uint8Array(left.length));
	for (let start = 0; start < left.length; start += pairsPerTurn) {
		await setImmediate();
		const end = Math.min(left.length, start + pairsPerTurn);
		for (let at = 0; at < comparisons.length; at += 1) {
			const [comparison, list] = [comparisons[at], levels[at]];
			for (let pair = start; pair < end; pair += 1) list[pair] = comparison.compare(left[pair], right[pair]);
		}
	}
	return levels;
}

/** Pairs that reach the same levels, counted together: there are few such patterns however many pairs. */
export interface Patterns {
	/** Levels of each pattern, comparison by comparison. */
	readonly levels: readonly Uint8Array[];
	readonly counts: readonly number[];
}

/** The patterns of these pairs. */
export function patternsOf(levels: Levels, pairs: ArrayLike<number>): Patterns {
	const counter = new PatternCounter(levels);
	for (let at = 0; at < pairs.length; at += 1) counter.count(pairs[at]);
	return counter;
}

/** The patterns of all pairs that are meant; lets other work in between. */
export async function stratumPatterns(levels: Levels, isMeant: (pair: number) => boolean): Promise<Patterns> {
	const counter = new PatternCounter(levels);
	const size = levels[0]?.length ?? 0;
	for (let pair = 0; pair < size; pair += 1) {
		if (pair % (pairsPerTurn * 10) === 0) await setImmediate();
		if (isMeant(pair)) counter.count(pair);
	}
	return counter;
}

export function everyPair(count: number): Uint32Array {
	return Uint32Array.from({ length: count }, (_, pair) => pair);
}

class PatternCounter implements Patterns {
	readonly levels: Uint8Array[] = [];

	readonly counts: number[] = [];

	private readonly indexByKey = new Map<number, number>();

	constructor(private readonly lists: Levels) {}

	count(pair: number): void {
		let key = 0;
		for (let at = 0; at < this.lists.length; at += 1) key = key * 8 + this.lists[at][pair];
		const known = this.indexByKey.get(key);
		if (known !== undefined) {
			this.counts[known] += 1;
			return;
		}
		this.indexByKey.set(key, this.levels.length);
		this.levels.push(Uint8Array.from(this.lists, (list) => list[pair]));
		this.counts.push(1);
	}
}
