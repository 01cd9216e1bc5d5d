/** A part of the records, by predicted probability: what was said and what came. */
export interface CalibrationBin {
	readonly records: number;
	/** Mean of the probabilities. */
	readonly predicted: number;
	/** Share that won. */
	readonly won: number;
}

const parts = 10;

/** Brier score: the mean squared difference of probability and outcome (Brier, 1950). */
export function brierScore(probabilities: Float64Array, outcomes: Int8Array): number {
	return probabilities.reduce((sum, probability, row) => sum + (probability - outcomes[row]) ** 2, 0) / outcomes.length;
}

/** Mean of −ln of the probability given to what happened. */
export function logLoss(probabilities: Float64Array, outcomes: Int8Array): number {
	const sum = probabilities.reduce((total, probability, row) => {
		const given = outcomes[row] === 1 ? probability : 1 - probability;
		return total - Math.log(Math.max(1e-15, given));
	}, 0);
	return sum / outcomes.length;
}

/** Ten parts of equally many records, from the least probable on. */
export function calibrationBins(probabilities: Float64Array, outcomes: Int8Array): CalibrationBin[] {
	const order = inOrder(probabilities);
	return Array.from({ length: parts }, (_, part) => {
		const rows = order.subarray(
			Math.floor((part * order.length) / parts),
			Math.floor(((part + 1) * order.length) / parts),
		);
		let [predicted, won] = [0, 0];
		for (const row of rows) {
			predicted += probabilities[row];
			won += outcomes[row];
		}
		return { records: rows.length, predicted: predicted / rows.length, won: won / rows.length };
	}).filter(({ records }) => records > 0);
}

/** Expected calibration error: how far, on average, the share that won is from the probability, over the ten parts (Naeini et al., 2015). */
export function calibrationError(bins: readonly CalibrationBin[]): number {
	const records = bins.reduce((sum, bin) => sum + bin.records, 0);
	return bins.reduce((sum, bin) => sum + (bin.records / records) * Math.abs(bin.predicted - bin.won), 0);
}

/** The records' rows, from the least value on; equal ones in the order they came. */
export function inOrder(values: Float64Array): Uint32Array {
	return Uint32Array.from(values, (_, row) => row).sort((a, b) => values[a] - values[b] || a - b);
}
