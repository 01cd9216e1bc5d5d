import { setImmediate } from 'node:timers/promises';
import type { WeightPart } from '../linkage/weigher';
import { comparedTexts, countedTexts } from './counted-texts';
import { valuesOf } from './index-changes';
import type { IndexSession } from './index-session';
import { indexTable, indexWeigher, type IndexValues } from './index-table';

/** A record of the index that may be the same, and what speaks for it. */
export interface Candidate {
	readonly number: number;
	/** log2 odds. */
	readonly weight: number;
	/** The parts of the weight, which add up to it. */
	explain(): WeightPart[];
}

const pairsPerTurn = 4_000;

/** Each row against its candidates, by the index's weights; candidates that are no more, or forgotten, are passed over. */
export async function weighCandidates(
	session: IndexSession,
	rows: readonly IndexValues[],
	candidates: ReadonlyArray<readonly number[]>,
): Promise<Candidate[][]> {
	await session.loadRecords(candidates.flat());
	const placeByNumber = new Map<number, number>();
	const all = [...rows];
	for (const number of candidates.flat()) {
		const record = session.record(number);
		if (!record || record.values === undefined || placeByNumber.has(number)) continue;
		placeByNumber.set(number, all.length);
		all.push(valuesOf(record));
	}
	const plain = indexTable(all, session.document, session.count);
	const countedOf = await countedTexts(plain);
	await session.loadCounts([
		...rows.flatMap((_, row) => countedOf(row)),
		...all.flatMap((_, row) => comparedTexts(plain, row)),
	]);
	const weigher = await indexWeigher(indexTable(all, session.document, session.count), session.document, session.count);
	const weighed: Candidate[][] = [];
	let pairs = 0;
	for (let row = 0; row < rows.length; row += 1) {
		const found: Candidate[] = [];
		for (const number of candidates[row]) {
			const place = placeByNumber.get(number);
			if (place === undefined) continue;
			if ((pairs += 1) % pairsPerTurn === 0) await setImmediate();
			found.push({ number, weight: weigher.weigh(row, place), explain: () => weigher.explain(row, place) });
		}
		weighed.push(found);
	}
	return weighed;
}
