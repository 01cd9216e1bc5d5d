import { parse } from 'tldts';
import { freemailDomains } from './freemail-domains';
import { legalPrefixes, legalSuffixes, longestSuffixWords } from './legal-suffixes';

/** Names this set of normalisers; goes into every input hash, so that a changed normaliser changes every hash knowingly. */
export const normalFormScheme = 'normal-forms-1';

/** What people type into a required company field when they have none; as a key it would join strangers. */
const placeholderNames = new Set(
	'n a,na,none,null,nil,unknown,undefined,not provided,not applicable,not available,tbd,tba,self,self employed,selfemployed,individual,personal,private,freelance,freelancer,student,retired,unemployed,test,xxx'.split(','),
);

const lettersWithoutDecomposition: Readonly<Record<string, string>> = {
	ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i',
};

/**
 * The address under which a mailbox is known, or `undefined` when the text is not one address. Gmail ignores dots
 * and plus tags, so they go; elsewhere a plus tag may name another mailbox, and joining two people is worse than
 * missing one, so it stays.
 */
export function normalizeEmail(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim().toLowerCase().replace(/^mailto:/, '');
	const match = /^([^\s@"<>(),;:[\]\\]{1,64})@([^\s@/:?#]{1,253})$/.exec(text);
	if (!match) return undefined;
	const host = asciiHost(match[2]);
	if (!host || !registrableDomain(host)) return undefined;
	if (host !== 'gmail.com' && host !== 'googlemail.com') return `${match[1]}@${host}`;
	const mailbox = match[1].split('+')[0].replaceAll('.', '');
	return mailbox === '' ? undefined : `${mailbox}@gmail.com`;
}

/**
 * The registrable domain of a web site, URL or e-mail address in lower case ASCII; the first, when the text lists
 * several. Sites under a shared host are domains of their own (`acme.github.io`). `undefined` when there is none.
 */
export function normalizeDomain(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const first = value.trim().toLowerCase().split(/[\s,;|]+/)[0];
	return first === '' ? undefined : registrableDomain(asciiHost(first.replace(/^mailto:/, '')));
}

/** Whether a registrable domain belongs to a free or disposable mail provider and so says nothing about the company. */
export function isFreemailDomain(domain: string): boolean {
	return freemailDomains().has(domain);
}

/** The first registrable domain among the values that is not a mail provider's; `undefined` when none is. */
export function companyDomainOf(...values: readonly unknown[]): string | undefined {
	for (const value of values) {
		const domain = normalizeDomain(value);
		if (domain !== undefined && !isFreemailDomain(domain)) return domain;
	}
	return undefined;
}

/**
 * The company name without what two spellings of it may differ in: case, accents, punctuation, a leading article,
 * the legal form. Never stripped to nothing (`The Limited` is `limited`); `undefined` for blanks and placeholders.
 */
export function normalizeCompanyName(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const words = plainWords(value).replace(/^the (?=.)/, '');
	const name = withoutLegalForm(words);
	return name === '' || placeholderNames.has(name) ? undefined : name;
}

/** Free text for comparison: lower case, accents folded, `&` and `+` as words, single spaces; '' when nothing is left. */
export function plainWords(text: string): string {
	return text
		.replace(/[™®©℠]/g, ' ')
		.normalize('NFKD')
		// Only Latin, Greek and Cyrillic accents: the marks of other scripts tell letters apart.
		.replace(/[\u0300-\u036f]/g, '')
		.normalize('NFC')
		.toLowerCase()
		.replace(/[ßæœøłđðþı]/g, (letter) => lettersWithoutDecomposition[letter])
		.replace(/[&+]/g, ' and ')
		.replace(/['’‘`´]/g, '')
		.replace(/(?<=(?:^|[^\p{L}\p{N}])\p{L})\.(?=\p{L}|\s|,|$)/gu, '') // S.p.A. is one word
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
		.trim();
}

function withoutLegalForm(name: string): string {
	const prefix = legalPrefixes.find((form) => name.startsWith(`${form} `));
	let words = (prefix ? name.slice(prefix.length + 1) : name).split(' ');
	for (let count = suffixLength(words); count > 0; count = suffixLength(words)) words = words.slice(0, -count);
	return words.join(' ');
}

/** Words of the longest legal suffix that leaves at least one word of the name; 0 when there is none. */
function suffixLength(words: readonly string[]): number {
	for (let count = Math.min(longestSuffixWords, words.length - 1); count > 0; count -= 1) {
		if (legalSuffixes.has(words.slice(-count).join(' '))) return count;
	}
	return 0;
}

function registrableDomain(host: string | undefined): string | undefined {
	if (host === undefined) return undefined;
	return parse(host, { allowPrivateDomains: true }).domain ?? undefined;
}

/** Punycode for international names, so that both spellings of `münchen.de` are one domain. */
function asciiHost(text: string): string | undefined {
	const host = parse(text).hostname?.replace(/\.$/, '');
	if (!host || /^[\x21-\x7e]+$/.test(host)) return host ?? undefined;
	return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}
