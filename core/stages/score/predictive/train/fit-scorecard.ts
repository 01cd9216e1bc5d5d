import { fitLogistic } from '../scorecard/logistic-regression';
import type { Pace } from '../pace';
import { type LearntFeature, woeColumn } from './learnt-feature';

export interface FittedScorecard {
	readonly intercept: number;
	/** By feature. */
	readonly coefficients: Float64Array;
}

/** On weights of evidence: a coefficient of 1 takes the evidence as it is, so the same penalty suits all features. */
const penalty = 4;

/**
 * A scorecard over weights of evidence, by logistic regression. Fields that say the same share its weight, and one of them may come out
 * below 0; what a field adds to a score is shown as it is.
 */
export async function fitScorecard(
	features: readonly LearntFeature[],
	outcomes: Int8Array,
	rows: Int32Array,
	pace: Pace,
): Promise<FittedScorecard> {
	const columns: Float64Array[] = [];
	for (const feature of features) {
		columns.push(woeColumn(feature, rows));
		await pace.breathe();
	}
	return await fitLogistic(
		columns,
		Int8Array.from(rows, (row) => outcomes[row]),
		penalty,
		pace,
	);
}

/** Log-odds of the rows by a scorecard. */
export async function scorecardLogOdds(
	features: readonly LearntFeature[],
	{ intercept, coefficients }: FittedScorecard,
	rows: Int32Array,
	pace: Pace,
): Promise<Float64Array> {
	const logOdds = new Float64Array(rows.length).fill(intercept);
	for (const [feature, { bins, woe }] of features.entries()) {
		if (coefficients[feature] === 0) continue;
		for (let at = 0; at < rows.length; at += 1) logOdds[at] += coefficients[feature] * woe[bins[rows[at]]];
		await pace.breathe();
	}
	return logOdds;
}
