/**
 * A regression tree as lists by node, node 0 being the root: a record goes left where its code is at most `threshold`, and where
 * it says nothing (code 0) as `missingLeft` has it. Leaves have -1 as `feature`.
 */
export interface Tree {
	readonly feature: ArrayLike<number>;
	readonly threshold: ArrayLike<number>;
	readonly missingLeft: ArrayLike<number>;
	readonly left: ArrayLike<number>;
	readonly right: ArrayLike<number>;
	/** Log-odds that a leaf adds; 0 of other nodes. */
	readonly value: ArrayLike<number>;
	/** How many training records came by. */
	readonly cover: ArrayLike<number>;
}

/** What the tree adds for a record; `codes` by feature. */
export function treeValue(
	{ feature, threshold, missingLeft, left, right, value }: Tree,
	codes: ArrayLike<number>,
): number {
	let node = 0;
	let split = feature[0];
	while (split >= 0) {
		const code = codes[split];
		const goesLeft = code === 0 ? missingLeft[node] === 1 : code <= threshold[node];
		node = goesLeft ? left[node] : right[node];
		split = feature[node];
	}
	return value[node];
}

/** What the tree adds on average over its training records. */
export function expectedValue({ value, cover }: Tree): number {
	let sum = 0;
	for (let node = 0; node < value.length; node += 1) sum += value[node] * cover[node];
	return sum / cover[0];
}

/** The same tree in lists that are read faster. */
export function packed({ feature, threshold, missingLeft, left, right, value, cover }: Tree): Tree {
	return {
		feature: Int32Array.from(feature),
		threshold: Int32Array.from(threshold),
		missingLeft: Int32Array.from(missingLeft),
		left: Int32Array.from(left),
		right: Int32Array.from(right),
		value: Float64Array.from(value),
		cover: Float64Array.from(cover),
	};
}
