import { bandOf } from '../linkage/bands';
import { probabilityOf } from '../linkage/model';
import type { Turns } from '../linkage/turns';
import type { Scanned } from './scan-groups';

const perPart = 4_096;

/** By record: the lowest one of those that pairs beyond doubt hold together with it, inside its group. */
export async function sureGroups(
	{ linkage, clusters }: Pick<Scanned, 'linkage' | 'clusters'>,
	turns: Turns,
): Promise<Int32Array> {
	const { left, right, weights, count } = linkage.pairs;
	const parent = Int32Array.from(clusters, (_, record) => record);
	const rootOf = (record: number): number => {
		let root = record;
		while (parent[root] !== root) root = parent[root];
		for (let at = record; at !== root; ) {
			const next = parent[at];
			parent[at] = root;
			at = next;
		}
		return root;
	};
	await turns.inParts(count, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			const [one, other] = [left[pair], right[pair]];
			if (clusters[one] === 0 || clusters[one] !== clusters[other]) continue;
			if (bandOf(probabilityOf(weights[pair])) !== 'automatic') continue;
			const [a, b] = [rootOf(one), rootOf(other)];
			parent[Math.max(a, b)] = Math.min(a, b);
		}
	});
	await turns.inParts(parent.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1) parent[record] = rootOf(record);
	});
	return parent;
}
