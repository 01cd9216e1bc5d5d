import type { MatchPage } from '../../../store/contract/match-indexes';
import type { Turns } from '../linkage/turns';
import { applyChange, changesIn, kindOfChange, type LogPart, placeOfChange } from './change-log';
import { decodePage, type EntryKind, type EntryPage, pageKey, pageNumber } from './entry-pages';
import type { Hash } from './hashes';
import type { IndexDocument } from './index-document';

const perPart = 2_048;

/** Pages that were read, with what the log has to add to them. */
export class LoadedPages {
	private readonly pages: Readonly<Record<EntryKind, Map<number, EntryPage>>> = { keys: new Map(), counts: new Map() };

	constructor(
		private readonly sizes: Pick<IndexDocument, 'keyPages' | 'countPages'>,
		private readonly log: LogPart[],
	) {}

	/** The names of the pages on which these stand and that were not read yet. */
	unread(kind: EntryKind, hashes: Iterable<Hash>): string[] {
		const wanted = new Set<number>();
		for (const { place } of hashes) {
			const number = this.numberOf(kind, place);
			if (!this.pages[kind].has(number)) wanted.add(number);
		}
		return [...wanted].map((number) => pageKey(kind, number));
	}

	/** Takes the pages that were read; those of `asked` that are not among them are empty. */
	put(kind: EntryKind, asked: readonly string[], read: readonly MatchPage[]): void {
		for (const page of asked) this.pages[kind].set(numberOfKey(page), decodePage(undefined));
		for (const { page, content } of read) this.pages[kind].set(numberOfKey(page), decodePage(content));
	}

	/** Does what the log has for these pages; once for each page. */
	async applyLog(kind: EntryKind, pages: readonly string[], turns: Turns): Promise<void> {
		if (pages.length === 0) return;
		const numbers = new Set(pages.map(numberOfKey));
		for (const part of this.log) {
			await turns.inParts(changesIn(part), perPart, (from, to) => {
				for (let change = from; change < to; change += 1) {
					if (kindOfChange(part, change) !== kind) continue;
					const number = this.numberOf(kind, placeOfChange(part, change));
					if (numbers.has(number)) applyChange(this.pages[kind].get(number)!, part, change);
				}
			});
		}
	}

	get size(): number {
		return this.pages.keys.size + this.pages.counts.size;
	}

	/** A part that has been kept since; the pages that are here have it already. */
	addPart(part: LogPart): void {
		this.log.push(part);
	}

	/** `undefined` where it was not read. */
	find(kind: EntryKind, place: number): EntryPage | undefined {
		return this.pages[kind].get(this.numberOf(kind, place));
	}

	/** One that was read; another is a mistake of the caller. */
	get(kind: EntryKind, place: number): EntryPage {
		const page = this.find(kind, place);
		if (!page) throw new Error(`The page ${pageKey(kind, this.numberOf(kind, place))} of the index was not loaded`);
		return page;
	}

	private numberOf(kind: EntryKind, place: number): number {
		return pageNumber(place, kind === 'keys' ? this.sizes.keyPages : this.sizes.countPages);
	}
}

function numberOfKey(page: string): number {
	return parseInt(page.slice(1), 36);
}
