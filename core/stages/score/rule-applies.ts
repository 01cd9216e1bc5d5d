import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { companyDomainOf, isFreemailDomain, normalizeDomain } from '../../record/normal-forms';
import { plainWords } from '../../record/plain-words';
import type { SalesforceRecord } from '../../record/record-item';
import type { ScoreRule } from './scorecard';

const longestQuote = 60;
/** Salesforce's longest text area holds 131,072 characters; what stands behind this many decides no rule. */
const longestText = 32_768;
const wantedByRule = new WeakMap<ScoreRule, Wanted>();

/** What a rule looks for, made once per rule: a list of titles would otherwise be read again for every record. */
interface Wanted {
	readonly values: ReadonlySet<string>;
	/** How many words the values have, each number once. */
	readonly wordCounts: readonly number[];
	readonly list: string;
}

/** The reason in words when the rule holds for the record, `undefined` when it does not. */
export function reasonFor(rule: ScoreRule, record: SalesforceRecord): string | undefined {
	const value = readField(record, rule.field);
	if (isBlank(value)) return rule.operator === 'is_blank' ? (rule.reason ?? `${rule.field} is blank`) : undefined;
	if (!holds(rule, value)) return undefined;
	return rule.reason ?? `${rule.field} ${quoted(value)} ${phraseOf(rule)}`;
}

/** `value` is not blank. */
function holds(rule: ScoreRule, value: unknown): boolean {
	switch (rule.operator) {
		case 'is_set':
			return true;
		case 'is_blank':
			return false;
		case 'equals':
			return isEqual(value, rule.value);
		case 'one_of':
			return isOneOf(value, rule);
		case 'contains':
			return containsAny(value, rule);
		case 'at_least':
			return Number(value) >= Number(rule.value);
		case 'below':
			return Number(value) < Number(rule.value);
		case 'matches_domain_kind':
			return domainKindOf(value) === rule.value;
	}
}

function isEqual(value: unknown, expected: unknown): boolean {
	if (typeof expected === 'number') return Number(value) === expected;
	return String(value).trim().toLowerCase() === String(expected).trim().toLowerCase();
}

function isOneOf(value: unknown, rule: ScoreRule): boolean {
	const { values } = wanted(rule, (option) => (typeof option === 'number' ? numeric(option) : caseless(option)));
	return values.has(caseless(value)) || values.has(numeric(value));
}

/** Told from every text by its first character. */
function numeric(value: unknown): string {
	return `\0${Number(value)}`;
}

function caseless(value: unknown): string {
	return String(value).trim().toLowerCase();
}

/** Whole words, so that `vp` is not found in `MVP` nor `cto` in `Director`; each word of the text is visited once per length. */
function containsAny(value: unknown, rule: ScoreRule): boolean {
	const { values, wordCounts } = wanted(rule, (words) => plainWords(String(words)));
	const words = plainWords(String(value).slice(0, longestText)).split(' ');
	return words.some((_, at) => wordCounts.some((count) => values.has(words.slice(at, at + count).join(' '))));
}

function wanted(rule: ScoreRule, normalize: (value: unknown) => string): Wanted {
	const known = wantedByRule.get(rule);
	if (known) return known;
	const values = new Set(
		[rule.value]
			.flat()
			.map(normalize)
			.filter((text) => text !== ''),
	);
	const wordCounts = [...new Set([...values].map((text) => text.split(' ').length))];
	const made = { values, wordCounts, list: [rule.value].flat().slice(0, longestQuote).join('" or "') };
	wantedByRule.set(rule, made);
	return made;
}

function domainKindOf(value: unknown): 'company' | 'freemail' | undefined {
	if (companyDomainOf(value) !== undefined) return 'company';
	const domain = normalizeDomain(value);
	return domain !== undefined && isFreemailDomain(domain) ? 'freemail' : undefined;
}

function phraseOf(rule: ScoreRule): string {
	switch (rule.operator) {
		case 'is_set':
			return 'is set';
		case 'contains':
			return `contains ${quoted(wantedByRule.get(rule)?.list)}`;
		case 'at_least':
			return `is at least ${rule.value}`;
		case 'below':
			return `is below ${rule.value}`;
		case 'matches_domain_kind':
			return `is under a ${rule.value === 'company' ? "company's" : "mail provider's"} domain`;
		default:
			return 'is one of the wanted values';
	}
}

function quoted(value: unknown): string {
	const text = String(value).trim();
	return `"${text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text}"`;
}
