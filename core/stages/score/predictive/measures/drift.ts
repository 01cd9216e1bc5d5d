/** How much has shifted: below 0.1 little, from 0.1 on worth watching, from 0.25 on an alarm (Siddiqi, 2006, ch. 9). */
export type DriftLevel = 'steady' | 'watch' | 'alarm';

/** A share of none would make the index infinite. */
const leastShare = 0.0001;

/** Population stability index: the sum of (actual − expected) × ln(actual / expected) over the bins. */
export function populationStabilityIndex(expected: readonly number[], actual: readonly number[]): number {
	return expected.reduce((sum, share, bin) => {
		const [before, now] = [Math.max(leastShare, share), Math.max(leastShare, actual[bin] ?? 0)];
		return sum + (now - before) * Math.log(now / before);
	}, 0);
}

/** What an index means. */
export function driftLevel(index: number): DriftLevel {
	if (index < 0.1) return 'steady';
	return index < 0.25 ? 'watch' : 'alarm';
}
