import type { MatchIndexKey, MatchIndexStore } from '../../../store/contract/match-indexes';
import type { Turns } from '../linkage/turns';
import { numberGroups } from './cluster-changes';

const perPart = 4_096;

/** By Id: the number of the group that a record is in. */
export type KnownClusters = ReadonlyMap<string, number>;

/** The groups of this generation; lets other work in between. */
export async function clustersBefore(
	store: Pick<MatchIndexStore, 'readMatchGroups'>,
	key: MatchIndexKey,
	generation: number,
	turns: Turns,
): Promise<KnownClusters> {
	const clusters = new Map<string, number>();
	let after = -1;
	for (;;) {
		const records = await store.readMatchGroups(key, generation, after);
		if (records.length === 0) return clusters;
		for (const { recordId, cluster } of records) if (cluster !== undefined) clusters.set(recordId, cluster);
		after = records[records.length - 1].number;
		await turns.next();
	}
}

/** By record: the number of its group, 0 where it is alone; groups keep the number that most of their records had. */
export async function numberClusters(
	{ recordIds, groups }: { readonly recordIds: readonly string[]; readonly groups: Int32Array },
	before: KnownClusters,
	first: number,
	turns: Turns,
): Promise<{ readonly clusters: Int32Array; readonly nextCluster: number }> {
	const members = await membersOf(groups, turns);
	const clusters = new Int32Array(groups.length);
	const give = (group: readonly number[], number: number): void => {
		for (const record of group) clusters[record] = number;
	};
	const rest = await giveUncontested(members, recordIds, before, give, turns);
	let nextCluster = first;
	const had = rest.map((group) => group.map((record) => ({ cluster: before.get(recordIds[record]) })));
	const numbers = numberGroups(had, (count) => {
		nextCluster += count;
		return nextCluster - count;
	});
	rest.forEach((group, at) => give(group, numbers[at]!));
	return { clusters, nextCluster };
}

/** Groups of at least two records, in the order of their first one. */
async function membersOf(groups: Int32Array, turns: Turns): Promise<number[][]> {
	const sizes = new Uint32Array(groups.length);
	for (const group of groups) sizes[group] += 1;
	const membersByGroup = new Map<number, number[]>();
	await turns.inParts(groups.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1) {
			if (sizes[groups[record]] < 2) continue;
			const members = membersByGroup.get(groups[record]);
			if (members) members.push(record);
			else membersByGroup.set(groups[record], [record]);
		}
	});
	return [...membersByGroup.values()];
}

/** Nearly all groups have the number of one group of before, and no other has it; gives the others. */
async function giveUncontested(
	members: readonly number[][],
	recordIds: readonly string[],
	before: KnownClusters,
	give: (group: readonly number[], number: number) => void,
	turns: Turns,
): Promise<number[][]> {
	if (before.size === 0) return [...members];
	const groupsOf = new Map<number, number>();
	const onlyOf = new Int32Array(members.length);
	await turns.inParts(members.length, perPart, (from, to) => {
		for (let at = from; at < to; at += 1) {
			const had = new Set(members[at].flatMap((record) => before.get(recordIds[record]) ?? []));
			for (const cluster of had) groupsOf.set(cluster, (groupsOf.get(cluster) ?? 0) + 1);
			if (had.size === 1) [onlyOf[at]] = had;
		}
	});
	const rest: number[][] = [];
	await turns.inParts(members.length, perPart, (from, to) => {
		for (let at = from; at < to; at += 1) {
			if (onlyOf[at] > 0 && groupsOf.get(onlyOf[at]) === 1) give(members[at], onlyOf[at]);
			else rest.push(members[at]);
		}
	});
	return rest;
}
