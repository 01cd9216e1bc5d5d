import { Dictionary } from './dictionary';
import { type Column, missing } from './table';

/** A column made from another: of the value's number, worked out once for each distinct value. */
export interface Derived {
	readonly dictionary: Dictionary;
	/** By record. */
	readonly ids: Int32Array;
}

/** What `derive` makes of each value; `undefined` leaves the record without one. */
export function derived(column: Column, derive: (text: string) => string | undefined): Derived {
	const dictionary = new Dictionary();
	const textByValue = column.dictionary.texts.map(derive);
	const ids = new Int32Array(column.ids.length).fill(missing);
	for (let index = 0; index < ids.length; index += 1) {
		if (column.ids[index] === missing) continue;
		const text = textByValue[column.ids[index]];
		if (text !== undefined) ids[index] = dictionary.add(text);
	}
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

/** `j.smith` of `j.smith@acme.com`. */
export function localPart(email: string): string | undefined {
	const local = email.slice(0, email.lastIndexOf('@'));
	return local === '' ? undefined : local;
}
