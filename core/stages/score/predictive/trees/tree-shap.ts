import type { Tree } from './tree';

/**
 * The features on the way to a node, deepest first of all kept in one stretch per depth: the shares of subsets that go on with
 * each unknown and known, and the weight of subsets by size.
 */
interface Paths {
	feature: Int32Array;
	unknown: Float64Array;
	known: Float64Array;
	weight: Float64Array;
}

const paths: Paths = pathsFor(4_096);

/**
 * Adds to `contributions` what each feature has to do with the tree's value for a record: exact Shapley values over the
 * tree's own expectations (Lundberg, Erion, Lee, Consistent Individualized Feature Attribution for Tree Ensembles, 2018,
 * algorithm 2). They add up to the value less `expectedValue`.
 */
export function addTreeShap(tree: Tree, codes: ArrayLike<number>, contributions: Float64Array): void {
	// A walk of n steps needs a stretch for each of them.
	const depth = tree.feature.length + 2;
	const most = Math.min(depth, 256);
	if (paths.feature.length < most * most) Object.assign(paths, pathsFor(most * most));
	walk(tree, codes, contributions, 0, 0, 0, 1, 1, -1);
}

/** `from` is where the parent's stretch begins, and `length` how long it is. */
function walk(
	tree: Tree,
	codes: ArrayLike<number>,
	contributions: Float64Array,
	node: number,
	from: number,
	length: number,
	unknownShare: number,
	knownShare: number,
	via: number,
): void {
	const { feature, unknown, known, weight } = paths;
	const own = from + length;
	for (let at = 0; at < length; at += 1) {
		feature[own + at] = feature[from + at];
		unknown[own + at] = unknown[from + at];
		known[own + at] = known[from + at];
		weight[own + at] = weight[from + at];
	}
	let size = extend(own, length, unknownShare, knownShare, via);
	const split = tree.feature[node];
	if (split < 0) {
		const value = tree.value[node];
		for (let at = 1; at < size; at += 1) {
			const place = own + at;
			contributions[feature[place]] += unwoundSum(own, size, at) * (known[place] - unknown[place]) * value;
		}
		return;
	}
	const code = codes[split];
	const goesLeft = code === 0 ? tree.missingLeft[node] === 1 : code <= tree.threshold[node];
	const [left, right] = [tree.left[node], tree.right[node]];
	const hot = goesLeft ? left : right;
	const cold = goesLeft ? right : left;
	let [unknownBefore, knownBefore] = [1, 1];
	for (let at = 1; at < size; at += 1) {
		if (feature[own + at] !== split) continue;
		[unknownBefore, knownBefore] = [unknown[own + at], known[own + at]];
		size = unwind(own, size, at);
		break;
	}
	const cover = tree.cover[node];
	walk(tree, codes, contributions, hot, own, size, (unknownBefore * tree.cover[hot]) / cover, knownBefore, split);
	walk(tree, codes, contributions, cold, own, size, (unknownBefore * tree.cover[cold]) / cover, 0, split);
}

function extend(own: number, length: number, unknownShare: number, knownShare: number, via: number): number {
	const { feature, unknown, known, weight } = paths;
	feature[own + length] = via;
	unknown[own + length] = unknownShare;
	known[own + length] = knownShare;
	weight[own + length] = length === 0 ? 1 : 0;
	for (let at = length - 1; at >= 0; at -= 1) {
		weight[own + at + 1] += (knownShare * weight[own + at] * (at + 1)) / (length + 1);
		weight[own + at] = (unknownShare * weight[own + at] * (length - at)) / (length + 1);
	}
	return length + 1;
}

function unwind(own: number, length: number, index: number): number {
	const { feature, unknown, known, weight } = paths;
	const last = length - 1;
	let next = weight[own + last];
	const [unknownShare, knownShare] = [unknown[own + index], known[own + index]];
	for (let at = last - 1; at >= 0; at -= 1) {
		if (knownShare !== 0) {
			const before = weight[own + at];
			weight[own + at] = (next * length) / ((at + 1) * knownShare);
			next = before - (weight[own + at] * unknownShare * (last - at)) / length;
		} else {
			weight[own + at] = (weight[own + at] * length) / (unknownShare * (last - at));
		}
	}
	for (let at = own + index; at < own + last; at += 1) {
		feature[at] = feature[at + 1];
		unknown[at] = unknown[at + 1];
		known[at] = known[at + 1];
	}
	return last;
}

function unwoundSum(own: number, length: number, index: number): number {
	const { unknown, known, weight } = paths;
	const last = length - 1;
	const [unknownShare, knownShare] = [unknown[own + index], known[own + index]];
	let [next, total] = [weight[own + last], 0];
	for (let at = last - 1; at >= 0; at -= 1) {
		if (knownShare !== 0) {
			const part = (next * length) / ((at + 1) * knownShare);
			total += part;
			next = weight[own + at] - (part * unknownShare * (last - at)) / length;
		} else {
			total += (weight[own + at] * length) / (unknownShare * (last - at));
		}
	}
	return total;
}

function pathsFor(size: number): Paths {
	return {
		feature: new Int32Array(size),
		unknown: new Float64Array(size),
		known: new Float64Array(size),
		weight: new Float64Array(size),
	};
}
