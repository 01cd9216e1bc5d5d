import { logistic } from '../bins/woe';
import type { Pace } from '../pace';

export interface LogisticFit {
	readonly intercept: number;
	readonly coefficients: Float64Array;
}

const mostSteps = 25;
const enough = 1e-7;
const rowsPerLook = 1_024;

/**
 * Logistic regression with an L2 penalty on the coefficients (not on the intercept), by Newton's method, which is iteratively
 * reweighted least squares (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.4.1 and 3.4.1).
 */
export async function fitLogistic(
	columns: readonly Float64Array[],
	outcomes: Int8Array,
	penalty: number,
	pace: Pace,
): Promise<LogisticFit> {
	const size = columns.length + 1;
	const weights = new Float64Array(size);
	for (let step = 0; step < mostSteps; step += 1) {
		const { gradient, hessian } = await derivatives(columns, outcomes, weights, pace);
		for (let at = 1; at < size; at += 1) {
			gradient[at] -= penalty * weights[at];
			hessian[at * size + at] += penalty;
		}
		const change = solveSymmetric(hessian, gradient, size);
		for (let at = 0; at < size; at += 1) weights[at] += Math.max(-4, Math.min(4, change[at]));
		if (change.every((part) => Math.abs(part) < enough)) break;
	}
	return { intercept: weights[0], coefficients: weights.slice(1) };
}

async function derivatives(columns: readonly Float64Array[], outcomes: Int8Array, weights: Float64Array, pace: Pace) {
	const size = weights.length;
	const gradient = new Float64Array(size);
	const hessian = new Float64Array(size * size);
	const row = new Float64Array(size).fill(1);
	for (let record = 0; record < outcomes.length; record += 1) {
		let logOdds = weights[0];
		for (let at = 1; at < size; at += 1) {
			row[at] = columns[at - 1][record];
			logOdds += weights[at] * row[at];
		}
		const probability = logistic(logOdds);
		const error = outcomes[record] - probability;
		const curvature = Math.max(1e-9, probability * (1 - probability));
		for (let at = 0; at < size; at += 1) {
			gradient[at] += error * row[at];
			const scaled = curvature * row[at];
			for (let other = 0; other <= at; other += 1) hessian[at * size + other] += scaled * row[other];
		}
		if (record % rowsPerLook === 0) await pace.breathe();
	}
	return { gradient, hessian };
}

/** Solves A x = b by Cholesky's decomposition; A is positive definite, its lower triangle is read. */
function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
	const lower = matrix.slice();
	for (let column = 0; column < size; column += 1) {
		for (let row = column; row < size; row += 1) {
			let value = lower[row * size + column];
			for (let at = 0; at < column; at += 1) value -= lower[row * size + at] * lower[column * size + at];
			lower[row * size + column] =
				row === column ? Math.sqrt(Math.max(value, 1e-12)) : value / lower[column * size + column];
		}
	}
	const solution = right.slice();
	for (let row = 0; row < size; row += 1) {
		for (let at = 0; at < row; at += 1) solution[row] -= lower[row * size + at] * solution[at];
		solution[row] /= lower[row * size + row];
	}
	for (let row = size - 1; row >= 0; row -= 1) {
		for (let at = row + 1; at < size; at += 1) solution[row] -= lower[at * size + row] * solution[at];
		solution[row] /= lower[row * size + row];
	}
	return solution;
}
