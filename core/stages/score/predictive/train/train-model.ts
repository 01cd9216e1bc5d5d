import { EnrichmentError } from '../../../../errors';
import { chooseFeatures } from '../data/choose-features';
import { type EncodedFeature, encode } from '../data/encoded';
import type { Table } from '../data/table';
import { findLeaks, telling } from '../guards/find-leaks';
import { signalOf } from '../guards/signal';
import { sharesOf } from '../bins/woe';
import { populationStabilityIndex } from '../measures/drift';
import type { ModelDocument, ModelFeature, TrainingFacts } from '../model/model-document';
import { modelIdOf } from '../model/parse-model';
import { learnRankCuts, learnScoreMap, type ScoreMap, scoreOf } from '../model/score-map';
import type { Pace } from '../pace';
import { fitScorecard, scorecardLogOdds } from './fit-scorecard';
import { fitTrees, treesLogOdds } from './fit-trees';
import { learnFeatures, type LearntFeature } from './learnt-feature';
import { leastRecords, leastWins, type TrainRequest } from './train-request';
import { type TrainingRows, trainingRows } from './training-rows';
import { validate } from './validate';

/** A model, the one that was tested, and the records of the table that it was tested on. */
export interface Training {
	/** With the fields and the figures of the tested one; its weights come from all records. */
	readonly model: ModelDocument;
	/** Learnt from all but the test records. */
	readonly tested: ModelDocument;
	readonly testRows: Int32Array;
}

/** Bins of five points of score. */
const scoreBins = 20;
const usualMargin = 2;

/**
 * Learns to tell won from lost: bins each field, leaves out what was known only afterwards, fits, and measures on records that
 * nothing was learnt from, the newest where times are known; then learns the weights again from all records. Throws `invalid_parameter` with fewer than 1,000 records or 120 won
 * or lost ones, unless forced.
 */
export async function trainModel(table: Table, request: TrainRequest, pace: Pace): Promise<Training> {
	const rows = await trainingRows(table, request, pace);
	await pace.breathe();
	if (!request.isForced) demandEnough(rows.outcomes);
	const skip = new Set([
		request.outcome,
		...(request.time === undefined ? [] : [request.time]),
		...(request.skip ?? []),
	]);
	const options = { skip, labels: request.labels ?? {}, hasTime: request.time !== undefined };
	const { features, leftOut } = await chooseFeatures(rows.table, options, pace);
	const encoded: EncodedFeature[] = [];
	for (const feature of features) {
		encoded.push(await encode(feature, rows.table, (row) => rows.times?.[row] ?? Number.NaN, pace));
		pace.report('values', encoded.length / features.length);
	}
	const learnt = await learnFeatures(encoded, rows.outcomes, rows.fit, request.monotone ?? {}, pace);
	const { leaks, honest } = await findLeaks(learnt, rows, new Set(request.keep), request.knownLeaks ?? {}, pace);
	const used = telling(honest);
	const silent = honest.filter((feature) => !used.includes(feature));
	const quiet = silent.map(({ encoded: { feature } }) => ({
		field: feature.field,
		why: 'it says no more about winning than chance would',
	}));
	const named = leaks.map((leak) => ({ ...leak, label: request.labels?.[leak.field] ?? leak.label }));
	const isLeak = new Set(leaks.map(({ field }) => field));
	const others = [...leftOut, ...quiet].filter(({ field }) => !isLeak.has(field));
	const tested = await documentOf(used, rows, request, { leaks: named, leftOut: others }, pace);
	const model = request.isTestedModelKept ? tested : await refitted(tested, used, rows, request, pace);
	return { model, tested, testRows: rows.test.map((row) => rows.decided[row]) };
}

function demandEnough(outcomes: Int8Array): void {
	const wins = outcomes.reduce((sum, outcome) => sum + outcome, 0);
	const losses = outcomes.length - wins;
	if (outcomes.length >= leastRecords && Math.min(wins, losses) >= leastWins) return;
	throw new EnrichmentError(
		'invalid_parameter',
		`There is too little to learn from: ${outcomes.length} decided records, ${wins} won and ${losses} lost; ${leastRecords} are needed, with ${leastWins} of each.`,
		{ remedy: 'Score by a scorecard made by hand until there are more.', details: { records: outcomes.length, wins } },
	);
}

interface Findings {
	readonly leaks: TrainingFacts['leaks'];
	readonly leftOut: TrainingFacts['leftOut'];
}

async function documentOf(
	used: readonly LearntFeature[],
	rows: TrainingRows,
	request: TrainRequest,
	findings: Findings,
	pace: Pace,
): Promise<ModelDocument> {
	const fitted = await fit(used, rows, request, pace);
	const weights = weightsOf(used, fitted, rows.fit, request);
	const drift = populationStabilityIndex(weights.scoreShares, scoreSharesOf(fitted.ofTest, weights.scoreMap));
	const validation = validate(
		fitted.ofTest,
		Int8Array.from(rows.test, (row) => rows.outcomes[row]),
		drift,
	);
	const document: Omit<ModelDocument, 'id'> = {
		format: 'salesforce-enrichment-model-1',
		name: request.name,
		version: request.version,
		kind: request.kind,
		basis: request.basis,
		trainedAt: request.now.toISOString(),
		outcome: { field: request.outcome, wins: [...rows.values.wins], losses: [...rows.values.losses] },
		...(request.time !== undefined && { timeField: request.time }),
		...weights,
		rankMargin: request.rankMargin ?? usualMargin,
		training: {
			records: rows.outcomes.length,
			wins: rows.outcomes.reduce((sum, outcome) => sum + outcome, 0),
			undecided: rows.undecided,
			...span(rows.times),
			validatedOn: rows.testedOn,
			seed: request.seed,
			...findings,
			validation,
			signal: signalOf(validation.auc),
		},
	};
	return { ...document, id: modelIdOf(document) };
}

/**
 * The same fields, learnt again from all records: the newest ones teach most about those to come. What was measured stays what it was:
 * figures of the tested model.
 */
async function refitted(
	tested: ModelDocument,
	used: readonly LearntFeature[],
	rows: TrainingRows,
	request: TrainRequest,
	pace: Pace,
): Promise<ModelDocument> {
	const all = rows.outcomes.length;
	const every = { ...rows, fit: Int32Array.from(rows.outcomes, (_, row) => row), test: new Int32Array(0) };
	const encoded = used.map((feature) => feature.encoded);
	const features = await learnFeatures(encoded, rows.outcomes, every.fit, request.monotone ?? {}, pace);
	const fitted = await fit(features, every, request, pace);
	const { id: _id, ...before } = tested;
	const document = {
		...before,
		...weightsOf(features, fitted, every.fit, request),
		training: { ...tested.training, refittedOn: all },
	};
	return { ...document, id: modelIdOf(document) };
}

type Weights = Pick<
	ModelDocument,
	'features' | 'scorecard' | 'trees' | 'calibration' | 'scoreMap' | 'ranks' | 'scoreShares'
>;

/** The part of a document that the records it is learnt from make. */
function weightsOf(used: readonly LearntFeature[], fitted: Fitted, fit: Int32Array, request: TrainRequest): Weights {
	const scoreMap = learnScoreMap(fitted.ofFit);
	const scores = Uint8Array.from(fitted.ofFit, (logOdds) => scoreOf(logOdds, scoreMap));
	return {
		features: used.map((feature) => modelFeature(feature, fit)),
		...fitted.part,
		calibration: fitted.calibration,
		scoreMap,
		ranks: learnRankCuts(scores, request.rankPolicy ?? 'shares', request.hasF ?? true),
		scoreShares: scoreSharesOf(fitted.ofFit, scoreMap),
	};
}

interface Fitted {
	readonly part: Pick<ModelDocument, 'scorecard' | 'trees'>;
	readonly calibration: ModelDocument['calibration'];
	readonly ofFit: Float64Array;
	readonly ofTest: Float64Array;
}

async function fit(
	used: readonly LearntFeature[],
	rows: TrainingRows,
	request: TrainRequest,
	pace: Pace,
): Promise<Fitted> {
	if (request.kind === 'scorecard') {
		const card = await fitScorecard(used, rows.outcomes, rows.fit, pace);
		return {
			part: { scorecard: { intercept: card.intercept, coefficients: [...card.coefficients] } },
			calibration: { intercept: 0, slope: 1 },
			ofFit: scorecardLogOdds(used, card, rows.fit),
			ofTest: scorecardLogOdds(used, card, rows.test),
		};
	}
	const isNewest = rows.testedOn === 'newest';
	const trees = await fitTrees(used, rows.outcomes, rows.fit, { seed: request.seed, isNewest }, pace);
	return {
		part: {
			trees: {
				start: trees.start,
				codings: trees.codings as NonNullable<ModelDocument['trees']>['codings'],
				trees: [...trees.trees],
			},
		},
		calibration: trees.calibration,
		ofFit: await treesLogOdds(used, trees, rows.fit, pace),
		ofTest: await treesLogOdds(used, trees, rows.test, pace),
	};
}

function modelFeature(
	{ encoded: { feature }, binning, woe, bins, informationValue }: LearntFeature,
	fit: Int32Array,
): ModelFeature {
	return {
		...feature,
		sentinels: feature.sentinels && [...feature.sentinels],
		bins: binning as ModelFeature['bins'],
		woe: [...woe],
		shares: sharesOf(
			Uint8Array.from(fit, (row) => bins[row]),
			binning,
		),
		informationValue,
	};
}

/** Share of the records by five points of score. */
export function scoreSharesOf(logOdds: Float64Array, map: ScoreMap): number[] {
	const shares = new Array<number>(scoreBins).fill(0);
	for (const value of logOdds) shares[Math.min(scoreBins - 1, Math.floor(scoreOf(value, map) / 5))] += 1;
	return shares.map((count) => count / Math.max(1, logOdds.length));
}

function span(times: Float64Array | undefined): Pick<TrainingFacts, 'from' | 'until'> {
	let [from, until] = [Infinity, -Infinity];
	for (const time of times ?? [])
		if (!Number.isNaN(time)) [from, until] = [Math.min(from, time), Math.max(until, time)];
	return from > until ? {} : { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}
