import {
	clearPrefixes,
	connectingWords,
	doubtfulPrefixes,
	doubtfulSuffixes,
	namesAfterPrefix,
	partnershipForms,
	suffixesByCountry,
	unspacedForms,
	wordsBeforeSpa,
	wordsInCapitals,
} from './legal-forms';
import { plainWords, type SpeltWord, speltWords } from './plain-words';

const suffixes: ReadonlySet<string> = new Set(
	[...Object.values(suffixesByCountry).flat(), ...partnerships()].map(plainWords),
);
const prefixes: ReadonlySet<string> = new Set(clearPrefixes.map(plainWords));
const prefixCountries = byPlainWords(doubtfulPrefixes);
const suffixCountries = byPlainWords(doubtfulSuffixes);
const longestSuffix = wordsOfLongest(suffixes);
const longestPrefix = wordsOfLongest([...prefixes, ...prefixCountries.keys()]);
const longestFirst = [...unspacedForms].sort((a, b) => b.length - a.length);

/**
 * The words of a company name without its legal form, before or behind it, and never without all of it. A form that
 * is also a word counts only when its spelling or `country` (a name or an ISO 3166 code) says that it is one: taking
 * too little misses a match, and taking too much joins strangers.
 */
export function withoutLegalForm(name: string, country?: string): string {
	const text = name
		.replace(/[™®©℠]/g, ' ')
		.replace(/(?<=[\s.])u\.(?=\p{L})/giu, 'u ')
		.normalize('NFKC'); // `GmbH u.Co.KG`
	const words = speltWords(withoutUnspacedForms(text));
	if (words[0]?.word === 'the' && words.length > 1) words.shift();
	const place = country?.trim().toLowerCase();
	let end = words.length;
	for (let count = suffixLength(words, end, place); count > 0; count = suffixLength(words, end, place)) end -= count;
	return words
		.slice(prefixLength(words, end, place), end)
		.map(({ word }) => word)
		.join(' ');
}

function withoutUnspacedForms(name: string): string {
	const text = name.trim();
	const start = longestFirst.find((form) => text.startsWith(form));
	const rest = start === undefined ? text : text.slice(start.length).trim();
	const end = longestFirst.find((form) => rest.endsWith(form));
	const middle = end === undefined ? rest : rest.slice(0, -end.length).trim();
	return plainWords(middle) === '' ? text : middle;
}

/** Words of the longest suffix that ends at `end` and leaves at least one word; 0 when there is none. */
function suffixLength(words: readonly SpeltWord[], end: number, country: string | undefined): number {
	for (let count = Math.min(longestSuffix, end - 1); count > 0; count -= 1) {
		const form = joined(words, end - count, end);
		if (!suffixes.has(form)) continue;
		const countries = suffixCountries.get(form);
		if (!countries || isMeant(form, words, end - 1, countries, country)) return count;
	}
	return 0;
}

/** Words of the legal form in front; 0 when there is none, or nothing would be left. */
function prefixLength(words: readonly SpeltWord[], end: number, country: string | undefined): number {
	for (let count = Math.min(longestPrefix, end - 1); count > 0; count -= 1) {
		const form = joined(words, 0, count);
		if (prefixes.has(form) && !isWordInLatin(words[count - 1])) return count;
		const countries = prefixCountries.get(form);
		if (countries && isMeantInFront(form, words, count, end, countries, country)) return count;
	}
	return 0;
}

/** `Ooo La La`: short Latin forms in front are written in capitals, or all in small letters. */
function isWordInLatin({ word, spelling }: SpeltWord): boolean {
	return word.length <= 3 && /^[A-Z][a-z]/.test(spelling);
}

function isMeant(
	form: string,
	words: readonly SpeltWord[],
	at: number,
	countries: readonly string[],
	country: string | undefined,
): boolean {
	if (country !== undefined && countries.includes(country)) return true;
	const { spelling } = words[at];
	if (/\p{L}[./]\p{L}/u.test(spelling)) return true;
	const letters = spelling.replace(/\P{L}/gu, '');
	if (/^\p{Lu}\p{Ll}+\p{Lu}$|^\p{Ll}\p{Lu}+$/u.test(letters) || isEstonian(letters)) return true; // SpA, eG, eV, OÜ
	// `siemens ag` is typed in small letters and `SIEMENS AG` in capitals; only `Precision Ag` is a word.
	if (form === 'ag' && [letters.toLowerCase(), letters.toUpperCase()].includes(letters)) return true;
	const others = words
		.filter((_, index) => index !== at)
		.map((word) => word.spelling)
		.join('');
	const isMixed = /\p{Ll}/u.test(others);
	if (wordsInCapitals.includes(form) || (form === 'spa' && wordsBeforeSpa.includes(words[at - 1].word))) return false;
	if (letters.length > 1 && letters === letters.toUpperCase()) return isMixed || isCyrillic(form);
	return form === 'doo' && letters === 'doo' && /\p{Lu}/u.test(others);
}

function isMeantInFront(
	form: string,
	words: readonly SpeltWord[],
	count: number,
	end: number,
	countries: readonly string[],
	country: string | undefined,
): boolean {
	if (country !== undefined && countries.includes(country)) return true;
	const { spelling } = words[count - 1];
	if (isEstonian(spelling)) return true;
	// Dots are no evidence for the others: A.S. Watson, P.T. Barnum and C.V. Starr are people.
	if (
		(form === 'a s' && spelling.includes('/')) ||
		(form === 'nv' && /^n\.v\.?$/i.test(spelling)) ||
		/^pt\.$/i.test(spelling)
	)
		return true;
	if (words[count].isQuoted && spelling === spelling.toUpperCase()) return true;
	if (isCyrillic(form)) return spelling.length > 1 && spelling === spelling.toUpperCase();
	if (namesAfterPrefix[form]?.includes(words[count].word)) return true;
	return words.slice(end).some(({ word }) => suffixTelling[form] === word);
}

/** With its two dots it is no other word. */
function isEstonian(spelling: string): boolean {
	return /^[ot]ü$/i.test(spelling.normalize('NFC'));
}

function isCyrillic(form: string): boolean {
	return /\p{Script=Cyrillic}/u.test(form);
}

function joined(words: readonly SpeltWord[], from: number, to: number): string {
	return words
		.slice(from, to)
		.map(({ word }) => word)
		.join(' ');
}

/** Suffixes that tell what the doubtful prefix at the other end of the name is. */
const suffixTelling: Readonly<Record<string, string>> = { ab: 'publ', pt: 'tbk', sc: 'srl' };

/** `GmbH & Co. KG`, `GmbH u. Co. KG`, `& Co.` and so on; a single letter counts as partners only behind `and` or `e`. */
function partnerships(): string[] {
	const { before, partners, after } = partnershipForms;
	return before.flatMap((first) =>
		partners.flatMap((partner) =>
			after.flatMap((last) =>
				['', ...connectingWords]
					.filter((word) =>
						partner === 'c' ? word === 'and' || word === 'e' : word !== '' || (first !== '' && last !== ''),
					)
					.map((word) => [first, word, partner, last].filter((part) => part !== '').join(' ')),
			),
		),
	);
}

/** `ООО` in `plainWords`' spelling may be what another form is too; the first line of the table wins. */
function byPlainWords(table: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly string[]> {
	return new Map(Object.entries(table).map(([form, countries]) => [plainWords(form), countries]));
}

function wordsOfLongest(forms: Iterable<string>): number {
	return Math.max(...[...forms].map((form) => form.split(' ').length));
}
