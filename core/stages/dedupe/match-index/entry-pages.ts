import type { Hash } from './hashes';

/** Postings of a key, or counts of a value. */
export type EntryKind = 'keys' | 'counts';

/** Entries on one page when it is built; it may grow. */
const entriesPerPage = 128;
const bytesPerNumber = 4;

/** How many pages hold so many entries: a power of two. */
export function pagesFor(entries: number): number {
	return 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, entries / entriesPerPage))));
}

export function pageNumber({ place }: Hash, pages: number): number {
	return place & (pages - 1);
}

/** What the store calls a page. */
export function pageKey(kind: EntryKind, number: number): string {
	return `${kind[0]}${number.toString(36).padStart(6, '0')}`;
}

/** Pairs of mark and number, one behind the other. */
export type Entries = Uint32Array;

/** As text for the store. */
export function encodeEntries(entries: Entries | readonly number[]): string {
	const numbers = entries instanceof Uint32Array ? entries : Uint32Array.from(entries);
	const bytes = Buffer.alloc(numbers.length * bytesPerNumber);
	numbers.forEach((value, at) => bytes.writeUInt32LE(value, at * bytesPerNumber));
	return bytes.toString('base64');
}

/** Entries of a page's text. */
export function decodeEntries(content: string): number[] {
	const bytes = Buffer.from(content, 'base64');
	const entries = new Array<number>(Math.floor(bytes.length / bytesPerNumber));
	for (let at = 0; at < entries.length; at += 1) entries[at] = bytes.readUInt32LE(at * bytesPerNumber);
	return entries;
}
