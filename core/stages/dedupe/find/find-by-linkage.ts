import { setImmediate } from 'node:timers/promises';
import { effectiveRecord } from '../../../record/effective';
import { recordIdIn } from '../../../record/identity';
import { type DuplicateMatch, type RecordItem, withEnrichment } from '../../../record/record-item';
import type { WriteMemory } from '../../../record/write-memory';
import { counted, formatCount } from '../../../run/verdict';
import type { MatchDecision } from '../../../store/contract/decisions';
import { Clusters } from '../clustering';
import { bandOf, bands } from '../linkage/bands';
import { clusterPairs } from '../linkage/clusters';
import type { LinkageRecord } from '../linkage/fields';
import { type Linkage, link } from '../linkage/linkage';
import { probabilityOf } from '../linkage/model';
import type { LinkagePreset } from '../linkage/presets';
import { fixedRandom } from '../linkage/fixed-random';
import { linkageRecordOf } from '../linkage/linkage-records';
import { decidedClusters } from './decided-clusters';
import { type DecidedPairs, decidedPairs } from './decided-pairs';
import { type Evidence, evidenceOf } from './found-words';

export interface FindRequest {
	readonly sObject: string;
	readonly preset: LinkagePreset;
	/** What people said of pairs of these records. */
	readonly decisions: readonly MatchDecision[];
	readonly memory: WriteMemory;
}

/** A pair that is in doubt. */
export interface DoubtfulPair extends Evidence {
	/** Places in the input. */
	readonly one: number;
	readonly other: number;
}

export interface FoundByLinkage {
	/** As they came, the duplicates of each in its matches, likeliest first. */
	readonly items: readonly RecordItem[];
	/** By place in the input: the lowest Id's place of its group; its own where it is alone. */
	readonly keptBy: readonly number[];
	/** By place: what ties the record to its group; absent where it is alone. */
	readonly evidence: ReadonlyMap<number, Evidence>;
	/** Pairs between the floor and certainty that are in no common group and that nobody decided, likeliest first. */
	readonly doubtful: readonly DoubtfulPair[];
	/** Pairs that a person decided and that were heeded. */
	readonly decided: number;
	/** Records without a value to compare. */
	readonly incomparable: number;
	readonly linkage: Linkage;
	readonly records: readonly LinkageRecord[];
	readonly notes: readonly string[];
}

/** Most duplicates listed on one record. */
export const mostMatches = 10;

const recordsPerTurn = 200;
const pairsPerTurn = 2_000;

/**
 * Finds the items that are the same person or company by the model of Fellegi and Sunter over their effective values, heeding
 * what people decided. The result does not depend on the order of the input.
 */
export async function findByLinkage(items: readonly RecordItem[], request: FindRequest): Promise<FoundByLinkage> {
	const { preset, memory, decisions, sObject } = request;
	const records = await comparedRecords(items, preset, memory);
	const ids = items.map(({ Id }) => recordIdIn(Id));
	const linkage = await link(records, { subject: preset.subject, random: fixedRandom() });
	const decided = decidedPairs(ids, decisions);
	const weigh = (one: number, other: number): number => linkage.weigher.weigh(one, other);
	const sure = sureClusters(linkage, await clusterPairs(linkage));
	const clusters = await decidedClusters(sure, decided, weigh);
	const matches = new Matches(sObject, ids, linkage, decided, clusters);
	const doubtful = await matches.readPairs();
	const keptBy = keptOf(clusters, ids);
	return {
		items: await matches.ontoAll(items),
		keptBy,
		evidence: await matches.evidenceOf(keptBy),
		doubtful,
		decided: decided.different.length + decided.same.length,
		incomparable: records.filter((record) => Object.keys(record).length === 0).length,
		linkage,
		records,
		notes: cappedNotes(linkage),
	};
}

async function comparedRecords(
	items: readonly RecordItem[],
	preset: LinkagePreset,
	memory: WriteMemory,
): Promise<LinkageRecord[]> {
	const records: LinkageRecord[] = [];
	for (const item of items) {
		if (records.length % recordsPerTurn === 0) await setImmediate();
		records.push(linkageRecordOf(effectiveRecord(item, memory), preset));
	}
	return records;
}

/** Of each cluster the records that pairs tie together of which nobody has to look; each named by its lowest record. */
function sureClusters({ pairs: { left, right, weights, count } }: Linkage, clusters: Int32Array): Int32Array {
	const sure = new Clusters(clusters.length);
	for (let pair = 0; pair < count; pair += 1) {
		const isSure =
			clusters[left[pair]] === clusters[right[pair]] && bandOf(probabilityOf(weights[pair])) === 'automatic';
		if (isSure) sure.join(left[pair], right[pair]);
	}
	return clusters.map((_, record) => sure.rootOf(record));
}

/** The pairs of one search, as they are told on the records. */
class Matches {
	private readonly likeliest = new Map<number, Array<{ readonly place: number; readonly weight: number }>>();

	constructor(
		private readonly sObject: string,
		private readonly ids: ReadonlyArray<string | undefined>,
		private readonly linkage: Linkage,
		private readonly decided: DecidedPairs,
		private readonly clusters: Int32Array,
	) {}

	/** Takes in what the model and people say; gives the pairs in doubt. */
	async readPairs(): Promise<DoubtfulPair[]> {
		const { left, right, weights, count } = this.linkage.pairs;
		const doubtful: Array<readonly [one: number, other: number, weight: number]> = [];
		for (let pair = 0; pair < count; pair += 1) {
			if (pair % pairsPerTurn === 0) await setImmediate();
			const [one, other, weight] = [left[pair], right[pair], weights[pair]];
			if (this.clusters[one] === this.clusters[other]) {
				if (probabilityOf(weight) >= bands.join) this.note(one, other, weight);
			} else if (this.isDoubtful(one, other, weight)) doubtful.push([one, other, weight]);
		}
		for (const [one, other] of this.decided.same)
			if (this.clusters[one] === this.clusters[other]) this.note(one, other, this.linkage.weigher.weigh(one, other));
		return doubtful
			.sort((a, b) => b[2] - a[2] || this.placeOf(a[0]) - this.placeOf(b[0]) || this.placeOf(a[1]) - this.placeOf(b[1]))
			.map(([one, other]) => ({ one, other, ...evidenceOf(this.linkage.weigher.explain(one, other)) }));
	}

	/** The items with their duplicates. */
	async ontoAll(items: readonly RecordItem[]): Promise<RecordItem[]> {
		const told: RecordItem[] = [];
		for (const [place, item] of items.entries()) {
			if (place % recordsPerTurn === 0) await setImmediate();
			told.push(this.onto(item, place));
		}
		return told;
	}

	/** The item with its duplicates, beside those that were found before. */
	private onto(item: RecordItem, place: number): RecordItem {
		const found = this.matchesOf(place);
		if (found.length === 0) return item;
		const known = new Set(found.map(({ sObject, id }) => `${sObject} ${id}`));
		const earlier = (item._enrichment?.matches ?? []).filter(({ sObject, id }) => !known.has(`${sObject} ${id}`));
		return withEnrichment(item, { matches: [...earlier, ...found] });
	}

	/** By place: what ties each record that is not kept to the one that is, or to the likeliest of its group. */
	async evidenceOf(keptBy: readonly number[]): Promise<Map<number, Evidence>> {
		const evidence = new Map<number, Evidence>();
		for (const [place, kept] of keptBy.entries()) {
			if (place % recordsPerTurn === 0) await setImmediate();
			const other = kept === place ? this.sorted(place)[0]?.place : kept;
			if (other !== undefined) evidence.set(place, evidenceOf(this.linkage.weigher.explain(place, other)));
		}
		return evidence;
	}

	private isDoubtful(one: number, other: number, weight: number): boolean {
		if (bandOf(probabilityOf(weight)) === 'apart' || this.decided.verdictOf(one, other) !== undefined) return false;
		return this.ids[one] === undefined || this.ids[one] !== this.ids[other];
	}

	private note(one: number, other: number, weight: number): void {
		for (const [from, place] of [
			[one, other],
			[other, one],
		]) {
			const known = this.likeliest.get(from);
			if (!known) this.likeliest.set(from, [{ place, weight }]);
			else if (!known.some((each) => each.place === place)) known.push({ place, weight });
		}
	}

	private sorted(place: number): ReadonlyArray<{ readonly place: number; readonly weight: number }> {
		const { ranks } = this.linkage;
		return [...(this.likeliest.get(place) ?? [])].sort(
			(a, b) => b.weight - a.weight || ranks[a.place] - ranks[b.place],
		);
	}

	private matchesOf(place: number): DuplicateMatch[] {
		const { sObject, ids } = this;
		const matches = this.sorted(place).flatMap(({ place: other }): DuplicateMatch[] => {
			const id = ids[other];
			if (id === undefined || id === ids[place]) return [];
			const isDecided = this.decided.verdictOf(place, other) === 'same';
			const { probability, agreedOn } = evidenceOf(this.linkage.weigher.explain(place, other));
			return [
				isDecided
					? { sObject, id, probability: 1, agreedOn: ['a person’s decision'] }
					: { sObject, id, probability, agreedOn: [...agreedOn] },
			];
		});
		return matches.slice(0, mostMatches);
	}

	private placeOf(record: number): number {
		return this.linkage.ranks[record];
	}
}

/** Of each group the record with the lowest Id, which is as a rule the oldest; items without one come last, in their order. */
function keptOf(clusters: Int32Array, ids: ReadonlyArray<string | undefined>): number[] {
	const kept = new Map<number, number>();
	clusters.forEach((cluster, place) => {
		const known = kept.get(cluster);
		if (known === undefined || isBefore(ids[place], ids[known])) kept.set(cluster, place);
	});
	return Array.from(clusters, (cluster) => kept.get(cluster)!);
}

function isBefore(one: string | undefined, other: string | undefined): boolean {
	if (one === undefined || other === undefined) return one !== undefined && other === undefined;
	return one < other;
}

function cappedNotes({ pairs: { blocks } }: Linkage): string[] {
	return blocks
		.filter(({ cappedBlocks }) => cappedBlocks > 0)
		.map(
			({ rule, cappedBlocks, cappedRecords }) =>
				`${counted(cappedRecords, 'record')} agree with very many others on ${rule} (${formatCount(cappedBlocks)} values); of these only neighbours were compared.`,
		);
}
