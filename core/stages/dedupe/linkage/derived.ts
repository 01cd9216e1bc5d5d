import { Dictionary } from './dictionary';
import { type Column, missing } from './columns';
import type { Turns } from './turns';

/** A column made from another: of the value's number, worked out once for each distinct value. */
export interface Derived {
	readonly dictionary: Dictionary;
	/** By record. */
	readonly ids: Int32Array;
}

const perPart = 128;

type Derive = (text: string) => string | undefined;

/** By column: what has been made of it already. */
const made = new WeakMap<Column, Map<Derive, Promise<Derived>>>();

/** What `derive` makes of each value; `undefined` leaves the record without one. The same of the same column is made once. */
export function derived(column: Column, derive: Derive, turns: Turns): Promise<Derived> {
	const known = made.get(column) ?? new Map<Derive, Promise<Derived>>();
	made.set(column, known);
	const before = known.get(derive);
	if (before) return before;
	const now = make(column, derive, turns);
	known.set(derive, now);
	return now;
}

async function make(column: Column, derive: Derive, turns: Turns): Promise<Derived> {
	const dictionary = new Dictionary();
	const { texts, size } = column.dictionary;
	const idByValue = new Int32Array(size);
	await turns.inParts(size, perPart, (from, to) => {
		for (let value = from; value < to; value += 1) {
			const text = derive(texts[value]);
			idByValue[value] = text === undefined ? missing : dictionary.intern(text);
		}
	});
	const ids = new Int32Array(column.ids.length).fill(missing);
	await turns.inParts(ids.length, perPart * 32, (from, to) => {
		for (let index = from; index < to; index += 1) {
			const value = column.ids[index];
			if (value === missing || idByValue[value] === missing) continue;
			ids[index] = idByValue[value];
			dictionary.counts[ids[index]] += 1;
		}
	});
	const { known } = column.dictionary;
	if (known)
		dictionary.texts.forEach((text, id) => (dictionary.counts[id] = known.ofDerived(text) ?? dictionary.counts[id]));
	return { dictionary, ids };
}

const codeByLetter: Readonly<Record<string, string>> = {
	b: '1',
	f: '1',
	p: '1',
	v: '1',
	c: '2',
	g: '2',
	j: '2',
	k: '2',
	q: '2',
	s: '2',
	x: '2',
	z: '2',
	d: '3',
	t: '3',
	l: '4',
	m: '5',
	n: '5',
	r: '6',
};

/** American Soundex: the first letter and three digits; vowels separate equal codes, h and w do not. */
export function soundex(text: string): string | undefined {
	const letters = text.replace(/[^a-z]/g, '');
	if (letters === '') return undefined;
	let code = letters[0];
	let last = codeByLetter[letters[0]];
	for (let at = 1; at < letters.length && code.length < 4; at += 1) {
		const letter = letters[at];
		const digit = codeByLetter[letter];
		if (digit !== undefined && digit !== last) code += digit;
		if (letter !== 'h' && letter !== 'w') last = digit;
	}
	return code.padEnd(4, '0');
}

export function firstLetter(text: string): string | undefined {
	return text[0];
}

/** `acme.com` of `j.smith@acme.com`. */
export function mailDomain(email: string): string | undefined {
	return email.split('@')[1];
}

/** `j.smith` of `j.smith@acme.com`. */
export function localPart(email: string): string | undefined {
	const local = email.slice(0, email.lastIndexOf('@'));
	return local === '' ? undefined : local;
}
