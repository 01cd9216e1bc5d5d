import { logistic, logit } from '../bins/woe';
import type { Pace } from '../pace';
import type { Random } from '../random';
import { growTree, type TreeLimits, type TreeLists } from './grow-tree';
import { packed, treeValue, type Tree } from './tree';

export interface BoostingLimits extends TreeLimits {
	readonly mostTrees: number;
	/** Trees that bring nothing on the held-out records before it stops. */
	readonly patience: number;
	/** Share of the records, and of the features, that each tree sees. */
	readonly rowShare: number;
	readonly featureShare: number;
}

export const usualBoosting: BoostingLimits = {
	mostTrees: 300,
	patience: 20,
	rowShare: 0.7,
	featureShare: 0.7,
	mostLeaves: 12,
	leastRecords: 30,
	penalty: 3,
	learningRate: 0.06,
};

export interface Boosted {
	/** Log-odds that every record starts with. */
	readonly start: number;
	readonly trees: readonly TreeLists[];
}

interface Training {
	readonly codes: readonly Uint8Array[];
	readonly lastCodes: readonly number[];
	readonly outcomes: Int8Array;
	/** Rows to grow on, and rows that say when to stop. */
	readonly grow: Uint32Array;
	readonly hold: Uint32Array;
}

const rowsPerLook = 4_096;

/** Stochastic gradient boosting of the log loss (Friedman, 2001 and 2002); stops where the held-out records gain nothing more. */
export async function boostTrees(
	training: Training,
	random: Random,
	limits: BoostingLimits,
	pace: Pace,
): Promise<Boosted> {
	const { codes, lastCodes, outcomes, grow, hold } = training;
	const start = logit(clamp(grow.reduce((sum, row) => sum + outcomes[row], 0) / grow.length));
	const logOdds = new Float64Array(outcomes.length).fill(start);
	const gradient = new Float64Array(outcomes.length);
	const hessian = new Float64Array(outcomes.length);
	const trees: TreeLists[] = [];
	let best = { loss: await lossOf(logOdds, outcomes, hold, pace), trees: 0 };
	while (trees.length < limits.mostTrees && trees.length - best.trees < limits.patience) {
		for (const row of grow) {
			const probability = logistic(logOdds[row]);
			gradient[row] = probability - outcomes[row];
			hessian[row] = probability * (1 - probability);
		}
		const rows = grow.filter(() => random() < limits.rowShare);
		const features = someOf(codes.length, limits.featureShare, random);
		const tree = await growTree({ codes, lastCodes, gradient, hessian }, rows, features, limits, pace);
		if (tree.feature[0] < 0) break;
		trees.push(tree);
		await addTree(logOdds, packed(tree), codes, pace);
		const loss = await lossOf(logOdds, outcomes, hold, pace);
		if (loss < best.loss - 1e-6) best = { loss, trees: trees.length };
		pace.report('trees', trees.length / limits.mostTrees);
	}
	return { start, trees: trees.slice(0, best.trees) };
}

async function addTree(logOdds: Float64Array, tree: Tree, codes: readonly Uint8Array[], pace: Pace): Promise<void> {
	const own = new Uint8Array(codes.length);
	const used = [...new Set(Array.from(tree.feature))].filter((feature) => feature >= 0);
	for (let row = 0; row < logOdds.length; row += 1) {
		for (const feature of used) own[feature] = codes[feature][row];
		logOdds[row] += treeValue(tree, own);
		if (row % rowsPerLook === 0) await pace.breathe();
	}
}

async function lossOf(logOdds: Float64Array, outcomes: Int8Array, rows: Uint32Array, pace: Pace): Promise<number> {
	let sum = 0;
	for (const row of rows) {
		// ln(1 + e^−z) of the side that happened, without overflow.
		const margin = outcomes[row] === 1 ? logOdds[row] : -logOdds[row];
		sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : -margin + Math.log1p(Math.exp(margin));
	}
	await pace.breathe();
	return sum / Math.max(1, rows.length);
}

function someOf(count: number, share: number, random: Random): number[] {
	const all = Array.from({ length: count }, (_, index) => index);
	const wanted = Math.max(Math.min(count, 3), Math.round(count * share));
	for (let at = 0; at < wanted; at += 1) {
		const other = at + Math.floor(random() * (count - at));
		[all[at], all[other]] = [all[other], all[at]];
	}
	return all.slice(0, wanted).sort((a, b) => a - b);
}

function clamp(share: number): number {
	return Math.min(1 - 1e-6, Math.max(1e-6, share));
}
