import { soqlLikeLiteral, soqlLiteral } from '../../../salesforce/soql';
import { plainWords } from '../../../record/plain-words';
import { normalizeCompanyName } from '../../../record/normal-forms';
import { domainOfPerson } from '../lead-to-account/company-of';
import { labelOf } from '../lead-to-account/company-comparisons';
import { writtenOut } from '../lead-to-account/company-words';
import type { LinkageRecord } from '../linkage/fields';
import { anyOf, askable, fewAsked, longestValue, phoneCondition, queriesFor } from './query-parts';

/**
 * Queries for accounts of these people or companies: by web site, by the name with a slip or an abbreviation in it, by phone where
 * nothing else is known, and by a domain that is a name. `also` must hold beside any of them.
 */
export function accountQueries(fields: readonly string[], records: readonly LinkageRecord[], also?: string): string[] {
	const domains = [...new Set(records.flatMap((record) => domainOfPerson(record) ?? []))];
	const byDomain = domains.map((domain) => `Website LIKE ${soqlLikeLiteral(domain, 'anywhere')}`);
	const byName = records.flatMap((record) => {
		const patterns = namePatterns(askable(record.company, longestValue.company));
		if (patterns.length > 0) return patterns.map((pattern) => `Name LIKE '${pattern}'`);
		const domain = domainOfPerson(record);
		return domain === undefined ? phoneCondition(record) : spelledCondition(domain);
	});
	// The rows of common names must not crowd out those of web sites.
	const lists = records.length <= fewAsked ? [[...byDomain, ...byName]] : [byDomain, byName];
	return lists.flatMap((conditions) => queriesFor('Account', fields, conditions, also));
}

/** Contacts with the very addresses of these people; their accounts' fields come along. */
export function contactsOfAddresses(
	fields: readonly string[],
	records: readonly LinkageRecord[],
	also: string,
): string[] {
	const emails = records.map(({ email }) => askable(email, longestValue.email)).filter((email) => email.includes('@'));
	return queriesFor(
		'Contact',
		fields,
		anyOf(
			'Email',
			emails.map((email) => soqlLiteral(email)),
		),
		also,
	);
}

/** Contacts with addresses of these domains, whose accounts may be those of the people asked for. */
export function contactsOfDomains(fields: readonly string[], domains: readonly string[], also: string): string[] {
	const addresses = domains.map((domain) => `Email LIKE ${soqlLikeLiteral(`@${domain}`, 'end')}`);
	return queriesFor('Contact', fields, addresses, also);
}

const joining = new Set(['and', 'the', 'of', 'und', 'et', 'y', 'e', 'de', 'la', 'der', 'die', 'das']);
const lettersBeforeSlip = 3;
const lettersOfNext = 2;
const leastForSlip = 4;
const leastForEnd = 7;
const leastSpelled = 4;
const mostSpelled = 15;

/**
 * Patterns of LIKE for a company's name as somebody else may have typed it: the first word whole and the beginning of the second, and the
 * other way round, so that one slip is forgiven; letters that are written in several ways stand open.
 */
export function namePatterns(company: string): string[] {
	if (normalizeCompanyName(company) === undefined) return [];
	const normal = new Set(normalizeCompanyName(company)!.split(' '));
	// As they were typed, because LIKE tells accents apart; without what the normal form leaves out.
	const typed = company
		.split(/[\s,;/()&+"“”„]+/)
		.map((word) => word.replace(/(?<=.)\.(?:com|net|org|io|ai)$/i, '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
		.filter(
			(word) =>
				word !== '' &&
				!joining.has(plainWords(word)) &&
				plainWords(word)
					.split(' ')
					.some((each) => normal.has(each)),
		);
	const [first, second] = typed.length > 0 ? typed : [company];
	const [whole, beginning] = [open(first), open(beginningOf(first, lettersBeforeSlip))];
	if (second === undefined)
		return first.length < leastForEnd
			? [`${whole}%`]
			: [`${whole}%`, `${beginning}%${open([...first].slice(-lettersBeforeSlip).join(''))}%`];
	const next = open(beginningOf(second, lettersOfNext));
	// `AT&T`, `AT & T`: what is short begins too many names to leave open what follows.
	if (first.length < lettersBeforeSlip) return ['_', '__', '___'].map((between) => `${whole}${between}${next}%`);
	return first.length < leastForSlip ? [`${whole}%${next}%`] : [`${whole}%${next}%`, `${beginning}%${open(second)}%`];
}

/** A word as a pattern: any letter but plain ones is one or two others elsewhere, and abbreviations are the beginning of what they stand for. */
function open(word: string): string {
	const plain = plainWords(word);
	const isShort = Object.hasOwn(writtenOut, plain) && writtenOut[plain].startsWith(plain[0]);
	const text = isShort ? word.slice(0, commonBeginning(plain, writtenOut[plain])) : word;
	const parts = text.split(/([aouAOU]e|[^\x20-\x7e]+|['’`´.-]+)/u);
	return (
		parts.map((part, at) => (at % 2 === 1 ? '%' : soqlLikeLiteral(part, 'end').slice(2, -1))).join('') +
		(isShort ? '%' : '')
	);
}

/** By whole characters: half of one is none. */
function beginningOf(word: string, letters: number): string {
	return [...word].slice(0, letters).join('');
}

function commonBeginning(one: string, other: string): number {
	let length = 0;
	while (length < one.length && one[length] === other[length]) length += 1;
	return Math.max(1, length);
}

/** `Acme Widgets` by `acmewidgets.com`: its letters in their order, whatever stands between. */
function spelledCondition(domain: string): string[] {
	const label = labelOf(domain);
	// Those that may be written with two dots or another accent are left open.
	const letters = label.slice(0, 1) + label.slice(1).replace(/[aou]/g, '');
	if (letters.length < leastSpelled || letters.length > mostSpelled || !/^[a-z0-9]+$/.test(letters)) return [];
	return [`Name LIKE '${[...letters].join('%')}%'`];
}
