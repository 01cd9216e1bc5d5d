import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { companyDomainOf, normalizeDomain, plainWords } from '../../record/normal-forms';
import type { SalesforceRecord } from '../../record/record-item';
import type { ScoreRule } from './scorecard';

const longestQuote = 60;
const wantedWordsByRule = new WeakMap<ScoreRule, readonly string[]>();

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
			return (rule.value as unknown[]).some((option) => isEqual(value, option));
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

/** Whole words, so that `vp` is not found in `MVP` nor `cto` in `Director`. */
function containsAny(value: unknown, rule: ScoreRule): boolean {
	const text = ` ${plainWords(String(value))} `;
	return wantedWords(rule).some((words) => text.includes(words));
}

/** Kept per rule: a list of titles would otherwise be normalised again for every record. */
function wantedWords(rule: ScoreRule): readonly string[] {
	const known = wantedWordsByRule.get(rule);
	if (known) return known;
	const wanted = ([rule.value].flat() as string[]).map((words) => ` ${plainWords(words)} `);
	wantedWordsByRule.set(rule, wanted);
	return wanted;
}

function domainKindOf(value: unknown): 'company' | 'freemail' | undefined {
	if (companyDomainOf(value) !== undefined) return 'company';
	return normalizeDomain(value) === undefined ? undefined : 'freemail';
}

function phraseOf(rule: ScoreRule): string {
	switch (rule.operator) {
		case 'is_set':
			return 'is set';
		case 'contains':
			return `contains ${quoted([rule.value].flat().join('" or "'))}`;
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
