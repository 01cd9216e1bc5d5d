import { driftLevel, populationStabilityIndex } from './drift';
import { decilesOf } from './lift';
import { brierScore, calibrationBins, calibrationError, logLoss } from './probabilities';
import { rocAuc } from './ranking';

const outcomes = Int8Array.of(0, 0, 1, 1);

describe('rocAuc', () => {
	it.each([
		[[0.1, 0.2, 0.3, 0.4], 1],
		[[0.4, 0.3, 0.2, 0.1], 0],
		[[0.1, 0.4, 0.35, 0.8], 0.75],
		[[0.5, 0.5, 0.5, 0.5], 0.5],
	])('of %j is %d', (scores, auc) => {
		expect(rocAuc(Float64Array.from(scores), outcomes).auc).toBeCloseTo(auc, 12);
	});

	it('says nothing where nobody won', () => {
		expect(rocAuc(Float64Array.of(1, 2), Int8Array.of(0, 0))).toEqual({ auc: 0.5, low: 0, high: 1 });
	});
});

describe('probabilities', () => {
	const said = Float64Array.of(0.2, 0.4, 0.6, 0.8);

	it('are measured by Brier score and log loss', () => {
		expect(brierScore(said, outcomes)).toBeCloseTo((0.04 + 0.16 + 0.16 + 0.04) / 4, 12);
		expect(logLoss(said, outcomes)).toBeCloseTo(
			-(Math.log(0.8) + Math.log(0.6) + Math.log(0.6) + Math.log(0.8)) / 4,
			12,
		);
	});

	it('are calibrated when as many win as was said', () => {
		const half = new Float64Array(100).fill(0.5);
		const won = Int8Array.from({ length: 100 }, (_, row) => row % 2);
		expect(calibrationError(calibrationBins(half, won))).toBeCloseTo(0, 12);
		expect(calibrationError(calibrationBins(half, new Int8Array(100)))).toBeCloseTo(0.5, 12);
	});
});

it('lift and capture go down by tenths, equal scores sharing their wins', () => {
	const best = decilesOf(
		Float64Array.from({ length: 20 }, (_, row) => row),
		Int8Array.from({ length: 20 }, (_, row) => (row >= 18 ? 1 : 0)),
	);
	expect(best[0]).toEqual({ decile: 1, records: 2, wins: 2, lift: 10, capture: 1 });
	const equal = decilesOf(
		new Float64Array(20),
		Int8Array.from({ length: 20 }, (_, row) => (row >= 18 ? 1 : 0)),
	);
	expect(equal.every(({ lift }) => Math.abs(lift - 1) < 1e-12)).toBe(true);
});

it.each([
	[[0.5, 0.5], [0.5, 0.5], 0, 'steady'],
	[[0.5, 0.5], [0.35, 0.65], 0.15 * Math.log(0.65 / 0.35), 'steady'],
	[[0.5, 0.5], [0.3, 0.7], 0.2 * Math.log(0.7 / 0.3), 'watch'],
	[[0.5, 0.5], [0.1, 0.9], 0.4 * Math.log(9), 'alarm'],
])('the stability index of %j and %j', (before, after, index, level) => {
	expect(populationStabilityIndex(before, after)).toBeCloseTo(index, 12);
	expect(driftLevel(index)).toBe(level);
});
