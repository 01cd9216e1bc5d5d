import { childOf, type Tree } from './tree';

/** One feature on the way to a node: the shares of subsets that go on with it unknown and known, and the weight of subsets by size. */
interface Path {
	readonly feature: Int32Array;
	readonly unknown: Float64Array;
	readonly known: Float64Array;
	readonly weight: Float64Array;
}

/**
 * Adds to `contributions` what each feature has to do with the tree's value for a record: exact Shapley values over the
 * tree's own expectations (Lundberg, Erion, Lee, Consistent Individualized Feature Attribution for Tree Ensembles, 2018,
 * algorithm 2). They add up to the value less `expectedValue`.
 */
export function addTreeShap(tree: Tree, codes: ArrayLike<number>, contributions: Float64Array): void {
	walk(tree, codes, contributions, { node: 0, path: emptyPath(0), length: 0, unknown: 1, known: 1, feature: -1 });
}

interface Step {
	readonly node: number;
	readonly path: Path;
	readonly length: number;
	readonly unknown: number;
	readonly known: number;
	readonly feature: number;
}

function walk(tree: Tree, codes: ArrayLike<number>, contributions: Float64Array, step: Step): void {
	const { node } = step;
	const path = copyOf(step.path, step.length + 1);
	let length = extend(path, step.length, step.unknown, step.known, step.feature);
	if (tree.feature[node] < 0) {
		for (let at = 1; at < length; at += 1) {
			const weight = unwoundSum(path, length, at);
			contributions[path.feature[at]] += weight * (path.known[at] - path.unknown[at]) * tree.value[node];
		}
		return;
	}
	const feature = tree.feature[node];
	const hot = childOf(tree, node, codes[feature]);
	const cold = hot === tree.left[node] ? tree.right[node] : tree.left[node];
	let [unknown, known] = [1, 1];
	const earlier = path.feature.indexOf(feature, 1);
	if (earlier > 0 && earlier < length) {
		[unknown, known] = [path.unknown[earlier], path.known[earlier]];
		length = unwind(path, length, earlier);
	}
	const share = (child: number): number => (unknown * tree.cover[child]) / tree.cover[node];
	walk(tree, codes, contributions, { node: hot, path, length, unknown: share(hot), known, feature });
	walk(tree, codes, contributions, { node: cold, path, length, unknown: share(cold), known: 0, feature });
}

function extend(
	{ feature, unknown, known, weight }: Path,
	length: number,
	z: number,
	o: number,
	index: number,
): number {
	feature[length] = index;
	unknown[length] = z;
	known[length] = o;
	weight[length] = length === 0 ? 1 : 0;
	for (let at = length - 1; at >= 0; at -= 1) {
		weight[at + 1] += (o * weight[at] * (at + 1)) / (length + 1);
		weight[at] = (z * weight[at] * (length - at)) / (length + 1);
	}
	return length + 1;
}

function unwind({ feature, unknown, known, weight }: Path, length: number, index: number): number {
	const last = length - 1;
	let next = weight[last];
	const [z, o] = [unknown[index], known[index]];
	for (let at = last - 1; at >= 0; at -= 1) {
		if (o !== 0) {
			const own = weight[at];
			weight[at] = (next * length) / ((at + 1) * o);
			next = own - (weight[at] * z * (last - at)) / length;
		} else {
			weight[at] = (weight[at] * length) / (z * (last - at));
		}
	}
	for (let at = index; at < last; at += 1) {
		feature[at] = feature[at + 1];
		unknown[at] = unknown[at + 1];
		known[at] = known[at + 1];
	}
	feature[last] = -2;
	return last;
}

function unwoundSum({ unknown, known, weight }: Path, length: number, index: number): number {
	const last = length - 1;
	const [z, o] = [unknown[index], known[index]];
	let [next, total] = [weight[last], 0];
	for (let at = last - 1; at >= 0; at -= 1) {
		if (o !== 0) {
			const part = (next * length) / ((at + 1) * o);
			total += part;
			next = weight[at] - (part * z * (last - at)) / length;
		} else {
			total += (weight[at] * length) / (z * (last - at));
		}
	}
	return total;
}

function emptyPath(length: number): Path {
	return {
		feature: new Int32Array(length).fill(-2),
		unknown: new Float64Array(length),
		known: new Float64Array(length),
		weight: new Float64Array(length),
	};
}

function copyOf(path: Path, length: number): Path {
	const copy = emptyPath(length);
	const known = Math.min(length - 1, path.feature.length);
	copy.feature.set(path.feature.subarray(0, known));
	copy.unknown.set(path.unknown.subarray(0, known));
	copy.known.set(path.known.subarray(0, known));
	copy.weight.set(path.weight.subarray(0, known));
	return copy;
}
