import type { MatchDecision } from '../../../store/contract/decisions';
import { type DoubtfulRow, doubtfulRows } from '../find/doubtful-rows';
import { evidenceOf } from '../find/found-words';
import { bandOf } from '../linkage/bands';
import { probabilityOf } from '../linkage/model';
import type { Turns } from '../linkage/turns';
import type { Scanned } from './scan-groups';
import { sureGroups } from './sure-groups';

/** More pairs than these are no work for a person, and no item of n8n; the strongest are given. */
export const mostReviewed = 10_000;

/** A pair as a row for a person. */
export type ReviewRow = Omit<DoubtfulRow, 'place'>;

/** Pairs that a person should look at. */
export interface ReviewPairs {
	/** How many there are. */
	readonly count: number;
	/** Numbers of the strongest of them, the likeliest first. */
	readonly strongest: Int32Array;
}

const perPart = 4_096;
/** Weights between the floor and certainty lie between these, in log2 odds. */
const [leastWeight, mostWeight] = [-8, 8];
const bins = 4_096;

/**
 * Pairs that are neither surely the same nor surely not, that nobody has decided, and whose records no chain of sure pairs holds
 * together; at most so many of them are given, 10,000 at the most.
 */
export async function reviewPairs(
	scanned: Pick<Scanned, 'linkage' | 'recordIds' | 'clusters'>,
	decisions: readonly MatchDecision[],
	most: number,
	turns: Turns,
): Promise<ReviewPairs> {
	const { linkage, recordIds } = scanned;
	const { left, right, weights, count } = linkage.pairs;
	const sureOf = await sureGroups(scanned, turns);
	const decided = new Set(decisions.map(({ ids }) => [...ids].sort().join(' ')));
	const isDoubtful = (pair: number): boolean => {
		if (bandOf(probabilityOf(weights[pair])) !== 'review') return false;
		const [one, other] = [left[pair], right[pair]];
		if (sureOf[one] === sureOf[other]) return false;
		return decided.size === 0 || !decided.has([recordIds[one], recordIds[other]].sort().join(' '));
	};
	const sizes = new Uint32Array(bins);
	await turns.inParts(count, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) if (isDoubtful(pair)) sizes[binOf(weights[pair])] += 1;
	});
	const [lowest, total] = lowestBin(sizes, Math.min(most, mostReviewed));
	const found: number[] = [];
	await turns.inParts(count, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1)
			if (isDoubtful(pair) && binOf(weights[pair]) >= lowest) found.push(pair);
	});
	const nameOf = (pair: number): string => [recordIds[left[pair]], recordIds[right[pair]]].sort().join(' ');
	found.sort((a, b) => weights[b] - weights[a] || (nameOf(a) < nameOf(b) ? -1 : 1));
	return { count: total, strongest: Int32Array.from(found.slice(0, Math.min(most, mostReviewed))) };
}

function binOf(weight: number): number {
	const share = (weight - leastWeight) / (mostWeight - leastWeight);
	return Math.max(0, Math.min(bins - 1, Math.floor(share * bins)));
}

/** From which bin on there are so many, or all; and how many there are in all bins. */
function lowestBin(sizes: Uint32Array, most: number): readonly [lowest: number, total: number] {
	const total = sizes.reduce((sum, size) => sum + size, 0);
	let [lowest, above] = [bins, 0];
	while (lowest > 0 && above < most) above += sizes[(lowest -= 1)];
	return [lowest, total];
}

/** The pairs as rows for a person, with what speaks for them and against them, field by field. */
export async function reviewRows(
	{ sObject, linkage, recordIds, records }: Scanned,
	{ strongest }: ReviewPairs,
	turns: Turns,
): Promise<ReviewRow[]> {
	const { left, right } = linkage.pairs;
	const rows: ReviewRow[] = [];
	await turns.inParts(strongest.length, 64, (from, to) => {
		for (const pair of strongest.subarray(from, to)) {
			const places = [left[pair], right[pair]].sort((a, b) => (recordIds[a] < recordIds[b] ? -1 : 1));
			const evidence = evidenceOf(linkage.weigher.explain(places[0], places[1]));
			const found = { records: places.map((place) => records[place]), doubtful: [{ one: 0, other: 1, ...evidence }] };
			const items = places.map((place) => ({ Id: recordIds[place] }));
			for (const { place: _place, ...row } of doubtfulRows(found, items, sObject)) rows.push(row);
		}
	});
	return rows;
}
