import {
	addPosting,
	addToCount,
	decodeNumbers,
	encodeNumbers,
	type EntryKind,
	type EntryPage,
	removePosting,
} from './entry-pages';

/** What is done to a page: a record comes to a key or leaves it, or something is counted up or down. */
export type ChangeKind = 'add' | 'remove' | 'count';

const kinds: readonly ChangeKind[] = ['add', 'remove', 'count'];
/** Place, mark, record or difference, kind. */
const changeLength = 4;

/** What the store calls a part of the log. */
export function logKey(part: number): string {
	return `l${part.toString(36).padStart(6, '0')}`;
}

/** Changes in their order, as they are kept until they are folded into the pages they are of. */
export class ChangeLog {
	private readonly numbers: number[] = [];

	get size(): number {
		return this.numbers.length / changeLength;
	}

	push(kind: ChangeKind, place: number, mark: number, value: number): void {
		this.numbers.push(place, mark, value >>> 0, kinds.indexOf(kind));
	}

	/** What was pushed, as this part of the log. */
	asPart(part: number): LogPart {
		return { part, numbers: Uint32Array.from(this.numbers) };
	}
}

/** Kept changes of one part. */
export interface LogPart {
	readonly part: number;
	readonly numbers: Uint32Array;
}

/** A part of the log as text for the store. */
export function encodeLogPart({ numbers }: LogPart): string {
	return encodeNumbers(numbers);
}

/** The part of the log of a text of `encodeLogPart`. */
export function decodeLogPart(part: number, content: string): LogPart {
	const { numbers, count } = decodeNumbers(content);
	return { part, numbers: numbers.subarray(0, count) };
}

/** How many changes a part has. */
export function changesIn({ numbers }: LogPart): number {
	return numbers.length / changeLength;
}

/** Which kind of page a change of a part is of. */
export function kindOfChange({ numbers }: LogPart, change: number): EntryKind {
	return kinds[numbers[change * changeLength + 3]] === 'count' ? 'counts' : 'keys';
}

/** Where what a change of a part is of stands. */
export function placeOfChange({ numbers }: LogPart, change: number): number {
	return numbers[change * changeLength];
}

/** Does a change to the page it is of, unless the page has it already. */
export function applyChange(page: EntryPage, { part, numbers }: LogPart, change: number): void {
	if (part <= page.foldedTo) return;
	const at = change * changeLength;
	const [mark, value] = [numbers[at + 1], numbers[at + 2]];
	const kind = kinds[numbers[at + 3]];
	if (kind === 'add') addPosting(page, mark, value);
	else if (kind === 'remove') removePosting(page, mark, value);
	else addToCount(page, mark, value | 0);
}
