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
		const differing: number[] = [];
		for (let at = base; at < records.length; at += 1) if (kept[at].join() !== anew[at].join()) differing.push(at);
		const share = ((1 - differing.length / (records.length - base)) * 100).toFixed(2);
		console.log(
			`${share} % of the records added (all but ${differing.length}) are in the very group that a scan of all with ${which} puts them in`,
		);
		if (process.env.SHOW_DIFFERING) showDiffering(differing, kept, anew, scan);
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

function showDiffering(
	differing: readonly number[],
	kept: readonly number[][],
	anew: readonly number[][],
	{ weigher, pairs, table }: Linkage,
): void {
	const pairAt = new Set<string>();
	for (let pair = 0; pair < pairs.count; pair += 1) pairAt.add(`${pairs.left[pair]} ${pairs.right[pair]}`);
	for (const at of differing.slice(0, 40)) {
		console.log(`-- ${at}: kept ${kept[at].join()} scan ${anew[at].join()}`);
		for (const other of new Set([...kept[at], ...anew[at]])) {
			if (other === at) continue;
			const isPair = pairAt.has(`${at} ${other}`) || pairAt.has(`${other} ${at}`);
			const values = [...table.columns.values()]
				.map((c) => (c.ids[other] < 0 ? '' : c.dictionary.texts[c.ids[other]]))
				.join('|');
			console.log(`   ${other} ${isPair ? '' : 'NOT A PAIR '}weight ${weigher.weigh(at, other).toFixed(2)} ${values}`);
		}
	}
}
