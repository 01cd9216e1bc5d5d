/** Which of `size` records are connected, by index (union-find with path halving). */
export class Clusters {
	private readonly parents: Uint32Array;

	constructor(size: number) {
		this.parents = Uint32Array.from({ length: size }, (_, index) => index);
	}

	/** Joins two records; the lower index speaks for both. */
	join(a: number, b: number): void {
		const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
		this.parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
	}

	/** The lowest index that the record is connected with. */
	rootOf(index: number): number {
		let root = index;
		while (this.parents[root] !== root) {
			this.parents[root] = this.parents[this.parents[root]];
			root = this.parents[root];
		}
		return root;
	}
}
