import { setImmediate } from 'node:timers/promises';
import { nameOf } from '../scan/scan-rows';
import type { FoundByLinkage } from './find-by-linkage';
import { evidenceOf } from './found-words';

/** Who comes closest to a record that has no duplicate, and what speaks against it. */
export interface Nearest {
	/** Places in the input, the closest first. */
	readonly places: readonly number[];
	readonly text: string;
}

const mostNearest = 3;
const pairsPerTurn = 20_000;

/** For each record without a duplicate, by its place: the closest of those that share enough to be compared at all. */
export async function nearestOf(
	found: Pick<FoundByLinkage, 'keptBy' | 'linkage' | 'records' | 'items'>,
): Promise<ReadonlyMap<number, Nearest>> {
	const { linkage, keptBy, records } = found;
	const { left, right, weights, count } = linkage.pairs;
	const sizes = new Map<number, number>();
	for (const kept of keptBy) sizes.set(kept, (sizes.get(kept) ?? 0) + 1);
	const isAlone = (place: number): boolean => sizes.get(keptBy[place]) === 1;
	const closest = new Map<number, Array<{ readonly place: number; readonly weight: number }>>();
	for (let pair = 0; pair < count; pair += 1) {
		if (pair % pairsPerTurn === 0) await setImmediate();
		for (const [from, place] of [
			[left[pair], right[pair]],
			[right[pair], left[pair]],
		]) {
			if (!isAlone(from)) continue;
			const known = closest.get(from) ?? [];
			closest.set(from, known);
			known.push({ place, weight: weights[pair] });
			if (known.length > mostNearest)
				known.sort((a, b) => b.weight - a.weight || linkage.ranks[a.place] - linkage.ranks[b.place]).pop();
		}
	}
	const told = new Map<number, Nearest>();
	records.forEach((record, place) => {
		if (!isAlone(place)) return;
		told.set(place, tell(place, closest.get(place) ?? [], Object.keys(record).length === 0, found));
	});
	return told;
}

function tell(
	place: number,
	closest: ReadonlyArray<{ readonly place: number; readonly weight: number }>,
	isBlank: boolean,
	{ linkage, records, items }: Pick<FoundByLinkage, 'linkage' | 'records' | 'items'>,
): Nearest {
	const others = [...closest].sort((a, b) => b.weight - a.weight || linkage.ranks[a.place] - linkage.ranks[b.place]);
	if (others.length === 0)
		return {
			places: [],
			text: isBlank
				? 'nothing to compare: none of the compared fields has a value'
				: 'nobody shares an e-mail, phone, name with place or company, or domain with it',
		};
	const lines = others.map(({ place: other }) => {
		const { probability, speaksAgainst } = evidenceOf(linkage.weigher.explain(place, other));
		const name = [nameOf(records[other]), String(items[other].Id ?? '')].filter((part) => part !== '').join(' ');
		return `${name || `item ${other + 1}`} (${(probability * 100).toFixed(1)} %), against it: ${speaksAgainst || 'too little in common'}`;
	});
	return { places: others.map(({ place: other }) => other), text: lines.join(' | ') };
}
