import { uniqBy } from 'lodash';
import type { DuplicateMatch } from '../../../record/record-item';
import type { ScanCounts } from '../../../record/scan-counts';
import { bands } from '../linkage/bands';
import type { LinkageRecord } from '../linkage/fields';
import type { Linkage } from '../linkage/linkage';
import { probabilityOf } from '../linkage/model';
import type { Turns } from '../linkage/turns';
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

const recordsPerPart = 2_048;
const pairsPerPart = 512;

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

/** A whole object, compared with itself. */
export interface Scanned {
	readonly sObject: string;
	readonly linkage: Linkage;
	readonly recordIds: readonly string[];
	readonly records: readonly LinkageRecord[];
	/** By record, 0 where it is alone. */
	readonly clusters: Int32Array;
	/** Places of pairs that a person has called the same. */
	readonly same: ReadonlyArray<readonly [number, number]>;
}

/** What was found, in numbers; lets other work in between. */
export async function scanCounts(
	{ linkage, recordIds, clusters }: Scanned,
	reviewPairs: number,
	turns: Turns,
): Promise<ScanCounts> {
	const { blocks } = linkage.pairs;
	const groups = new Set<number>();
	let duplicates = 0;
	await turns.inParts(clusters.length, recordsPerPart, (from, to) => {
		for (let record = from; record < to; record += 1) {
			if (clusters[record] === 0) continue;
			groups.add(clusters[record]);
			duplicates += 1;
		}
	});
	return {
		records: recordIds.length,
		groups: groups.size,
		duplicates,
		reviewPairs,
		cappedBlocks: blocks.reduce((sum, { cappedBlocks }) => sum + cappedBlocks, 0),
		cappedRecords: blocks.reduce((sum, { cappedRecords }) => sum + cappedRecords, 0),
	};
}

/** The first groups by their number, at most so many; lets other work in between. */
export async function scannedGroups(scanned: Scanned, most: number, turns: Turns): Promise<ScannedGroup[]> {
	const { clusters, recordIds, records } = scanned;
	const membersByCluster = new Map<number, number[]>();
	await turns.inParts(clusters.length, recordsPerPart, (from, to) => {
		for (let record = from; record < to; record += 1) {
			if (clusters[record] === 0) continue;
			const members = membersByCluster.get(clusters[record]);
			if (members) members.push(record);
			else membersByCluster.set(clusters[record], [record]);
		}
	});
	const numbers = Float64Array.from(membersByCluster.keys()).sort().subarray(0, most);
	const matches = await matchesWithin(scanned, new Set(numbers), turns);
	const groups: ScannedGroup[] = [];
	await turns.inParts(numbers.length, 64, (from, to) => {
		for (const cluster of numbers.subarray(from, to)) {
			const members = membersByCluster
				.get(cluster)!
				.map((record) => ({ id: recordIds[record], record: records[record], matches: likeliest(matches.get(record)) }));
			groups.push({ cluster, members: members.sort((a, b) => (a.id < b.id ? -1 : 1)) });
		}
	});
	return groups;
}

function likeliest(matches: readonly DuplicateMatch[] = []): DuplicateMatch[] {
	const sorted = [...matches].sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
	// What a person said stands before what the weights say of the same record.
	return uniqBy(sorted, 'id').slice(0, mostMatches);
}

async function matchesWithin(
	{ sObject, linkage, recordIds, clusters, same }: Scanned,
	chosen: ReadonlySet<number>,
	turns: Turns,
): Promise<Map<number, DuplicateMatch[]>> {
	const { left, right, weights, count } = linkage.pairs;
	const matches = new Map<number, DuplicateMatch[]>();
	const add = (from: number, match: DuplicateMatch): void => {
		const known = matches.get(from);
		if (known) known.push(match);
		else matches.set(from, [match]);
	};
	await turns.inParts(count, pairsPerPart, (first, end) => {
		for (let pair = first; pair < end; pair += 1) {
			const [one, other] = [left[pair], right[pair]];
			if (clusters[one] !== clusters[other] || !chosen.has(clusters[one])) continue;
			const probability = probabilityOf(weights[pair]);
			if (probability < bands.join) continue;
			const said = {
				sObject,
				probability: rounded(probability),
				agreedOn: agreedOn(linkage.weigher.explain(one, other)),
			};
			add(one, { ...said, id: recordIds[other] });
			add(other, { ...said, id: recordIds[one] });
		}
	});
	for (const [one, other] of same) {
		if (clusters[one] !== clusters[other] || !chosen.has(clusters[one])) continue;
		const said = { sObject, probability: 1, agreedOn: ['a person’s decision'] };
		add(one, { ...said, id: recordIds[other] });
		add(other, { ...said, id: recordIds[one] });
	}
	return matches;
}
