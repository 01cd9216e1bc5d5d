import {
	isNumber,
	isObject,
	isScalar,
	isWord,
	type Json,
	numberFaults,
	pathFaults,
	textFaults,
	unknownKeys,
} from './document-faults';
import { dateFrom } from './predictive/data/cell';
import { relatedRuleFaults } from './related/parse-related';
import { scoreOperators, type ScoreOperator } from './scorecard';

/** Most values that one rule compares with. */
export const maxRuleValues = 10_000;

/** A hundred years. */
const longestDays = 36_525;

const ruleKeys = ['name', 'operator', 'value', 'points', 'reason', 'group', 'decay'];

/** Every fault of a rule, each with its place, which begins with `at`. */
export function ruleFaults(rule: unknown, at: string): string[] {
	if (!isObject(rule)) return [`${at.slice(0, -1)}: must be an object.`];
	const optional = ['reason', 'group'].filter((key) => rule[key] !== undefined);
	const common = [
		...textFaults(rule, ['name', ...optional], at),
		...(Number.isInteger(rule.points) && rule.points !== 0
			? []
			: [`${at}points: must be a whole number other than 0.`]),
	];
	if (rule.related !== undefined) {
		return [
			...unknownKeys(rule, [...ruleKeys, 'related', 'most'], at),
			...common,
			...decayFaults(rule, at, ['halfLifeDays']),
			...relatedRuleFaults(rule, at),
		];
	}
	return [
		...unknownKeys(rule, [...ruleKeys, 'field'], at),
		...textFaults(rule, ['field'], at),
		...pathFaults(rule.field, `${at}field`),
		...common,
		...decayFaults(rule, at, ['halfLifeDays', 'from']),
		...conditionFaults(rule, at),
	];
}

function decayFaults({ decay, operator }: Json, at: string, known: readonly string[]): string[] {
	if (decay === undefined) return [];
	if (!isObject(decay)) return [`${at}decay: must be an object with halfLifeDays.`];
	const { halfLifeDays, from } = decay;
	return [
		...unknownKeys(decay, known, `${at}decay.`),
		...numberFaults(halfLifeDays ?? null, `${at}decay.halfLifeDays`, 0, longestDays),
		...(from === undefined ? [] : textFaults(decay, ['from'], `${at}decay.`)),
		...pathFaults(from, `${at}decay.from`),
		...(operator === 'is_blank' && from === undefined
			? [`${at}decay.from: name the date that the age counts from, because a blank field has none.`]
			: []),
	];
}

function conditionFaults({ operator, value }: Json, at: string): string[] {
	if (!(scoreOperators as readonly unknown[]).includes(operator))
		return [`${at}operator: must be one of ${scoreOperators.join(', ')}.`];
	const demand = valueDemand(operator as ScoreOperator, value);
	return demand ? [`${at}value: ${demand}`] : [];
}

/** What the operator asks of its value when it does not have it. */
function valueDemand(operator: ScoreOperator, value: unknown): string | undefined {
	if (Array.isArray(value) && value.length > maxRuleValues)
		return `has ${value.length} values, and at most ${maxRuleValues} are read.`;
	switch (operator) {
		case 'is_set':
		case 'is_blank':
			return value === undefined ? undefined : `${operator} takes none.`;
		case 'equals':
		case 'not_equals':
			return isScalar(value) ? undefined : 'must be a text, a number, true or false.';
		case 'one_of':
		case 'none_of':
			return isListOf(value, isScalar) ? undefined : 'must be a list of texts or numbers.';
		case 'contains':
		case 'not_contains':
		case 'starts_with':
		case 'ends_with':
		case 'includes_any':
		case 'includes_all':
			return isListOf([value].flat(), isWord) ? undefined : 'must be a text or a list of texts.';
		case 'at_least':
		case 'at_most':
		case 'above':
		case 'below':
			return isNumber(value) ? undefined : 'must be a number.';
		case 'between':
			return isRange(value) ? undefined : 'must be a list of two numbers, the lowest first.';
		case 'matches_domain_kind':
			return value === 'company' || value === 'freemail' ? undefined : 'must be "company" or "freemail".';
		case 'within_days':
		case 'older_than_days':
		case 'in_next_days':
			return isNumber(value) && value >= 0 && value <= longestDays
				? undefined
				: `must be a number of days from 0 to ${longestDays}.`;
		case 'before':
		case 'since':
			return isDay(value) ? undefined : 'must be a day such as 2026-11-21.';
	}
}

function isListOf(value: unknown, isOne: (each: unknown) => boolean): boolean {
	return Array.isArray(value) && value.length > 0 && value.every(isOne);
}

function isRange(value: unknown): boolean {
	return Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] <= value[1];
}

function isDay(value: unknown): boolean {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(dateFrom(value));
}
