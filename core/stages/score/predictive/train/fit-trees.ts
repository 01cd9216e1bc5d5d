import { type Boosted, boostTrees, usualBoosting } from '../trees/boosted-trees';
import { codesOf, type Coding, lastCode, learnCoding } from '../trees/coding';
import { forestValue, packForest } from '../trees/forest';
import { pick } from '../data/encoded';
import type { Pace } from '../pace';
import { randomOf, shuffled } from '../random';
import { fitLogistic } from '../scorecard/logistic-regression';
import type { LearntFeature } from './learnt-feature';

export interface FittedTrees extends Boosted {
	readonly codings: readonly Coding[];
	readonly calibration: { readonly intercept: number; readonly slope: number };
}

/** Share of the learning records that say when to stop, and how sure the trees may be. */
const holdShare = 0.15;

/** Boosted trees over the features, stopped and calibrated (Platt, 1999) on records that they were not grown on: the newest, where times are known. */
export async function fitTrees(
	features: readonly LearntFeature[],
	outcomes: Int8Array,
	rows: Int32Array,
	{ seed, isNewest }: { readonly seed: number; readonly isNewest: boolean },
	pace: Pace,
): Promise<FittedTrees> {
	const random = randomOf(seed);
	const order = isNewest ? rows.map((_, at) => at) : shuffled(rows.length, random);
	const growCount = Math.round(rows.length * (1 - holdShare));
	const grow = Uint32Array.from(order.subarray(0, growCount)).sort();
	const hold = Uint32Array.from(order.subarray(growCount)).sort();
	const own = Int8Array.from(rows, (row) => outcomes[row]);
	const codings: Coding[] = [];
	const codes: Uint8Array[] = [];
	for (const { encoded } of features) {
		const fitted = pick(encoded, rows);
		await pace.breathe();
		codings.push(
			learnCoding(
				pick(fitted, Int32Array.from(grow)),
				Int8Array.from(grow, (row) => own[row]),
			),
		);
		codes.push(codesOf(fitted, codings[codings.length - 1]));
		await pace.breathe();
	}
	const boosted = await boostTrees(
		{ codes, lastCodes: codings.map(lastCode), outcomes: own, grow, hold },
		random,
		usualBoosting,
		pace,
	);
	const logOdds = await logOddsOver(boosted, codes, hold, pace);
	const platt = await fitLogistic(
		[logOdds],
		Int8Array.from(hold, (row) => own[row]),
		1e-3,
		pace,
	);
	return { ...boosted, codings, calibration: plattOf(platt.intercept, platt.coefficients[0], boosted) };
}

/** Log-odds of the rows by trees, calibrated. */
export async function treesLogOdds(
	features: readonly LearntFeature[],
	fitted: FittedTrees,
	rows: Int32Array,
	pace: Pace,
): Promise<Float64Array> {
	const codes: Uint8Array[] = [];
	for (const [at, { encoded }] of features.entries()) {
		codes.push(codesOf(pick(encoded, rows), fitted.codings[at]));
		await pace.breathe();
	}
	const logOdds = await logOddsOver(
		fitted,
		codes,
		Uint32Array.from(rows, (_, at) => at),
		pace,
	);
	return logOdds.map((value) => fitted.calibration.intercept + fitted.calibration.slope * value);
}

async function logOddsOver(
	{ start, trees }: Boosted,
	codes: readonly Uint8Array[],
	rows: Uint32Array,
	pace: Pace,
): Promise<Float64Array> {
	const logOdds = new Float64Array(rows.length).fill(start);
	const own = new Uint8Array(codes.length);
	const forest = packForest(trees);
	for (let at = 0; at < rows.length; at += 1) {
		for (let feature = 0; feature < codes.length; feature += 1) own[feature] = codes[feature][rows[at]];
		logOdds[at] += forestValue(forest, own);
		if (at % 512 === 0) await pace.breathe();
	}
	return logOdds;
}

/** Trees that found nothing, or whose order the held-out records turn round, are left as they are. */
function plattOf(intercept: number, slope: number, { trees }: Boosted): FittedTrees['calibration'] {
	const isSound = trees.length > 0 && slope > 0.2 && slope < 5;
	return isSound ? { intercept, slope } : { intercept: 0, slope: 1 };
}
