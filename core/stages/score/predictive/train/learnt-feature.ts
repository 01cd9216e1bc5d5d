import { type Binning, binCount, binsOf, missingBin } from '../bins/binning';
import { learnBins, usualLimits } from '../bins/learn-bins';
import { type BinCounts, chanceInformationValue, countBins, informationValue, weightsOfEvidence } from '../bins/woe';
import { type EncodedFeature, pick } from '../data/encoded';
import type { Pace } from '../pace';

/** A feature with what its bins say about winning. */
export interface LearntFeature {
	/** Of all decided records. */
	readonly encoded: EncodedFeature;
	readonly binning: Binning;
	/** By bin, of the records that the model learns from. */
	readonly counts: BinCounts;
	readonly woe: Float64Array;
	readonly informationValue: number;
	/** What it would have by chance alone. */
	readonly chanceValue: number;
	/** Bin of each decided record. */
	readonly bins: Uint8Array;
}

/** Learns the bins of each feature from the records of `fit`. */
export async function learnFeatures(
	encodedFeatures: readonly EncodedFeature[],
	outcomes: Int8Array,
	fit: Int32Array,
	monotone: Readonly<Record<string, 'rising' | 'falling'>>,
	pace: Pace,
): Promise<LearntFeature[]> {
	const fitOutcomes = Int8Array.from(fit, (row) => outcomes[row]);
	const learnt: LearntFeature[] = [];
	for (const encoded of encodedFeatures) {
		const fitted = pick(encoded, fit);
		await pace.breathe();
		const binning = learnBins(fitted, fitOutcomes, usualLimits, monotone[encoded.feature.field]);
		await pace.breathe();
		const counts = countBins(binsOf(fitted, binning), fitOutcomes, binCount(binning));
		const woe = weightsOfEvidence(counts);
		// What was never seen missing says nothing when it is.
		if (counts.records[missingBin(binning)] === 0) woe[missingBin(binning)] = 0;
		learnt.push({
			encoded,
			binning,
			counts,
			woe,
			informationValue: informationValue(counts, woe),
			chanceValue: chanceInformationValue(counts),
			bins: binsOf(encoded, binning),
		});
		await pace.breathe();
		pace.report('bins', learnt.length / encodedFeatures.length);
	}
	return learnt;
}

/** The weight of evidence of each of the rows. */
export function woeColumn({ bins, woe }: LearntFeature, rows: Int32Array): Float64Array {
	return Float64Array.from(rows, (row) => woe[bins[row]]);
}
