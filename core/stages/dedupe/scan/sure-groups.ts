import { bandOf } from '../linkage/bands';
import { probabilityOf } from '../linkage/model';
import { rootOf } from '../linkage/root-of';
import type { Turns } from '../linkage/turns';
import type { Scanned } from './scan-groups';

const perPart = 4_096;

/** By record: the lowest one of those that pairs beyond doubt hold together with it, inside its group. */
export async function sureGroups(
	{ linkage, clusters }: Pick<Scanned, 'linkage' | 'clusters'>,
	turns: Turns,
): Promise<Int32Array> {
	const { left, right, weights, count } = linkage.pairs;
	const parent = new Int32Array(clusters.length);
	for (let record = 0; record < parent.length; record += 1) parent[record] = record;
	await turns.inParts(count, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			const [one, other] = [left[pair], right[pair]];
			if (clusters[one] === 0 || clusters[one] !== clusters[other]) continue;
			if (bandOf(probabilityOf(weights[pair])) !== 'automatic') continue;
			const [a, b] = [rootOf(parent, one), rootOf(parent, other)];
			parent[Math.max(a, b)] = Math.min(a, b);
		}
	});
	await turns.inParts(parent.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1) parent[record] = rootOf(parent, record);
	});
	return parent;
}
