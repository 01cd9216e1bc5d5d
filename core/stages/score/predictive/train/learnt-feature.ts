import { type Binning, binCount, binsOf, missingBin } from '../bins/binning';
import { learnBins, usualLimits } from '../bins/learn-bins';
import { type BinCounts, chanceInformationValue, countBins, informationValue, weightsOfEvidence } from '../bins/woe';
import { type EncodedFeature, pick } from '../data/encoded';
import type { Pace } from '../pace';
import { randomOf, shuffled } from '../random';

/** A feature with what its bins say about winning. */
export interface LearntFeature {
	/** Of all decided records. */
	readonly encoded: EncodedFeature;
	readonly binning: Binning;
	/** By bin, of the records that the model learns from. */
	readonly counts: BinCounts;
	readonly woe: Float64Array;
	readonly informationValue: number;
	/** What it has of outcomes that were shuffled, binned the same way: what chance alone gives. */
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
	const order = shuffled(fit.length, randomOf(fit.length));
	const shuffledOutcomes = fitOutcomes.map((_, at) => fitOutcomes[order[at]]);
	const learnt: LearntFeature[] = [];
	for (const encoded of encodedFeatures) {
		const fitted = pick(encoded, fit);
		await pace.breathe();
		const binning = learnBins(fitted, fitOutcomes, usualLimits, monotone[encoded.feature.field]);
		await pace.breathe();
		const byChance = valueOf(fitted, shuffledOutcomes);
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
			chanceValue: Math.max(chanceInformationValue(counts), byChance),
			bins: binsOf(encoded, binning),
		});
		await pace.breathe();
		pace.report('bins', learnt.length / encodedFeatures.length);
	}
	return learnt;
}

function valueOf(encoded: EncodedFeature, outcomes: Int8Array): number {
	const binning = learnBins(encoded, outcomes);
	return informationValue(countBins(binsOf(encoded, binning), outcomes, binCount(binning)));
}

/** The weight of evidence of each of the rows. */
export function woeColumn({ bins, woe }: LearntFeature, rows: Int32Array): Float64Array {
	return Float64Array.from(rows, (row) => woe[bins[row]]);
}
