import type { MatchIndexPart } from '../../../store/contract/match-indexes';
import type { Turns } from '../linkage/turns';
import { encodePage, type EntryKind, pageKey, pageNumber, pageOf, pagesFor } from './entry-pages';
import { mostPostings, overfull } from './postings';

const pagesPerPart = 500;
const mostPages = 262_144;

/** Is given an entry: where it stands, how it is known there, and a record or a count. */
export type TakeEntry = (place: number, mark: number, number: number) => void;

/** Gives all entries, the same ones each time it is called; lets other work in between. */
export type Entries = (take: TakeEntry) => Promise<void>;

/** The pages of all entries, which are asked for twice: counted first, so that each has its place when it comes again. Gives the number of pages. */
export async function* buildPages(
	kind: EntryKind,
	turns: Turns,
	entries: Entries,
): AsyncGenerator<MatchIndexPart, number> {
	const fine = new Uint32Array(mostPages);
	await entries((place) => (fine[pageNumber(place, mostPages)] += 1));
	const total = fine.reduce((sum, count) => sum + count, 0);
	const pages = Math.min(mostPages, pagesFor(total));
	const starts = new Uint32Array(pages + 1);
	fine.forEach((count, page) => (starts[(page & (pages - 1)) + 1] += count));
	for (let page = 0; page < pages; page += 1) starts[page + 1] += starts[page];
	const next = starts.slice();
	const pairs = new Uint32Array(total * 2);
	await entries((place, mark, number) => {
		const at = next[pageNumber(place, pages)]++ * 2;
		pairs[at] = mark;
		pairs[at + 1] = number;
	});
	for (let first = 0; first < pages; first += pagesPerPart) {
		const part = [];
		for (let page = first; page < Math.min(pages, first + pagesPerPart); page += 1) {
			if (starts[page] === starts[page + 1]) continue;
			const own = pairs.subarray(starts[page] * 2, starts[page + 1] * 2);
			part.push({ page: pageKey(kind, page), content: encodePage(pageOf(withoutOverfull(own))) });
		}
		yield { pages: part, records: [] };
		await turns.next();
	}
	return pages;
}

/** Of a key that too many records have nothing is kept but that. */
function withoutOverfull(entries: Uint32Array): Uint32Array {
	if (entries.length / 2 <= mostPostings) return entries;
	const countByMark = new Map<number, number>();
	for (let at = 0; at < entries.length; at += 2) countByMark.set(entries[at], (countByMark.get(entries[at]) ?? 0) + 1);
	const kept: number[] = [];
	for (let at = 0; at < entries.length; at += 2)
		if (countByMark.get(entries[at])! <= mostPostings) kept.push(entries[at], entries[at + 1]);
	for (const [mark, count] of countByMark) if (count > mostPostings) kept.push(mark, overfull);
	return Uint32Array.from(kept);
}
