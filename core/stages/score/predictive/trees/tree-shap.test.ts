import { randomOf } from '../random';
import { paceOf } from '../pace';
import { boostTrees, usualBoosting } from './boosted-trees';
import { forestValue, packForest } from './forest';
import { expectedValue, type Tree, treeValue } from './tree';
import { addTreeShap } from './tree-shap';

/** Shapley values by their definition: over all subsets of features, of the tree's expectation given the subset. */
function byDefinition(tree: Tree, codes: readonly number[]): number[] {
	const count = codes.length;
	const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
	return codes.map((_, feature) => {
		let sum = 0;
		for (let subset = 0; subset < 1 << count; subset += 1) {
			if (subset & (1 << feature)) continue;
			const size = [...Array(count).keys()].filter((at) => subset & (1 << at)).length;
			const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
			sum += weight * (given(tree, codes, subset | (1 << feature), 0) - given(tree, codes, subset, 0));
		}
		return sum;
	});
}

function given(tree: Tree, codes: readonly number[], known: number, node: number): number {
	const feature = tree.feature[node];
	if (feature < 0) return tree.value[node];
	const [left, right] = [tree.left[node], tree.right[node]];
	if (known & (1 << feature)) {
		const isLeft = codes[feature] === 0 ? tree.missingLeft[node] === 1 : codes[feature] <= tree.threshold[node];
		return given(tree, codes, known, isLeft ? left : right);
	}
	const value = (child: number): number => tree.cover[child] * given(tree, codes, known, child);
	return (value(left) + value(right)) / tree.cover[node];
}

async function boosted() {
	const random = randomOf(11);
	const count = 2_000;
	const codes = Array.from({ length: 5 }, () => Uint8Array.from({ length: count }, () => Math.floor(random() * 12)));
	const outcomes = Int8Array.from({ length: count }, (_, row) => {
		const logOdds = codes[0][row] / 4 - 2 + (codes[1][row] > 6 ? codes[2][row] / 6 : 0) + (codes[3][row] === 0 ? 1 : 0);
		return random() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
	});
	const [grow, hold] = [0, 1].map((part) => Uint32Array.from({ length: count / 2 }, (_, row) => row * 2 + part));
	const training = { codes, lastCodes: codes.map(() => 11), outcomes, grow, hold };
	const { trees } = await boostTrees(training, random, { ...usualBoosting, leastRecords: 10, mostTrees: 40 }, paceOf());
	const rows = Array.from({ length: 60 }, (_, row) => codes.map((list) => list[row]));
	return { trees, rows };
}

describe('addTreeShap', () => {
	it('gives the Shapley values that the definition gives', async () => {
		const { trees, rows } = await boosted();
		expect(trees.length).toBeGreaterThan(5);
		for (const tree of trees.slice(0, 6)) {
			for (const codes of rows.slice(0, 15)) {
				const own = new Float64Array(5);
				addTreeShap(tree, codes, own);
				byDefinition(tree, codes).forEach((value, feature) => expect(own[feature]).toBeCloseTo(value, 10));
			}
		}
	});

	it('adds up to what the trees say less what they say on average, within 1e-9', async () => {
		const { trees, rows } = await boosted();
		const forest = packForest(trees);
		for (const codes of rows) {
			const own = new Float64Array(5);
			for (const tree of trees) addTreeShap(tree, codes, own);
			const average = trees.reduce((sum, tree) => sum + expectedValue(tree), 0);
			const value = trees.reduce((sum, tree) => sum + treeValue(tree, codes), 0);
			expect(Math.abs(own.reduce((sum, part) => sum + part, average) - value)).toBeLessThan(1e-9);
			expect(forestValue(forest, Uint8Array.from(codes))).toBeCloseTo(value, 12);
		}
	});
});
