import { binCount, type Binning } from './binning';

/** How many records and how many of them won, bin by bin. */
export interface BinCounts {
	readonly records: Float64Array;
	readonly wins: Float64Array;
}

/** A bin's evidence is drawn towards none as if it held this many more records of the average, so that few records claim little. */
const averageRecordsAdded = 12;

/** Counts the records of each bin. */
export function countBins(bins: Uint8Array, outcomes: Int8Array | Uint8Array, count: number): BinCounts {
	const records = new Float64Array(count);
	const wins = new Float64Array(count);
	for (let row = 0; row < bins.length; row += 1) {
		records[bins[row]] += 1;
		wins[bins[row]] += outcomes[row];
	}
	return { records, wins };
}

/**
 * Weight of evidence of each bin: ln of the odds of winning in it over those of all records (Siddiqi, Credit Risk
 * Scorecards, 2006, ch. 6), shrunk; 0 for a bin without records.
 */
export function weightsOfEvidence({ records, wins }: BinCounts): Float64Array {
	const average = sum(wins) / Math.max(1, sum(records));
	if (average <= 0 || average >= 1) return new Float64Array(records.length);
	return records.map((count, bin) => {
		const rate = (wins[bin] + averageRecordsAdded * average) / (count + averageRecordsAdded);
		return logit(rate) - logit(average);
	});
}

/** Information value: the sum of (share of wins − share of losses) × weight of evidence (Siddiqi, 2006, ch. 6). */
export function informationValue(counts: BinCounts, woe = weightsOfEvidence(counts)): number {
	const wins = sum(counts.wins);
	const losses = sum(counts.records) - wins;
	if (wins === 0 || losses === 0) return 0;
	return counts.records.reduce((total, records, bin) => {
		const share = counts.wins[bin] / wins - (records - counts.wins[bin]) / losses;
		return total + share * woe[bin];
	}, 0);
}

/** The information value that a feature of so many bins has by chance alone: (bins − 1) × (1 / wins + 1 / losses), as χ² of equal shares has it. */
export function chanceInformationValue(counts: BinCounts): number {
	const wins = sum(counts.wins);
	const losses = sum(counts.records) - wins;
	const bins = counts.records.reduce((total, records) => total + (records > 0 ? 1 : 0), 0);
	return wins === 0 || losses === 0 ? 0 : (bins - 1) * (1 / wins + 1 / losses);
}

/** ln(p / (1 − p)). */
export function logit(probability: number): number {
	return Math.log(probability / (1 - probability));
}

/** 1 / (1 + e^−x). */
export function logistic(logOdds: number): number {
	return 1 / (1 + Math.exp(-logOdds));
}

/** Which share of the records each bin holds. */
export function sharesOf(bins: Uint8Array, binning: Binning): number[] {
	const shares = new Array<number>(binCount(binning)).fill(0);
	for (const bin of bins) shares[bin] += 1;
	return shares.map((count) => count / Math.max(1, bins.length));
}

function sum(values: Float64Array): number {
	return values.reduce((total, value) => total + value, 0);
}
