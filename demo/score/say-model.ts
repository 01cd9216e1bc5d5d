import type { Evaluation, FeatureDrift } from '../../core/stages/score/predictive/evaluate/evaluate-model';
import { driftLevel } from '../../core/stages/score/predictive/measures/drift';
import type { ModelDocument } from '../../core/stages/score/predictive/model/model-document';

const count = new Intl.NumberFormat('en');

const signalWords = {
	none: 'NO RELIABLE SIGNAL: the model cannot tell won from lost better than chance could; no ranks are given unless forced',
	weak: 'A WEAK SIGNAL: better than chance, not good enough to leave records aside by it',
	usable: 'A USABLE SIGNAL',
} as const;

/** What a person should know of a model that was just learnt. */
export function trainingLines(model: ModelDocument): string[] {
	const { training, features, kind, outcome } = model;
	const { validation } = training;
	return [
		`${count.format(training.records)} decided records, ${count.format(training.wins)} won (${outcome.field} is ${outcome.wins.join(' or ')}), lost is ${outcome.losses.map((word) => word || 'empty').join(' or ')}${training.undecided > 0 ? `; ${count.format(training.undecided)} not decided and left out` : ''}`,
		...training.leaks.map(
			({ field, why, isForced }) =>
				`LEAK ${field}${isForced ? ' (kept, as was asked)' : ' (left out; --keep uses it)'}: ${why.join('; ')}`,
		),
		...training.leftOut.map(({ field, why }) => `left out: ${field}, ${why}`),
		`${kind === 'trees' ? `${model.trees?.trees.length} boosted trees` : 'Scorecard'} over ${features.length} features: ${featureWords(model)}`,
		`Tested on ${count.format(validation.records)} ${training.validatedOn === 'newest' ? 'of the newest records' : `records of chance (seed ${training.seed})`}, ${count.format(validation.wins)} won:`,
		`  AUC ${interval(validation.auc)}  Brier ${validation.brier.toFixed(4)} (${validation.brierOfBaseRate.toFixed(4)} by the share of wins alone)  log loss ${validation.logLoss.toFixed(4)}`,
		`  calibration error ${validation.calibrationError.toFixed(4)}  lift in the top tenth ${validation.liftTopTenth.toFixed(2)}  wins in the top fifth ${(validation.captureTopFifth * 100).toFixed(0)} %`,
		...driftLines([
			{ field: '', label: 'Score', index: validation.scoreDrift, level: driftLevel(validation.scoreDrift) },
		]),
		...(training.refittedOn === undefined
			? []
			: [
					`After the test the weights were learnt again from all ${count.format(training.refittedOn)} records, with the same fields; the figures are those of the model before`,
				]),
		`Signal: ${signalWords[training.signal]} (AUC ${interval(validation.auc)})`,
	];
}

/** What a person should know of a measurement. */
export function evaluationLines(evaluation: Evaluation): string[] {
	const { auc, deciles, confusion, featureDrift, scoreDrift } = evaluation;
	return [
		`${count.format(evaluation.records)} decided records, ${count.format(evaluation.wins)} won`,
		`  AUC ${interval(auc)}  Brier ${evaluation.brier.toFixed(4)} (${evaluation.brierOfBaseRate.toFixed(4)} by the share of wins alone)  log loss ${evaluation.logLoss.toFixed(4)}  calibration error ${evaluation.calibrationError.toFixed(4)}`,
		...deciles.map(
			({ decile, records, wins, lift, capture }) =>
				`  tenth ${String(decile).padStart(2)}  ${String(records).padStart(6)} records  ${wins.toFixed(0).padStart(5)} won  lift ${lift.toFixed(2)}  wins so far ${(capture * 100).toFixed(0)} %`,
		),
		...confusion.map(
			({ rank, cut, wonAbove, lostAbove, wonBelow, lostBelow }) =>
				`  ${rank} and better (score ${cut} on): ${wonAbove} won, ${lostAbove} lost; below: ${wonBelow} won, ${lostBelow} lost`,
		),
		...driftLines([scoreDrift, ...featureDrift]),
		`Signal: ${signalWords[evaluation.signal]} (AUC ${interval(auc)})`,
	];
}

function driftLines(drifts: readonly FeatureDrift[]): string[] {
	const moved = drifts.filter(({ level }) => level !== 'steady');
	const words = moved.map(({ label, index }) => `${label} PSI ${index.toFixed(2)}`).join(', ');
	if (moved.some(({ level }) => level === 'alarm'))
		return [`DRIFT ALARM: the records are not what the model learnt from: ${words}`];
	return moved.length > 0 ? [`Drift to watch: ${words}`] : ['No drift'];
}

function featureWords({ features }: ModelDocument): string {
	return [...features]
		.sort((a, b) => b.informationValue - a.informationValue)
		.slice(0, 12)
		.map(({ label, informationValue }) => `${label} (IV ${informationValue.toFixed(2)})`)
		.join(', ');
}

function interval({ auc, low, high }: Evaluation['auc']): string {
	return `${auc.toFixed(4)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;
}
