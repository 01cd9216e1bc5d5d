/** How well scores put the won before the lost. */
export interface Auc {
	/** Area under the ROC curve: how often a won record is above a lost one; 0.5 is chance. */
	readonly auc: number;
	/** The interval of 95 %. */
	readonly low: number;
	readonly high: number;
}

const deviationsOf95Percent = 1.959964;

/** AUC with its interval after DeLong (1988), by the midranks of Sun and Xu (2014); 0.5 of 0 to 1 where nobody won or nobody lost. */
export function rocAuc(scores: Float64Array, outcomes: Int8Array): Auc {
	const [won, lost] = [1, 0].map((outcome) => scores.filter((_, row) => outcomes[row] === outcome).sort());
	if (won.length === 0 || lost.length === 0) return { auc: 0.5, low: 0, high: 1 };
	const beatsLost = placements(won, lost);
	const beatsWon = placements(lost, won);
	const auc = mean(beatsLost);
	const variance = varianceOf(beatsLost) / won.length + varianceOf(beatsWon) / lost.length;
	const reach = deviationsOf95Percent * Math.sqrt(variance);
	return { auc, low: Math.max(0, auc - reach), high: Math.min(1, auc + reach) };
}

/** For each of the sorted `scores`, which share of the sorted `others` lies below it; equals count half. */
function placements(scores: Float64Array, others: Float64Array): Float64Array {
	let [below, upTo] = [0, 0];
	return scores.map((score) => {
		while (below < others.length && others[below] < score) below += 1;
		upTo = Math.max(upTo, below);
		while (upTo < others.length && others[upTo] <= score) upTo += 1;
		return (below + upTo) / 2 / others.length;
	});
}

function mean(values: Float64Array): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: Float64Array): number {
	if (values.length < 2) return 0.25;
	const middle = mean(values);
	return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
