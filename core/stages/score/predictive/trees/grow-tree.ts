import type { Pace } from '../pace';
import type { Tree } from './tree';

/** The records that a tree is grown on: codes by feature, then by row. */
export interface Grown {
	readonly codes: readonly Uint8Array[];
	readonly lastCodes: readonly number[];
	/** First and second derivative of the loss by row. */
	readonly gradient: Float64Array;
	readonly hessian: Float64Array;
}

export interface TreeLimits {
	readonly mostLeaves: number;
	readonly leastRecords: number;
	/** L2 penalty on what a leaf adds. */
	readonly penalty: number;
	readonly learningRate: number;
}

interface Split {
	readonly gain: number;
	readonly feature: number;
	readonly threshold: number;
	readonly missingLeft: boolean;
}

interface Node {
	readonly id: number;
	readonly rows: Uint32Array;
	readonly gradient: number;
	readonly hessian: number;
	split?: Split;
}

/** A tree in lists that a document can hold. */
export type TreeLists = { readonly [Key in keyof Tree]: number[] };

const leastGain = 1e-6;
const mostCodes = 256;

/**
 * A regression tree by the second-order gain of XGBoost (Chen and Guestrin, 2016, eq. 7), over histograms, the best leaf
 * first as LightGBM grows them (Ke et al., 2017). Values that say nothing go to the side where they fit better.
 */
export async function growTree(
	data: Grown,
	rows: Uint32Array,
	features: readonly number[],
	limits: TreeLimits,
	pace: Pace,
): Promise<TreeLists> {
	const lists: TreeLists = { feature: [], threshold: [], missingLeft: [], left: [], right: [], value: [], cover: [] };
	const open = [await openNode(lists, data, rows, features, limits, pace)];
	for (let leaves = 1; leaves < limits.mostLeaves; leaves += 1) {
		const best = open.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
		if (!best.split) break;
		open.splice(open.indexOf(best), 1);
		const { feature, threshold, missingLeft } = best.split;
		const [left, right] = partition(data.codes[feature], best.rows, best.split);
		const children = [
			await openNode(lists, data, left, features, limits, pace),
			await openNode(lists, data, right, features, limits, pace),
		];
		lists.feature[best.id] = feature;
		lists.threshold[best.id] = threshold;
		lists.missingLeft[best.id] = missingLeft ? 1 : 0;
		[lists.left[best.id], lists.right[best.id]] = children.map(({ id }) => id);
		for (const child of children) open.push(child);
	}
	for (const { id, gradient, hessian } of open) {
		lists.value[id] = (-gradient / (hessian + limits.penalty)) * limits.learningRate;
	}
	return lists;
}

async function openNode(
	lists: TreeLists,
	data: Grown,
	rows: Uint32Array,
	features: readonly number[],
	limits: TreeLimits,
	pace: Pace,
): Promise<Node> {
	const id = lists.feature.length;
	for (const [list, blank] of [
		[lists.feature, -1],
		[lists.threshold, 0],
		[lists.missingLeft, 0],
		[lists.left, -1],
		[lists.right, -1],
		[lists.value, 0],
		[lists.cover, rows.length],
	] as const) {
		list.push(blank);
	}
	let [gradient, hessian] = [0, 0];
	for (const row of rows) {
		gradient += data.gradient[row];
		hessian += data.hessian[row];
	}
	const node: Node = { id, rows, gradient, hessian };
	if (rows.length >= 2 * limits.leastRecords) node.split = await bestSplit(node, data, features, limits, pace);
	return node;
}

async function bestSplit(
	node: Node,
	data: Grown,
	features: readonly number[],
	limits: TreeLimits,
	pace: Pace,
): Promise<Split | undefined> {
	let best: Split | undefined;
	for (const feature of features) {
		const split = bestSplitOf(feature, node, data, limits);
		if (split && split.gain > (best?.gain ?? leastGain)) best = split;
		await pace.breathe();
	}
	return best;
}

const sums = {
	gradient: new Float64Array(mostCodes),
	hessian: new Float64Array(mostCodes),
	records: new Float64Array(mostCodes),
};

function bestSplitOf(feature: number, node: Node, data: Grown, limits: TreeLimits): Split | undefined {
	const last = data.lastCodes[feature];
	fillSums(data.codes[feature], node.rows, data, last);
	const { gradient, hessian, records } = sums;
	const whole = (node.gradient * node.gradient) / (node.hessian + limits.penalty);
	let best: Split | undefined;
	for (const missingLeft of records[0] > 0 ? [true, false] : [true]) {
		let [leftGradient, leftHessian, leftRecords] = missingLeft ? [gradient[0], hessian[0], records[0]] : [0, 0, 0];
		for (let threshold = 0; threshold < last; threshold += 1) {
			if (threshold > 0) {
				leftGradient += gradient[threshold];
				leftHessian += hessian[threshold];
				leftRecords += records[threshold];
			}
			if (leftRecords < limits.leastRecords || node.rows.length - leftRecords < limits.leastRecords) continue;
			const [rightGradient, rightHessian] = [node.gradient - leftGradient, node.hessian - leftHessian];
			const gain =
				(leftGradient * leftGradient) / (leftHessian + limits.penalty) +
				(rightGradient * rightGradient) / (rightHessian + limits.penalty) -
				whole;
			if (gain > (best?.gain ?? leastGain)) best = { gain, feature, threshold, missingLeft };
		}
	}
	return best;
}

function fillSums(codes: Uint8Array, rows: Uint32Array, data: Grown, last: number): void {
	const { gradient, hessian, records } = sums;
	gradient.fill(0, 0, last + 1);
	hessian.fill(0, 0, last + 1);
	records.fill(0, 0, last + 1);
	for (let at = 0; at < rows.length; at += 1) {
		const row = rows[at];
		const code = codes[row];
		gradient[code] += data.gradient[row];
		hessian[code] += data.hessian[row];
		records[code] += 1;
	}
}

function partition(
	codes: Uint8Array,
	rows: Uint32Array,
	{ threshold, missingLeft }: Split,
): [Uint32Array, Uint32Array] {
	const goesLeft = (row: number): boolean => (codes[row] === 0 ? missingLeft : codes[row] <= threshold);
	return [rows.filter(goesLeft), rows.filter((row) => !goesLeft(row))];
}
