import { setImmediate } from 'node:timers/promises';
import type { Comparison } from './comparisons';

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

/** The patterns of the pairs that `isMeant`; all of them where it is absent. */
export function patternsOf(levels: Levels, isMeant?: (pair: number) => boolean): Patterns {
	const indexByKey = new Map<number, number>();
	const patterns: Uint8Array[] = [];
	const counts: number[] = [];
	const size = levels[0]?.length ?? 0;
	for (let pair = 0; pair < size; pair += 1) {
		if (isMeant && !isMeant(pair)) continue;
		let key = 0;
		for (const list of levels) key = key * 8 + list[pair];
		const known = indexByKey.get(key);
		if (known !== undefined) {
			counts[known] += 1;
			continue;
		}
		indexByKey.set(key, patterns.length);
		patterns.push(Uint8Array.from(levels, (list) => list[pair]));
		counts.push(1);
	}
	return { levels: patterns, counts };
}
