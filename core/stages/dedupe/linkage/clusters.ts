import { setImmediate } from 'node:timers/promises';
import type { Linkage } from './linkage';
import type { Weigher } from './weigher';

/** Pairs above this weight (log2 odds) hold records together; 0 is an even chance. */
const joinWeight = 0;
/** Two groups are one when their pairs weigh more than this on average. */
const leastAverage = -1;
/** One pair counts for at most so much in an average, or a certain one would carry many doubtful ones. */
const mostWeight = 12;
/** Larger groups are first cut at pairs that weigh more. */
const mostCompared = 80;
const cutStep = 3;
const groupsPerTurn = 200;

/** Records that pairs hold together, and these pairs. */
interface Component {
	readonly members: readonly number[];
	readonly pairs: readonly number[];
}

/**
 * The cluster of each record, named by the lowest record in it. Groups that pairs hold together are split where they do not
 * belong together on average, so that no chain of resemblances joins strangers.
 */
export async function clusterPairs(linkage: Pick<Linkage, 'pairs' | 'weigher' | 'ranks'>): Promise<Int32Array> {
	const { pairs, ranks } = linkage;
	const cluster = Int32Array.from({ length: ranks.length }, (_, index) => index);
	const joined: number[] = [];
	for (let pair = 0; pair < pairs.count; pair += 1) if (pairs.weights[pair] > joinWeight) joined.push(pair);
	let groups = 0;
	for (const component of componentsOf(joined, linkage)) {
		if ((groups += 1) % groupsPerTurn === 0) await setImmediate();
		for (const members of partsOf(component, joinWeight, linkage)) {
			const lowest = members.reduce((least, member) => Math.min(least, member), members[0]);
			for (const member of members) cluster[member] = lowest;
		}
	}
	return cluster;
}

/** Records that are left alone belong to no part. */
function* partsOf(
	{ members, pairs }: Component,
	above: number,
	linkage: Pick<Linkage, 'pairs' | 'weigher' | 'ranks'>,
): Generator<readonly number[]> {
	if (members.length <= 2) yield members;
	else if (members.length <= mostCompared) yield* averageLinkage(members, linkage);
	else {
		const strong = pairs.filter((pair) => linkage.pairs.weights[pair] > above + cutStep);
		for (const part of componentsOf(strong, linkage)) yield* partsOf(part, above + cutStep, linkage);
	}
}

function componentsOf(
	joined: readonly number[],
	{ pairs: { left, right }, ranks }: Pick<Linkage, 'pairs' | 'ranks'>,
): Component[] {
	const parent = new Map<number, number>();
	const rootOf = (member: number): number => {
		let root = member;
		for (let next = parent.get(root)!; next !== root; next = parent.get(root)!) root = next;
		for (let at = member; at !== root; ) {
			const next = parent.get(at)!;
			parent.set(at, root);
			at = next;
		}
		return root;
	};
	for (const pair of joined) {
		for (const end of [left[pair], right[pair]]) if (!parent.has(end)) parent.set(end, end);
		const [one, other] = [rootOf(left[pair]), rootOf(right[pair])];
		if (one !== other) parent.set(other, one);
	}
	const found = new Map<number, { readonly members: number[]; readonly pairs: number[] }>();
	for (const member of [...parent.keys()].sort((a, b) => ranks[a] - ranks[b])) {
		const root = rootOf(member);
		const component = found.get(root);
		if (component) component.members.push(member);
		else found.set(root, { members: [member], pairs: [] });
	}
	for (const pair of joined) found.get(rootOf(left[pair]))!.pairs.push(pair);
	return [...found.values()];
}

/** Joins the two groups that belong together most, on average over their pairs (UPGMA), until none do; members come in the order of their content. */
function averageLinkage(members: readonly number[], { weigher }: Pick<Linkage, 'weigher'>): number[][] {
	const groups: Array<number[] | undefined> = members.map((member) => [member]);
	const sums = members.map((one) =>
		Float64Array.from(members, (other) => (one === other ? 0 : bounded(weigher, one, other))),
	);
	for (;;) {
		const best = closest(groups, sums);
		if (!best) return groups.filter((group) => group !== undefined);
		const [kept, taken] = best;
		for (const member of groups[taken]!) groups[kept]!.push(member);
		groups[taken] = undefined;
		for (let other = 0; other < groups.length; other += 1) {
			sums[kept][other] += sums[taken][other];
			sums[other][kept] = sums[kept][other];
		}
	}
}

function closest(
	groups: ReadonlyArray<readonly number[] | undefined>,
	sums: readonly Float64Array[],
): readonly [one: number, other: number] | undefined {
	let best: readonly [number, number] | undefined;
	let most = leastAverage;
	for (let one = 0; one < groups.length; one += 1) {
		for (let other = one + 1; groups[one] && other < groups.length; other += 1) {
			const size = groups[one]!.length * (groups[other]?.length ?? 0);
			if (size === 0 || sums[one][other] / size <= most) continue;
			most = sums[one][other] / size;
			best = [one, other];
		}
	}
	return best;
}

function bounded(weigher: Weigher, one: number, other: number): number {
	return Math.max(-mostWeight, Math.min(mostWeight, weigher.weigh(one, other)));
}
