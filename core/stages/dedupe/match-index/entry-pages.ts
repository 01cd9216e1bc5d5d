import { mostPostings, overfull } from './postings';

/** Postings of a key, or counts of a value. */
export type EntryKind = 'keys' | 'counts';

/** A page of the index as it is worked with. */
export interface EntryPage {
	/** The last part of the log that is in its entries. */
	foldedTo: number;
	/** Pairs of mark and number, one behind the other; behind `length` there is room for more. */
	entries: Uint32Array;
	length: number;
}

/** Entries on one page when it is built; it may grow. */
const entriesPerPage = 256;
const bytesPerNumber = 4;
/** Numbers by which a page grows. */
const room = 32;
/** Machines whose first byte is the greatest. */
const isSwapped = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** How many pages hold so many entries: a power of two. */
export function pagesFor(entries: number): number {
	return 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, entries / entriesPerPage))));
}

/** On which of so many pages something stands. */
export function pageNumber(place: number, pages: number): number {
	return place & (pages - 1);
}

/** What the store calls a page. */
export function pageKey(kind: EntryKind, number: number): string {
	return `${kind[0]}${number.toString(36).padStart(6, '0')}`;
}

/** Numbers of 32 bits as text for the store, alike on every machine. */
export function encodeNumbers(numbers: Uint32Array): string {
	const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
	return (isSwapped ? Buffer.from(bytes).swap32() : bytes).toString('base64');
}

/** The numbers of a text of `encodeNumbers`, and room for so many more behind them. */
export function decodeNumbers(content: string, more = 0): { readonly numbers: Uint32Array; readonly count: number } {
	const bytes = Buffer.from(new ArrayBuffer(Buffer.byteLength(content, 'base64') + (more + 1) * bytesPerNumber));
	const written = bytes.write(content, 'base64');
	if (isSwapped) bytes.subarray(0, written).swap32();
	const numbers = new Uint32Array(bytes.buffer, 0, Math.floor(bytes.length / bytesPerNumber));
	return { numbers, count: Math.floor(written / bytesPerNumber) };
}

/** A page as text for the store. */
export function encodePage({ foldedTo, entries, length }: EntryPage): string {
	const numbers = new Uint32Array(length + 1);
	numbers[0] = foldedTo;
	numbers.set(entries.subarray(0, length), 1);
	return encodeNumbers(numbers);
}

/** The page of a text of `encodePage`; an empty one where there is none. */
export function decodePage(content: string | undefined): EntryPage {
	if (content === undefined) return pageOf(new Uint32Array(0));
	const { numbers, count } = decodeNumbers(content, room);
	return { foldedTo: numbers[0], entries: numbers.subarray(1), length: count - 1 };
}

/** A page that nothing of the log is in. */
export function pageOf(entries: Uint32Array): EntryPage {
	return { foldedTo: 0, entries, length: entries.length };
}

/** Where the first entry of that mark stands, -1 where there is none. */
export function placeOfMark({ entries, length }: EntryPage, mark: number): number {
	for (let at = 0; at < length; at += 2) if (entries[at] === mark) return at;
	return -1;
}

/** The records of a key; none where too many have it. */
export function postingsOf({ entries, length }: EntryPage, mark: number): number[] {
	const numbers: number[] = [];
	for (let at = 0; at < length; at += 2)
		if (entries[at] === mark && entries[at + 1] !== overfull) numbers.push(entries[at + 1]);
	return numbers;
}

/** Adds a record to a key; false where it is there already or the key has too many, of which nothing is kept but that. */
export function addPosting(page: EntryPage, mark: number, number: number): boolean {
	let count = 0;
	const { entries, length } = page;
	for (let at = 0; at < length; at += 2) {
		if (entries[at] !== mark) continue;
		if (entries[at + 1] === number || entries[at + 1] === overfull) return false;
		count += 1;
	}
	if (count < mostPostings) push(page, mark, number);
	else {
		removeMark(page, mark);
		push(page, mark, overfull);
	}
	return true;
}

/** Takes a record from a key; false where it was not there. */
export function removePosting(page: EntryPage, mark: number, number: number): boolean {
	const { entries, length } = page;
	for (let at = 0; at < length; at += 2) {
		if (entries[at] !== mark || entries[at + 1] !== number) continue;
		entries.copyWithin(at, at + 2, length);
		page.length -= 2;
		return true;
	}
	return false;
}

/** Counts up or down, never below 0; gives the count before. */
export function addToCount(page: EntryPage, mark: number, change: number): number {
	const at = placeOfMark(page, mark);
	const before = at < 0 ? 0 : page.entries[at + 1];
	const after = Math.max(0, before + change);
	if (at < 0) push(page, mark, after);
	else page.entries[at + 1] = after;
	return before;
}

function push(page: EntryPage, mark: number, number: number): void {
	if (page.length + 2 > page.entries.length) {
		const larger = new Uint32Array(page.length + room);
		larger.set(page.entries);
		page.entries = larger;
	}
	page.entries[page.length] = mark;
	page.entries[page.length + 1] = number;
	page.length += 2;
}

function removeMark(page: EntryPage, mark: number): void {
	const { entries, length } = page;
	let left = 0;
	for (let at = 0; at < length; at += 2) {
		if (entries[at] === mark) continue;
		entries[left] = entries[at];
		entries[left + 1] = entries[at + 1];
		left += 2;
	}
	page.length = left;
}
