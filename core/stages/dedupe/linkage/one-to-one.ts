import type { ScoredPairs } from './linkage';

/** Of the pairs above an even chance the likeliest first, each record in one pair only: for lists that hold nobody twice. */
export function assignOneToOne({
	left,
	right,
	weights,
	count,
}: Pick<ScoredPairs, 'left' | 'right' | 'weights' | 'count'>): number[] {
	const likely: number[] = [];
	for (let pair = 0; pair < count; pair += 1) if (weights[pair] > 0) likely.push(pair);
	likely.sort((a, b) => weights[b] - weights[a] || left[a] - left[b] || right[a] - right[b]);
	const taken = new Set<number>();
	return likely.filter((pair) => {
		if (taken.has(left[pair]) || taken.has(right[pair])) return false;
		taken.add(left[pair]).add(right[pair]);
		return true;
	});
}

/**
 * Match weights (log2 odds) of pairs of two lists that hold nobody twice: whoever is as much like one as like another is less
 * likely to be either. The best of several keeps nearly all of its weight, where the next is far behind.
 */
export function competingWeights({
	left,
	right,
	weights,
	count,
}: Pick<ScoredPairs, 'left' | 'right' | 'weights' | 'count'>): Float32Array {
	const odds = (pair: number): number => 2 ** Math.min(mostWeight, weights[pair]);
	const sums = new Map<number, number>();
	for (let pair = 0; pair < count; pair += 1)
		for (const record of [left[pair], right[pair]]) sums.set(record, (sums.get(record) ?? 0) + odds(pair));
	return Float32Array.from({ length: count }, (_, pair) => {
		const own = odds(pair);
		const others = sums.get(left[pair])! + sums.get(right[pair])! - 2 * own;
		return weights[pair] - Math.log2(1 + Math.max(0, others));
	});
}

/** Larger odds would leave nothing of a smaller one. */
const mostWeight = 60;
