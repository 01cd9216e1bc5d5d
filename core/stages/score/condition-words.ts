import type { FieldRule } from './scorecard';

const longestQuote = 60;
/** Of a long list so many values are looked at for the quote, which holds even fewer. */
const mostQuoted = 60;

const wordsByRule = new WeakMap<FieldRule, string>();

/** What a rule has found a value to be: `is at least 200`, `contains "vp" or "cto"`. */
export function conditionWords(rule: FieldRule): string {
	const known = wordsByRule.get(rule);
	if (known !== undefined) return known;
	const words = wordsOf(rule);
	wordsByRule.set(rule, words);
	return words;
}

function wordsOf(rule: FieldRule): string {
	const { operator, value } = rule;
	switch (operator) {
		case 'is_set':
			return 'is set';
		case 'contains':
		case 'not_contains':
			return `${operator === 'contains' ? 'contains' : 'does not contain'} ${listQuoted(value)}`;
		case 'starts_with':
			return `starts with ${listQuoted(value)}`;
		case 'ends_with':
			return `ends with ${listQuoted(value)}`;
		case 'between':
			return `is ${[value].flat().join(' to ')}`;
		case 'matches_domain_kind':
			return `is under a ${value === 'company' ? "company's" : "mail provider's"} domain`;
		case 'not_equals':
		case 'none_of':
			return 'is none of the unwanted values';
		case 'includes_all':
			return 'has all of the wanted values';
		case 'within_days':
			return `is at most ${days(value)} ago`;
		case 'older_than_days':
			return `is more than ${days(value)} ago`;
		case 'in_next_days':
			return `is in the next ${days(value)}`;
		case 'at_least':
		case 'at_most':
		case 'above':
		case 'below':
		case 'before':
			return `is ${operator.replace('_', ' ')} ${String(value)}`;
		case 'since':
			return `is on or after ${String(value)}`;
		default:
			return 'is one of the wanted values';
	}
}

/** A value in quotes, at a readable length. */
export function quoted(value: unknown): string {
	const text = String(value).trim();
	return `"${text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text}"`;
}

function listQuoted(value: unknown): string {
	return quoted([value].flat().slice(0, mostQuoted).join('" or "'));
}

function days(value: unknown): string {
	return Number(value) === 1 ? '1 day' : `${String(value)} days`;
}
