import type { IndexedRecord } from '../../../store/contract/match-indexes';
import { clusterPairs } from '../linkage/clusters';
import { contentOrder } from '../linkage/content-order';
import { decidedGroups, decidedPairs } from './decided-groups';
import type { IndexSession } from './index-session';
import { indexTable, indexWeigher } from './index-table';

/** A component that links hold together is followed so far; nobody has so many duplicates. */
const mostTogether = 2_000;

/** Groups anew whatever links or a person's word hold together with these records. Groups keep their numbers as far as they remain. */
export async function regroup(session: IndexSession, seeds: readonly number[]): Promise<void> {
	const members = await togetherWith(session, await withCalledSame(session, seeds));
	if (members.length === 0) return;
	const groups = await partsOf(session, members);
	const numberOf = numberGroups(groups, (count) => takeClusters(session, count));
	groups.forEach((group, at) => {
		for (const { number } of group) {
			const { cluster: before, ...record } = session.record(number)!;
			const cluster = numberOf[at];
			if (cluster === before) continue;
			session.putRecord({ ...record, ...(cluster !== undefined && { cluster }) });
		}
	});
}

/** These records and those that people called the same as one of them. */
async function withCalledSame(session: IndexSession, seeds: readonly number[]): Promise<number[]> {
	await session.loadRecords(seeds);
	const ids = seeds.flatMap((seed) => session.record(seed)?.recordId ?? []);
	const decisions = (await session.loadDecisions(ids)).filter(({ verdict }) => verdict === 'same');
	const called = await session.findRecords([...new Set(decisions.flatMap((decision) => decision.ids))]);
	return [...new Set([...seeds, ...[...called.values()].map(({ number }) => number)])];
}

/** The records that links lead to from these, themselves included. */
async function togetherWith(session: IndexSession, seeds: readonly number[]): Promise<IndexedRecord[]> {
	const found = new Map<number, IndexedRecord>();
	let next = [...new Set(seeds)];
	while (next.length > 0 && found.size < Math.max(mostTogether, seeds.length * 20)) {
		await session.loadRecords(next);
		const further = new Set<number>();
		for (const number of next) {
			const record = session.record(number);
			if (!record) continue;
			found.set(number, record);
			for (const link of record.links) if (!found.has(link)) further.add(link);
		}
		next = [...further].filter((number) => !found.has(number));
	}
	return [...found.values()];
}

async function partsOf(session: IndexSession, members: readonly IndexedRecord[]): Promise<IndexedRecord[][]> {
	const { turns } = session;
	const rows = members.map(({ number }) => session.valuesOf(number) ?? []);
	await turns.next();
	await session.loadCounts(await session.texts.all(rows, turns));
	const table = await indexTable(rows, session.document, session.count, turns);
	const weigher = await indexWeigher(table, session.document, session.count, turns);
	const placeByNumber = new Map(members.map(({ number }, place) => [number, place]));
	const [left, right, weights]: [number[], number[], number[]] = [[], [], []];
	await turns.inParts(members.length, 64, (from, to) => {
		for (let one = from; one < to; one += 1) {
			for (const link of members[one].links) {
				const other = placeByNumber.get(link);
				if (other === undefined || other <= one) continue;
				left.push(one);
				right.push(other);
				weights.push(weigher.weigh(one, other));
			}
		}
	});
	const { ranks } = await contentOrder(table, turns);
	const pairs = {
		left: Int32Array.from(left),
		right: Int32Array.from(right),
		rule: new Uint8Array(left.length),
		count: left.length,
		blocks: [],
		weights: Float32Array.from(weights),
	};
	const clusters = await clusterPairs({ pairs, weigher, ranks, table });
	const placeById = new Map(members.map(({ recordId }, place) => [recordId, place]));
	const decisions = await session.loadDecisions(members.map(({ recordId }) => recordId));
	const decided = decidedPairs(decisions, (recordId) => placeById.get(recordId));
	const weigh = (one: number, other: number): number => weigher.weigh(one, other);
	const parts = new Map<number, IndexedRecord[]>();
	decidedGroups(clusters, decided, weigh).forEach((group, place) => {
		const part = parts.get(group);
		if (part) part.push(members[place]);
		else parts.set(group, [members[place]]);
	});
	return [...parts.values()];
}

/**
 * The number of each group: the one that most of its members had, the older where several were had by as many, and each number
 * once; a group of which no member had one gets a new one, a record alone none.
 */
export function numberGroups(
	groups: ReadonlyArray<ReadonlyArray<{ readonly cluster?: number }>>,
	take: (count: number) => number,
): Array<number | undefined> {
	const claims = groups.flatMap((group, at) => {
		if (group.length < 2) return [];
		const had = new Map<number, number>();
		for (const { cluster } of group) if (cluster !== undefined) had.set(cluster, (had.get(cluster) ?? 0) + 1);
		return [...had].map(([cluster, count]) => ({ at, cluster, count }));
	});
	claims.sort((a, b) => b.count - a.count || a.cluster - b.cluster || a.at - b.at);
	const numbers = new Array<number | undefined>(groups.length).fill(undefined);
	const given = new Set<number>();
	for (const { at, cluster } of claims) {
		if (numbers[at] !== undefined || given.has(cluster)) continue;
		numbers[at] = cluster;
		given.add(cluster);
	}
	const nameless = groups.flatMap((group, at) => (group.length > 1 && numbers[at] === undefined ? [at] : []));
	const first = take(nameless.length);
	nameless.forEach((at, place) => (numbers[at] = first + place));
	return numbers;
}

function takeClusters(session: IndexSession, count: number): number {
	const first = session.document.nextCluster;
	session.document = { ...session.document, nextCluster: first + count };
	return first;
}
