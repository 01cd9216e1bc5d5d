import { companyDomainOf, isFreemailDomain, normalizeDomain } from '../../record/normal-forms';
import { plainWords } from '../../record/plain-words';
import { ageInDays } from './age';
import { dateFrom } from './predictive/data/cell';
import type { FieldRule } from './scorecard';

/** Salesforce's longest text area holds 131,072 characters; what stands behind this many decides no rule. */
const longestText = 32_768;
const wantedByRule = new WeakMap<FieldRule, Wanted>();

/** What a rule looks for, made once per rule: a list of titles would otherwise be read again for every record. */
interface Wanted {
	readonly values: ReadonlySet<string>;
	/** How many words the values have, each number once. */
	readonly wordCounts: readonly number[];
}

/** Whether the value, which is not blank, is what the rule asks for as of `now`. */
export function holds(rule: FieldRule, value: unknown, now: Date): boolean {
	switch (rule.operator) {
		case 'is_set':
			return true;
		case 'is_blank':
			return false;
		case 'equals':
			return isEqual(value, rule.value);
		case 'not_equals':
			return !isEqual(value, rule.value);
		case 'one_of':
			return isOneOf(value, rule);
		case 'none_of':
			return !isOneOf(value, rule);
		case 'contains':
			return containsAny(value, rule);
		case 'not_contains':
			return !containsAny(value, rule);
		case 'starts_with':
			return texts(rule).some((text) => caseless(value).startsWith(text));
		case 'ends_with':
			return texts(rule).some((text) => caseless(value).endsWith(text));
		case 'includes_any':
		case 'includes_all':
			return includesValues(value, rule);
		case 'matches_domain_kind':
			return domainKindOf(value) === rule.value;
		default:
			return isWithin(rule, value, now);
	}
}

/** By number or date; what is none holds for nothing. */
function isWithin({ operator, value: wanted }: FieldRule, value: unknown, now: Date): boolean {
	const [low, high] = [wanted].flat().map(Number);
	switch (operator) {
		case 'at_least':
			return Number(value) >= low;
		case 'at_most':
			return Number(value) <= low;
		case 'above':
			return Number(value) > low;
		case 'below':
			return Number(value) < low;
		case 'between':
			return Number(value) >= low && Number(value) <= high;
		case 'within_days':
			return isBetween(ageInDays(value, now), 0, low);
		case 'older_than_days':
			return ageInDays(value, now) > low;
		case 'in_next_days':
			return isBetween(-ageInDays(value, now), 0, low);
		case 'before':
			return dateFrom(value) < dateFrom(wanted);
		default:
			return dateFrom(value) >= dateFrom(wanted);
	}
}

function isBetween(value: number, low: number, high: number): boolean {
	return value >= low && value <= high;
}

function isEqual(value: unknown, expected: unknown): boolean {
	if (typeof expected === 'number') return Number(value) === expected;
	return caseless(value) === caseless(expected);
}

function isOneOf(value: unknown, rule: FieldRule): boolean {
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

function texts(rule: FieldRule): string[] {
	return [...wanted(rule, caseless).values];
}

/** Of a multi-select picklist, whose values Salesforce separates by semicolons. */
function includesValues(value: unknown, rule: FieldRule): boolean {
	const held = new Set(String(value).split(';').map(caseless));
	const asked = texts(rule);
	return rule.operator === 'includes_all'
		? asked.every((each) => held.has(each))
		: asked.some((each) => held.has(each));
}

/** Whole words, so that `vp` is not found in `MVP` nor `cto` in `Director`; each word of the text is visited once per length. */
function containsAny(value: unknown, rule: FieldRule): boolean {
	const { values, wordCounts } = wanted(rule, (words) => plainWords(String(words)));
	const words = plainWords(String(value).slice(0, longestText)).split(' ');
	return words.some((_, at) => wordCounts.some((count) => values.has(words.slice(at, at + count).join(' '))));
}

function wanted(rule: FieldRule, normalize: (value: unknown) => string): Wanted {
	const known = wantedByRule.get(rule);
	if (known) return known;
	const values = new Set(
		[rule.value]
			.flat()
			.map(normalize)
			.filter((text) => text !== ''),
	);
	const wordCounts = [...new Set([...values].map((text) => text.split(' ').length))];
	const made = { values, wordCounts };
	wantedByRule.set(rule, made);
	return made;
}

type DomainKind = 'company' | 'freemail' | undefined;

/** Addresses of one company are many; what is no plain address is looked at as it is. */
const plainAddress = /^[\w.+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;
const mostDomains = 20_000;
const kindByDomain = new Map<string, DomainKind>();

function domainKindOf(value: unknown): DomainKind {
	const domain = typeof value === 'string' ? plainAddress.exec(value)?.[1] : undefined;
	if (domain === undefined) return lookAtDomain(value);
	if (kindByDomain.has(domain)) return kindByDomain.get(domain);
	const kind = lookAtDomain(value);
	if (kindByDomain.size < mostDomains) kindByDomain.set(domain, kind);
	return kind;
}

function lookAtDomain(value: unknown): DomainKind {
	if (companyDomainOf(value) !== undefined) return 'company';
	const domain = normalizeDomain(value);
	return domain !== undefined && isFreemailDomain(domain) ? 'freemail' : undefined;
}
