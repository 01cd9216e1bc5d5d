import { brierScore, calibrationBins, calibrationError, logLoss } from '../measures/probabilities';
import { decilesOf } from '../measures/lift';
import { rocAuc } from '../measures/ranking';
import { logistic } from '../bins/woe';
import type { Pace } from '../pace';
import type { TrainingFacts } from '../model/model-document';

/** How good the calibrated log-odds are on records that nothing was learnt from. */
export async function validate(
	logOdds: Float64Array,
	outcomes: Int8Array,
	scoreDrift: number,
	pace: Pace,
): Promise<TrainingFacts['validation']> {
	await pace.breathe();
	const probabilities = logOdds.map(logistic);
	const wins = outcomes.reduce((sum, outcome) => sum + outcome, 0);
	const base = wins / outcomes.length;
	const deciles = decilesOf(logOdds, outcomes);
	await pace.breathe();
	const auc = rocAuc(logOdds, outcomes);
	await pace.breathe();
	return {
		records: outcomes.length,
		wins,
		auc,
		brier: brierScore(probabilities, outcomes),
		brierOfBaseRate: base * (1 - base),
		logLoss: logLoss(probabilities, outcomes),
		calibrationError: calibrationError(calibrationBins(probabilities, outcomes)),
		liftTopTenth: deciles[0].lift,
		captureTopFifth: deciles[1].capture,
		scoreDrift,
	};
}
