import type { WeightPart } from '../linkage/weigher';
import type { IndexSession } from './index-session';
import { indexTable, indexWeigher } from './index-table';
import type { IndexValues } from './index-values';

/** A record of the index that may be the same, and what speaks for it. */
export interface Candidate {
	readonly number: number;
	/** log2 odds. */
	readonly weight: number;
	/** The parts of the weight, which add up to it. */
	explain(): WeightPart[];
}

const recordsPerPart = 256;

/** Each row against its candidates, by the index's weights; candidates that are no more, or forgotten, are passed over. */
export async function weighCandidates(
	session: IndexSession,
	rows: readonly IndexValues[],
	candidates: ReadonlyArray<readonly number[]>,
): Promise<Candidate[][]> {
	const { document, turns, texts, count } = session;
	const numbers = [...new Set(candidates.flat())];
	await session.loadRecords(numbers);
	const placeByNumber = new Map<number, number>();
	const all = [...rows];
	await turns.inParts(numbers.length, recordsPerPart, (from, to) => {
		for (const number of numbers.slice(from, to)) {
			const values = session.valuesOf(number);
			if (values === undefined) continue;
			placeByNumber.set(number, all.length);
			all.push(values);
		}
	});
	await session.loadCounts(await texts.all(rows, turns));
	await session.loadCounts(await texts.compared(all, turns));
	const table = await indexTable(all, document, count, turns, rows.length);
	const weigher = await indexWeigher(table, document, count, turns);
	const weighed: Candidate[][] = [];
	await turns.inParts(rows.length, 1, (row) => {
		const found: Candidate[] = [];
		for (const number of candidates[row]) {
			const place = placeByNumber.get(number);
			if (place === undefined) continue;
			found.push({ number, weight: weigher.weigh(row, place), explain: () => weigher.explain(row, place) });
		}
		weighed.push(found);
	});
	return weighed;
}
