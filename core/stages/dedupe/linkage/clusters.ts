import { type Component, Components } from './components';
import type { Linkage } from './linkage';
import { type Progress, Turns } from './turns';
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
const perPart = 4_096;

type Weighed = Pick<Linkage, 'pairs' | 'weigher' | 'ranks'>;

/**
 * The cluster of each record, named by the lowest record in it. Groups that pairs hold together are split where they do not
 * belong together on average, so that no chain of resemblances joins strangers. Lets other work in between.
 */
export async function clusterPairs(linkage: Weighed, progress?: Progress): Promise<Int32Array> {
	const turns = new Turns(progress);
	turns.begin('clustering');
	return new Clustering(linkage, turns).clusters();
}

class Clustering {
	private readonly components: Components;

	private readonly cluster: Int32Array;

	constructor(
		private readonly linkage: Weighed,
		private readonly turns: Turns,
	) {
		this.cluster = new Int32Array(linkage.ranks.length);
		for (let record = 0; record < this.cluster.length; record += 1) this.cluster[record] = record;
		this.components = new Components(linkage.pairs, linkage.ranks.length, turns);
	}

	async clusters(): Promise<Int32Array> {
		const { ranks } = this.linkage;
		const order = new Int32Array(ranks.length);
		await this.turns.inParts(ranks.length, perPart, (from, to) => {
			for (let record = from; record < to; record += 1) order[ranks[record]] = record;
		});
		const all = new Int32Array(this.linkage.pairs.count);
		for (let pair = 0; pair < all.length; pair += 1) all[pair] = pair;
		const components = await this.components.of(order, await this.above(all, joinWeight));
		for (let number = 0; number < components.count; number += 1) {
			this.turns.done(number / components.count);
			await this.split(components.at(number), joinWeight);
		}
		return this.cluster;
	}

	/** Records that are left alone belong to no part. */
	private async split({ members, pairs }: Component, above: number): Promise<void> {
		await this.turns.next();
		if (members.length <= 2) this.join(members);
		else if (members.length <= mostCompared) averageLinkage(members, this.linkage).forEach((group) => this.join(group));
		else {
			const strong = await this.above(pairs, above + cutStep);
			const parts = await this.components.of(members, strong);
			for (let number = 0; number < parts.count; number += 1) await this.split(parts.at(number), above + cutStep);
		}
	}

	private async above(pairs: Int32Array, weight: number): Promise<Int32Array> {
		const { weights } = this.linkage.pairs;
		const strong = new Int32Array(pairs.length);
		let count = 0;
		await this.turns.inParts(pairs.length, perPart, (from, to) => {
			for (let at = from; at < to; at += 1) if (weights[pairs[at]] > weight) strong[count++] = pairs[at];
		});
		return strong.subarray(0, count);
	}

	private join(members: ArrayLike<number>): void {
		let lowest = members[0];
		for (let at = 1; at < members.length; at += 1) lowest = Math.min(lowest, members[at]);
		for (let at = 0; at < members.length; at += 1) this.cluster[members[at]] = lowest;
	}
}

/** Joins the two groups that belong together most, on average over their pairs (UPGMA), until none do; members come in the order of their content. */
function averageLinkage(members: Int32Array, { weigher }: Pick<Linkage, 'weigher'>): number[][] {
	const groups: Array<number[] | undefined> = Array.from(members, (member) => [member]);
	const sums = Array.from(members, (one) =>
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
