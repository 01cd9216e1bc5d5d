/**
 * A regression tree as lists by node, node 0 being the root: a record goes left where its code is at most `threshold`, and where
 * it says nothing (code 0) as `missingLeft` has it. Leaves have -1 as `feature`.
 */
export interface Tree {
	readonly feature: readonly number[];
	readonly threshold: readonly number[];
	readonly missingLeft: readonly number[];
	readonly left: readonly number[];
	readonly right: readonly number[];
	/** Log-odds that a leaf adds; 0 of other nodes. */
	readonly value: readonly number[];
	/** How many training records came by. */
	readonly cover: readonly number[];
}

/** The child that a record with this code goes to. */
export function childOf(tree: Tree, node: number, code: number): number {
	const goesLeft = code === 0 ? tree.missingLeft[node] === 1 : code <= tree.threshold[node];
	return goesLeft ? tree.left[node] : tree.right[node];
}

/** What the tree adds for a record; `codes` by feature. */
export function treeValue(tree: Tree, codes: ArrayLike<number>): number {
	let node = 0;
	while (tree.feature[node] >= 0) node = childOf(tree, node, codes[tree.feature[node]]);
	return tree.value[node];
}

/** What the tree adds on average over its training records. */
export function expectedValue(tree: Tree): number {
	return tree.value.reduce((sum, value, node) => sum + value * tree.cover[node], 0) / tree.cover[0];
}
