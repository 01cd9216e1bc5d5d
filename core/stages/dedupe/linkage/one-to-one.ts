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
