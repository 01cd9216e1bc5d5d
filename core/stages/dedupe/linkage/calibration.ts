import { probabilityOf } from './model';

/** Pairs of about one match probability, and how many of them are right. */
export interface ReliabilityBin {
	/** Match probabilities from here up to and without `to`, the last one included. */
	readonly from: number;
	readonly to: number;
	readonly pairs: number;
	/** Mean match probability, 0–1. */
	readonly expected: number;
	/** Share of them that are duplicates in truth, 0–1. */
	readonly right: number;
}

export interface Reliability {
	/** Ten bins, the empty ones left out. */
	readonly bins: readonly ReliabilityBin[];
	/** Expected calibration error: by how much probability and truth differ, averaged over the pairs (Naeini et al. 2015). */
	readonly error: number;
	readonly pairs: number;
}

const binCount = 10;

/**
 * How far match probabilities are what they say, from weights (log2 odds) and the truth of each pair. Pairs below `floor` are
 * left out: nearly all compared pairs are no duplicates and say so, and would make any engine look calibrated.
 */
export function reliabilityOf(
	weights: ArrayLike<number>,
	isRight: (pair: number) => boolean,
	floor: number,
): Reliability {
	const sums = Array.from({ length: binCount }, () => ({ pairs: 0, expected: 0, right: 0 }));
	for (let pair = 0; pair < weights.length; pair += 1) {
		const probability = probabilityOf(weights[pair]);
		if (probability < floor) continue;
		const bin = sums[Math.min(binCount - 1, Math.floor(probability * binCount))];
		bin.pairs += 1;
		bin.expected += probability;
		if (isRight(pair)) bin.right += 1;
	}
	const pairs = sums.reduce((all, bin) => all + bin.pairs, 0);
	const off = sums.reduce((all, bin) => all + Math.abs(bin.expected - bin.right), 0);
	const bins = sums.flatMap((bin, at) =>
		bin.pairs === 0
			? []
			: [
					{
						from: at / binCount,
						to: (at + 1) / binCount,
						pairs: bin.pairs,
						expected: bin.expected / bin.pairs,
						right: bin.right / bin.pairs,
					},
				],
	);
	return { bins, error: pairs === 0 ? 0 : off / pairs, pairs };
}
