import type { RecordItem } from '../../core/record/record-item';
import { formatCount } from '../../core/run/verdict';
import type { Comparison } from '../../core/stages/score/predictive/evaluate/compare-models';
import type { Evaluation } from '../../core/stages/score/predictive/evaluate/evaluate-model';
import type { ModelUse } from '../../core/stages/score/score-by-models';
import type { LeakFinding, ModelDocument } from '../../core/stages/score/predictive/model/model-document';

const signalWords = {
	none: 'No reliable signal: the model tells won from lost no better than chance could, so no ranks are written unless forced',
	weak: 'A weak signal: better than chance, not good enough to leave records aside by it',
	usable: 'A usable signal',
} as const;

/** What a person should know of a model that was just learnt. */
export function trainingNotes({ training, features }: ModelDocument): string[] {
	const { validation, leaks, signal } = training;
	return [
		`${signalWords[signal]}: ${aucWords(validation.auc)} on ${formatCount(validation.records)} ${training.validatedOn === 'newest' ? 'of the newest records' : 'records of chance'}; learnt from ${formatCount(training.records)} records and ${formatCount(features.length)} fields`,
		...leakNotes(leaks),
	];
}

/** Fields that are known only with the outcome, each with the reason. */
export function leakNotes(leaks: readonly LeakFinding[]): string[] {
	return leaks.map(
		({ label, why, isForced }) =>
			`${label} looks like a leak and was ${isForced ? 'kept, as was asked' : 'left out'}: ${why.join('; ')}`,
	);
}

/** What a person should know of a measurement. */
export function evaluationNotes(
	{ name, version }: ModelDocument,
	{ signal, auc, records, isDriftAlarm, scoreDrift, featureDrift }: Evaluation,
): string[] {
	const moved = [scoreDrift, ...featureDrift]
		.filter(({ level }) => level === 'alarm')
		.map(({ label, index }) => `${label} (PSI ${index.toFixed(2)})`);
	return [
		`${name} ${version}: ${signalWords[signal]}; ${aucWords(auc)} on ${formatCount(records)} decided records`,
		...(isDriftAlarm
			? [`Drift alarm: the records are not what the model learnt from: ${moved.join(', ')}. Train it anew.`]
			: []),
	];
}

/** How many records each model scored, and which of them gave no ranks. */
export function modelScoreNotes(scored: readonly RecordItem[], uses: readonly ModelUse[]): string[] {
	return uses.flatMap(({ document: { name, training } }) => {
		const count = scored.filter(({ _enrichment }) => _enrichment?.scores?.[name]).length;
		return [
			`${name}: ${formatCount(count)} of ${formatCount(scored.length)} scored`,
			...(training.signal === 'none'
				? [`${name} found no reliable signal when it was trained; ranks are written only where that is asked for`]
				: []),
		];
	});
}

/** What a person should know before another model takes over. */
export function comparisonNotes({ changes, moves, champion, challenger }: Comparison, records: number): string[] {
	const list = Object.entries(moves)
		.sort(([, a], [, b]) => b - a)
		.map(([move, count]) => `${move} ${formatCount(count)}`);
	return [
		`${formatCount(changes.length)} of ${formatCount(records)} records would change rank${list.length > 0 ? `: ${list.join(', ')}` : ''}`,
		`Champion: ${aucWords(champion.auc)}; challenger: ${aucWords(challenger.auc)}`,
	];
}

function aucWords({ auc, low, high }: Evaluation['auc']): string {
	return `AUC ${auc.toFixed(3)} (95%: ${low.toFixed(3)} to ${high.toFixed(3)})`;
}
