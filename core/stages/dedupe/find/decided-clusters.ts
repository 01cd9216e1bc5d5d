import { setImmediate } from 'node:timers/promises';
import { bands } from '../linkage/bands';
import type { DecidedPairs } from './decided-pairs';

/** Records of a cluster and those that a person tied to them. */
type Members = readonly number[];

const clustersPerTurn = 100;
/** log2 odds of an even chance: two parts of a cluster stay together from here on. */
const evenWeight = Math.log2(bands.join / (1 - bands.join));

/**
 * Clusters that no decision contradicts: what a person called the same is together, what a person told apart never is, not
 * even by way of a third record, which then goes where it belongs more. Each cluster is named by its lowest record.
 */
export async function decidedClusters(
	clusters: Int32Array,
	decided: Pick<DecidedPairs, 'same' | 'different'>,
	weigh: (one: number, other: number) => number,
): Promise<Int32Array> {
	if (decided.same.length + decided.different.length === 0) return clusters;
	const tied = tiedClusters(clusters, decided.same);
	const told = apartOf(decided.different);
	const result = Int32Array.from(tied);
	const membersByCluster = new Map<number, number[]>();
	tied.forEach((cluster, record) => {
		const members = membersByCluster.get(cluster);
		if (members) members.push(record);
		else membersByCluster.set(cluster, [record]);
	});
	let seen = 0;
	for (const members of membersByCluster.values()) {
		if ((seen += 1) % clustersPerTurn === 0) await setImmediate();
		if (!members.some((one) => members.some((other) => told(one, other)))) continue;
		for (const part of partsOf(members, decided.same, told, weigh))
			for (const member of part) result[member] = Math.min(...part);
	}
	return result;
}

/** The clusters joined where a person said so. */
function tiedClusters(clusters: Int32Array, same: DecidedPairs['same']): Int32Array {
	const parent = new Map<number, number>();
	const rootOf = (cluster: number): number => {
		let root = cluster;
		for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
		return root;
	};
	for (const [one, other] of same) {
		const [a, b] = [rootOf(clusters[one]), rootOf(clusters[other])];
		if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
	}
	return parent.size === 0 ? clusters : clusters.map(rootOf);
}

type Told = (one: number, other: number) => boolean;

function apartOf(different: DecidedPairs['different']): Told {
	const apart = new Map<number, Set<number>>();
	for (const [one, other] of different)
		for (const [from, to] of [
			[one, other],
			[other, one],
		]) {
			const known = apart.get(from);
			if (known) known.add(to);
			else apart.set(from, new Set([to]));
		}
	return (one, other) => apart.get(one)?.has(other) === true;
}

/** The parts of a cluster in which records are told apart: first what a person tied, then the closest on average (UPGMA), never across what was told apart. */
function partsOf(members: Members, same: DecidedPairs['same'], told: Told, weigh: (a: number, b: number) => number) {
	const inside = new Set(members);
	let parts: number[][] = members.map((member) => [member]);
	const mayJoin = (one: Members, other: Members): boolean => !one.some((a) => other.some((b) => told(a, b)));
	const join = (one: number[], other: number[]): void => {
		parts = [...parts.filter((part) => part !== one && part !== other), [...one, ...other].sort((a, b) => a - b)];
	};
	const partWith = (member: number): number[] => parts.find((part) => part.includes(member))!;
	for (const [one, other] of same) {
		if (!inside.has(one) || !inside.has(other)) continue;
		const [a, b] = [partWith(one), partWith(other)];
		if (a !== b && mayJoin(a, b)) join(a, b);
	}
	for (;;) {
		let best: readonly [number[], number[]] | undefined;
		let most = evenWeight;
		parts.forEach((one, at) =>
			parts.slice(at + 1).forEach((other) => {
				const average = averageOf(one, other, weigh);
				if (average <= most || !mayJoin(one, other)) return;
				[best, most] = [[one, other], average];
			}),
		);
		if (!best) return parts;
		join(...best);
	}
}

function averageOf(one: Members, other: Members, weigh: (a: number, b: number) => number): number {
	const sum = one.reduce((total, a) => total + other.reduce((part, b) => part + weigh(a, b), 0), 0);
	return sum / (one.length * other.length);
}
