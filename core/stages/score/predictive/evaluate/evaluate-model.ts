import { binCount } from '../bins/binning';
import { momentsOf } from '../data/moments';
import { outcomesOf } from '../data/outcome-values';
import type { Table } from '../data/table';
import { type DriftLevel, driftLevel, populationStabilityIndex } from '../measures/drift';
import { type Decile, decilesOf } from '../measures/lift';
import { brierScore, type CalibrationBin, calibrationBins, calibrationError, logLoss } from '../measures/probabilities';
import { type Auc, rocAuc } from '../measures/ranking';
import { compileModel, probabilityOf } from '../model/compiled-model';
import type { ModelDocument } from '../model/model-document';
import { scoreOf } from '../model/score-map';
import type { Pace } from '../pace';
import { scoreSharesOf } from '../train/train-model';
import { signalOf, type Signal } from '../guards/signal';

export interface FeatureDrift {
	readonly field: string;
	readonly label: string;
	/** Population stability index against the training records. */
	readonly index: number;
	readonly level: DriftLevel;
}

/** What the records at and above a rank's cut were: as if all of them had been called winners. */
export interface RankConfusion {
	readonly rank: 'A' | 'B' | 'C' | 'D';
	readonly cut: number;
	readonly wonAbove: number;
	readonly lostAbove: number;
	readonly wonBelow: number;
	readonly lostBelow: number;
}

/** How good a model is on records whose outcome is known, and how far they have moved from those it learnt from. */
export interface Evaluation {
	readonly records: number;
	readonly undecided: number;
	readonly wins: number;
	readonly auc: Auc;
	readonly signal: Signal;
	readonly brier: number;
	readonly brierOfBaseRate: number;
	readonly logLoss: number;
	readonly calibrationError: number;
	readonly calibration: readonly CalibrationBin[];
	readonly deciles: readonly Decile[];
	readonly confusion: readonly RankConfusion[];
	readonly scoreDrift: FeatureDrift;
	readonly featureDrift: readonly FeatureDrift[];
	readonly isDriftAlarm: boolean;
}

const recordsPerLook = 256;

/** Measures a model on a table that has its outcome; ages count up to its time field, or to `now` where there is none. */
export async function evaluateModel(document: ModelDocument, table: Table, now: Date, pace: Pace): Promise<Evaluation> {
	const scored = await scoreTable(document, table, now, pace);
	const known = table.columns.get(document.outcome.field) ?? [];
	const outcomes = outcomesOf(known, document.outcome);
	const decided = Int32Array.from(outcomes, (_, row) => row).filter((row) => outcomes[row] >= 0);
	const own = Int8Array.from(decided, (row) => outcomes[row]);
	const logOdds = Float64Array.from(decided, (row) => scored.logOdds[row]);
	const probabilities = logOdds.map(probabilityOf);
	const wins = own.reduce((sum, outcome) => sum + outcome, 0);
	const base = wins / Math.max(1, own.length);
	const calibration = calibrationBins(probabilities, own);
	const auc = rocAuc(logOdds, own);
	const featureDrift = driftOf(document, scored.binCounts, table.count);
	const scoreIndex = populationStabilityIndex(document.scoreShares, scoreSharesOf(scored.logOdds, document.scoreMap));
	const scoreDrift = { field: '', label: 'Score', index: scoreIndex, level: driftLevel(scoreIndex) };
	return {
		records: own.length,
		undecided: table.count - own.length,
		wins,
		auc,
		signal: signalOf(auc),
		brier: brierScore(probabilities, own),
		brierOfBaseRate: base * (1 - base),
		logLoss: logLoss(probabilities, own),
		calibrationError: calibrationError(calibration),
		calibration,
		deciles: decilesOf(logOdds, own),
		confusion: confusionOf(document, logOdds, own),
		scoreDrift,
		featureDrift,
		isDriftAlarm: [scoreDrift, ...featureDrift].some(({ level }) => level === 'alarm'),
	};
}

/** Log-odds of each record of a table, and how many fall into each bin of each feature. */
export async function scoreTable(
	document: ModelDocument,
	table: Table,
	now: Date,
	pace: Pace,
): Promise<{ readonly logOdds: Float64Array; readonly binCounts: ReadonlyArray<Float64Array> }> {
	const compiled = compileModel(document);
	const columns = document.features.map(({ field }) => table.columns.get(field) ?? []);
	const times = await decisionTimes(document, table, pace);
	const logOdds = new Float64Array(table.count);
	const bins = new Uint8Array(document.features.length);
	const binCounts = document.features.map((feature) => new Float64Array(binCount(feature.bins)));
	let row = 0;
	const read = (_field: string, feature: number): unknown => columns[feature][row];
	for (; row < table.count; row += 1) {
		const time = times ? times[row] : Number.NaN;
		const asOfMs = Number.isNaN(time) ? now.getTime() : time;
		logOdds[row] = compiled.logOdds(read, asOfMs);
		compiled.binsOf(read, asOfMs, bins);
		for (let at = 0; at < bins.length; at += 1) binCounts[at][bins[at]] += 1;
		if (row % recordsPerLook === 0) {
			await pace.breathe();
			pace.report('scores', row / table.count);
		}
	}
	return { logOdds, binCounts };
}

/** When each record was decided, in milliseconds, in whatever order its column writes days and months. */
async function decisionTimes(
	{ timeField }: ModelDocument,
	{ columns }: Table,
	pace: Pace,
): Promise<Float64Array | undefined> {
	const values = timeField === undefined ? undefined : columns.get(timeField);
	if (timeField === undefined || !values) return undefined;
	return await momentsOf(values, timeField, pace);
}

function driftOf({ features }: ModelDocument, binCounts: ReadonlyArray<Float64Array>, count: number): FeatureDrift[] {
	return features
		.map(({ field, label, shares }, at) => {
			const actual = Array.from(binCounts[at], (records) => records / Math.max(1, count));
			const index = populationStabilityIndex(shares, actual);
			return { field, label, index, level: driftLevel(index) };
		})
		.sort((a, b) => b.index - a.index);
}

function confusionOf({ ranks, scoreMap }: ModelDocument, logOdds: Float64Array, outcomes: Int8Array): RankConfusion[] {
	return (['A', 'B', 'C', 'D'] as const)
		.filter((rank) => ranks[rank] > 0)
		.map((rank) => {
			const cells = { wonAbove: 0, lostAbove: 0, wonBelow: 0, lostBelow: 0 };
			logOdds.forEach((value, row) => {
				const isAbove = scoreOf(value, scoreMap) >= ranks[rank];
				cells[`${outcomes[row] === 1 ? 'won' : 'lost'}${isAbove ? 'Above' : 'Below'}`] += 1;
			});
			return { rank, cut: ranks[rank], ...cells };
		});
}
