import { companyDomainOf, normalizeCompanyName } from '../../../record/normal-forms';
import { isNamePlaceholder } from '../../../record/placeholders';
import { plainWords } from '../../../record/plain-words';
import { postalForm, regionForm, streetForm } from './address-forms';
import { emailForm } from './email-form';
import type { LinkageField } from './fields';

/** The normal form in which a value of the field is compared; `undefined` when it says nothing. */
export type Normalizer = (value: string) => string | undefined;

const words: Normalizer = (value) => plainWords(decoded(value)) || undefined;

/** What some exports leave of a letter: `&#248;`, `&amp;`. */
function decoded(value: string): string {
	if (!value.includes('&')) return value;
	return value
		.replace(/&#(\d{2,6});/g, (whole, code: string) =>
			Number(code) < 0x110000 ? String.fromCodePoint(Number(code)) : whole,
		)
		.replace(/&amp;/gi, '&');
}

export const normalizers: Readonly<Record<LinkageField, Normalizer>> = {
	firstName: nameWords,
	lastName: nameWords,
	fullName: wholeName,
	generation: generationOf,
	email: emailForm,
	phone: phoneDigits,
	company: (value) => normalizeCompanyName(tradingName(value)),
	domain: (value) => companyDomainOf(value),
	street: streetForm,
	city: words,
	region: regionForm,
	postalCode: postalForm,
	country: words,
	birthdate: dateDigits,
	identifier: (value) => value.toUpperCase().replace(/[^A-Z0-9]/g, '') || undefined,
	title: words,
	text: words,
	year: (value) => /\d{4}/.exec(value)?.[0],
};

const titles = new Set([
	'mr',
	'mrs',
	'ms',
	'miss',
	'dr',
	'prof',
	'sir',
	'herr',
	'frau',
	'jr',
	'sr',
	'ii',
	'iii',
	'iv',
	'junior',
	'senior',
	'phd',
	'md',
]);

function nameWords(value: string): string | undefined {
	const parts = plainWords(decoded(value)).split(' ');
	const meant = parts.length > 1 ? parts.filter((part) => !titles.has(part)) : parts;
	const name = meant.join(' ');
	return name === '' || name === 'test' || isNamePlaceholder(name) ? undefined : name;
}

const generations: Readonly<Record<string, string>> = {
	jr: '2',
	junior: '2',
	ii: '2',
	'2nd': '2',
	sr: '1',
	senior: '1',
	i: '1',
	iii: '3',
	'3rd': '3',
	iv: '4',
};

/** Which of several of one name: `2` of `Smith Jr.`. */
function generationOf(value: string): string | undefined {
	const word = /(?:^|[\s,])(jr|junior|sr|senior|i{1,3}|iv|2nd|3rd)\.?\s*$/i.exec(value)?.[1];
	return word && generations[word.toLowerCase()];
}

/** The name that a company does business under, where both are said; without what says that it is the main site. */
function tradingName(value: string): string {
	const name = /\b(?:d\/b\/a|d\.b\.a\.?|dba|t\/a|trading as|doing business as)\s+(\S.*)$/i.exec(value)?.[1] ?? value;
	return name.replace(/[\s,(-]+(?:hq|headquarters|head office|main office)\s*\)?\s*$/i, '') || name;
}

/** `Lee, Ann` is Ann Lee; `Ann Lee, PhD` stays. */
function wholeName(value: string): string | undefined {
	const comma = value.indexOf(',');
	if (comma < 0) return nameWords(value);
	const [before, after] = [nameWords(value.slice(0, comma)), nameWords(value.slice(comma + 1))];
	if (before === undefined || after === undefined) return before ?? after;
	return titles.has(after) ? before : `${after} ${before}`;
}

/**
 * A number as it is dialled inside its country, at most its last ten digits: without country code, trunk zero and extension;
 * fewer than five digits are no number.
 */
function phoneDigits(value: string): string | undefined {
	const main = value.slice(0, mostInPhone).split(/(?:ext|x|#|;|durchwahl)[.:]?\s*\d+\s*$/i, 1)[0];
	const isInternational = /^\s*\(?\s*(?:\+|00)/.test(main);
	const digits = main.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '');
	const national = isInternational ? digits.replace(callingCode, '').replace(/^0/, '') : digits;
	if (national.length < 5 || /^(\d)\1*$/.test(national)) return undefined;
	return national.slice(-10);
}

const mostInPhone = 80;
/** Country codes of one and two digits (ITU-T E.164); all others have three. */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Year, month and day as eight digits where the text tells them apart, else its digits. */
function dateDigits(value: string): string | undefined {
	const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(value.trim());
	if (iso) return iso[1] + iso[2].padStart(2, '0') + iso[3].padStart(2, '0');
	const digits = value.replace(/\D/g, '');
	return digits.length >= 4 ? digits.slice(0, 8) : undefined;
}
