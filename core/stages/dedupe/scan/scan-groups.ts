import type { DuplicateMatch } from '../../../record/record-item';
import type { ScanCounts } from '../../../record/scan-counts';
import { bandOf, bands } from '../linkage/bands';
import type { LinkageRecord } from '../linkage/fields';
import type { Linkage } from '../linkage/linkage';
import { probabilityOf } from '../linkage/model';
import type { WeightPart } from '../linkage/weigher';

/** A record of a group of duplicates. */
export interface GroupMember {
	readonly id: string;
	readonly record: LinkageRecord;
	/** Others of the group that it is likely the same as, likeliest first. */
	readonly matches: readonly DuplicateMatch[];
}

/** Records that are likely the same. */
export interface ScannedGroup {
	readonly cluster: number;
	readonly members: readonly GroupMember[];
}

/** Most duplicates listed on one record. */
const mostMatches = 10;

/** Comparisons that speak for a match, the strongest first, by name. */
export function agreedOn(parts: readonly WeightPart[]): string[] {
	return parts
		.filter(({ weight, level }) => level !== undefined && weight > 0)
		.sort((a, b) => b.weight - a.weight)
		.map(({ comparison }) => comparison);
}

/** How many decimals of a probability are said. */
export function rounded(probability: number): number {
	return Math.round(probability * 1000) / 1000;
}

export interface Scanned {
	readonly sObject: string;
	readonly linkage: Linkage;
	readonly recordIds: readonly string[];
	readonly records: readonly LinkageRecord[];
	/** By record, 0 where it is alone. */
	readonly clusters: Int32Array;
}

export function scanCounts({ linkage, recordIds, clusters }: Scanned): ScanCounts {
	const { weights, count, blocks } = linkage.pairs;
	let reviewPairs = 0;
	for (let pair = 0; pair < count; pair += 1) if (bandOf(probabilityOf(weights[pair])) === 'review') reviewPairs += 1;
	const grouped = clusters.filter((cluster) => cluster > 0);
	return {
		records: recordIds.length,
		groups: new Set(grouped).size,
		duplicates: grouped.length,
		reviewPairs,
		cappedBlocks: blocks.reduce((sum, { cappedBlocks }) => sum + cappedBlocks, 0),
		cappedRecords: blocks.reduce((sum, { cappedRecords }) => sum + cappedRecords, 0),
	};
}

/** The first groups by their number, at most so many. */
export function scannedGroups(scanned: Scanned, most: number): ScannedGroup[] {
	const { clusters, recordIds, records } = scanned;
	const membersByCluster = new Map<number, number[]>();
	clusters.forEach((cluster, record) => {
		if (cluster === 0) return;
		const members = membersByCluster.get(cluster);
		if (members) members.push(record);
		else membersByCluster.set(cluster, [record]);
	});
	const chosen = [...membersByCluster].sort(([a], [b]) => a - b).slice(0, most);
	const matches = matchesWithin(scanned, new Set(chosen.map(([cluster]) => cluster)));
	return chosen.map(([cluster, members]) => ({
		cluster,
		members: members
			.map((record) => ({ id: recordIds[record], record: records[record], matches: likeliest(matches.get(record)) }))
			.sort((a, b) => (a.id < b.id ? -1 : 1)),
	}));
}

function likeliest(matches: readonly DuplicateMatch[] = []): DuplicateMatch[] {
	return [...matches].sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1)).slice(0, mostMatches);
}

function matchesWithin(
	{ sObject, linkage, recordIds, clusters }: Scanned,
	chosen: ReadonlySet<number>,
): Map<number, DuplicateMatch[]> {
	const { left, right, weights, count } = linkage.pairs;
	const matches = new Map<number, DuplicateMatch[]>();
	for (let pair = 0; pair < count; pair += 1) {
		const [one, other] = [left[pair], right[pair]];
		const probability = probabilityOf(weights[pair]);
		if (probability < bands.join || clusters[one] !== clusters[other] || !chosen.has(clusters[one])) continue;
		const agreed = agreedOn(linkage.weigher.explain(one, other));
		for (const [from, to] of [
			[one, other],
			[other, one],
		]) {
			const match = { sObject, id: recordIds[to], probability: rounded(probability), agreedOn: agreed };
			const known = matches.get(from);
			if (known) known.push(match);
			else matches.set(from, [match]);
		}
	}
	return matches;
}
