import { clusterPairs } from '../../core/stages/dedupe/linkage/clusters';
import type { LinkageRecord } from '../../core/stages/dedupe/linkage/fields';
import { type Linkage, link } from '../../core/stages/dedupe/linkage/linkage';
import type { LinkageModel } from '../../core/stages/dedupe/linkage/model';
import { Weigher } from '../../core/stages/dedupe/linkage/weigher';
import type { MatchIndexKey } from '../../core/store/contract/match-indexes';
import type { Store } from '../../core/store/store';
import { seededRandom } from '../../demo/dedupe/seeded-random';

export interface Additions {
	readonly store: Store;
	readonly key: MatchIndexKey;
	/** The scanned ones, and behind them those that were added. */
	readonly records: readonly LinkageRecord[];
	readonly base: number;
	readonly ids: readonly string[];
	/** The weights that the index has kept. */
	readonly models: readonly LinkageModel[];
}

/** Prints how many of the records added are in the group that a scan of all would put them in, by the kept weights and by weights of its own. */
export async function compareWithScans(additions: Additions): Promise<void> {
	const { records, base, models } = additions;
	const kept = await keptGroups(additions);
	const linkage = await link(records, { subject: 'person', random: seededRandom(1) });
	for (const [which, scan] of [
		['the weights that were kept', withModels(linkage, models)],
		['weights of its own', linkage],
	] as const) {
		const anew = membersBy([...(await clusterPairs(scan))]);
		let same = 0;
		for (let at = base; at < records.length; at += 1) if (kept[at].join() === anew[at].join()) same += 1;
		const added = records.length - base;
		console.log(
			`${((same / added) * 100).toFixed(2)} % of the records added (all but ${added - same}) are in the very group that a scan of all with ${which} puts them in`,
		);
	}
}

/** The same pairs, weighed by other models. */
function withModels(linkage: Linkage, models: readonly LinkageModel[]): Linkage {
	const weigher = new Weigher(linkage.comparisons, models, linkage.accounts);
	const { left, right, count } = linkage.pairs;
	const weights = Float32Array.from({ length: count }, (_, pair) => weigher.weigh(left[pair], right[pair]));
	return { ...linkage, models, weigher, pairs: { ...linkage.pairs, weights } };
}

async function keptGroups({ store, key, ids }: Additions): Promise<number[][]> {
	const groupOf = new Map<string, number>();
	const { generation } = (await store.loadMatchIndex(key))!;
	for (let after = -1; ; ) {
		const page = await store.readMatchGroups(key, generation, after);
		if (page.length === 0) break;
		for (const { recordId, cluster } of page) groupOf.set(recordId, cluster!);
		after = page[page.length - 1].number;
	}
	return membersBy(ids.map((id, at) => groupOf.get(id) ?? -1 - at));
}

/** By record, the records of its group. */
function membersBy(groups: readonly number[]): number[][] {
	const members = new Map<number, number[]>();
	groups.forEach((group, at) => {
		const known = members.get(group);
		if (known) known.push(at);
		else members.set(group, [at]);
	});
	return groups.map((group) => members.get(group)!);
}
