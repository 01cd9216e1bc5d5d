/** The root of a record's set in a forest of parents; the path to it is shortened (disjoint sets, Tarjan 1975). */
export function rootOf(parent: Int32Array, record: number): number {
	let root = record;
	while (parent[root] !== root) root = parent[root];
	for (let at = record; at !== root; ) {
		const next = parent[at];
		parent[at] = root;
		at = next;
	}
	return root;
}
