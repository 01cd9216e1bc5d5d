import type { Linkage } from './linkage';

/** Pairs above this weight join; 0 is an even chance. */
const joinWeight = 0;
/** One pair counts for at most so much when the average of a cluster is taken, or one certain pair would carry many doubtful ones. */
const mostWeight = 12;
/** Larger groups are first cut at higher weights. */
const leastAverage = -1;
const mostCompared = 80;

/**
 * Which cluster each record belongs to, by the lowest record in it. Groups that hang together by pairs are split where they do
 * not belong together on average (average linkage), so that no chain of resemblances joins strangers.
 */
export function clusterPairs({ pairs, weigh }: Pick<Linkage, 'pairs' | 'weigh'>, size: number): Int32Array {
	const { left, right, weights, count } = pairs;
	const cluster = Int32Array.from({ length: size }, (_, index) => index);
	const edges: number[] = [];
	for (let pair = 0; pair < count; pair += 1) if (weights[pair] > joinWeight) edges.push(pair);
	for (const component of components(edges, left, right, size)) {
		for (const members of splitComponent(component.members, component.edges, 0)) {
			const lowest = members.reduce((least, member) => Math.min(least, member));
			for (const member of members) cluster[member] = lowest;
		}
	}
	return cluster;

	function splitComponent(
		members: readonly number[],
		own: readonly number[],
		above: number,
	): ReadonlyArray<readonly number[]> {
		if (members.length <= 2) return [members];
		if (members.length <= mostCompared) return averageLinkage(members, weigh);
		const next = above + 3;
		const strong = own.filter((pair) => weights[pair] > next);
		if (strong.length === 0) return members.map((member) => [member]);
		const parts = components(strong, left, right, size);
		const kept = new Set(parts.flatMap((part) => part.members));
		return [
			...parts.flatMap((part) => splitComponent(part.members, part.edges, next)),
			...members.filter((member) => !kept.has(member)).map((member) => [member]),
		];
	}
}

interface Component {
	readonly members: readonly number[];
	readonly edges: readonly number[];
}

function components(edges: readonly number[], left: Int32Array, right: Int32Array, _size: number): Component[] {
	const parent = new Map<number, number>();
	const find = (member: number): number => {
		let root = member;
		for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next;
		let at = member;
		while (at !== root) {
			const next = parent.get(at)!;
			parent.set(at, root);
			at = next;
		}
		return root;
	};
	for (const pair of edges) {
		for (const end of [left[pair], right[pair]]) if (!parent.has(end)) parent.set(end, end);
		const [a, b] = [find(left[pair]), find(right[pair])];
		if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
	}
	const found = new Map<number, { members: number[]; edges: number[] }>();
	for (const member of parent.keys()) {
		const root = find(member);
		const component = found.get(root);
		if (component) component.members.push(member);
		else found.set(root, { members: [member], edges: [] });
	}
	for (const pair of edges) found.get(find(left[pair]))!.edges.push(pair);
	return [...found.values()];
}

/** Joins the two groups that belong together most, on average over their pairs, as long as that is more than an even chance. */
function averageLinkage(members: readonly number[], weigh: Linkage['weigh']): number[][] {
	const sorted = [...members].sort((a, b) => a - b);
	const groups: Array<number[] | undefined> = sorted.map((member) => [member]);
	const sums = sorted.map((one, i) =>
		Float64Array.from(sorted, (other, j) =>
			i === j ? 0 : Math.max(-mostWeight, Math.min(mostWeight, weigh(Math.min(one, other), Math.max(one, other)))),
		),
	);
	for (;;) {
		let [best, bestA, bestB] = [leastAverage, -1, -1];
		for (let a = 0; a < groups.length; a += 1) {
			const one = groups[a];
			if (!one) continue;
			for (let b = a + 1; b < groups.length; b += 1) {
				const other = groups[b];
				if (!other) continue;
				const average = sums[a][b] / (one.length * other.length);
				if (average > best) [best, bestA, bestB] = [average, a, b];
			}
		}
		if (bestA < 0) return groups.filter((group) => group !== undefined);
		groups[bestA]!.push(...groups[bestB]!);
		groups[bestB] = undefined;
		for (let other = 0; other < groups.length; other += 1) {
			sums[bestA][other] += sums[bestB][other];
			sums[other][bestA] = sums[bestA][other];
		}
	}
}
