import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import type { RuleCondition, RuleOperator, ValidationRule } from '../org/seed';
import type { SObjectType } from '../schema/schema';
import { recordError } from './save-result';

type Values = Readonly<Record<string, SQLInputValue>>;

const holds: Record<RuleOperator, (actual: SQLInputValue, expected: SQLInputValue) => boolean> = {
	'=': (actual, expected) => actual === expected,
	'!=': (actual, expected) => actual !== expected,
	'<': (actual, expected) => actual !== null && expected !== null && actual < expected,
	'>': (actual, expected) => actual !== null && expected !== null && actual > expected,
	blank: (actual) => actual === null,
	notBlank: (actual) => actual !== null,
	contains: (actual, expected) => typeof actual === 'string' && actual.includes(String(expected)),
};

/** Every rule of the object whose condition the record meets, as refusals. */
export function checkValidationRules(
	rules: readonly ValidationRule[],
	type: SObjectType,
	record: Values,
): RecordError[] {
	if (rules.length === 0) return [];
	return rules
		.filter((rule) => rule.object.toLowerCase() === type.name.toLowerCase() && meetsConditions(rule.when, record))
		.map((rule) => recordError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field ? [rule.field] : []));
}

/** One condition or several, as a list. */
export function conditionList(when: RuleCondition | readonly RuleCondition[]): readonly RuleCondition[] {
	return [when].flat();
}

/** Whether a record, as stored, meets all conditions. */
export function meetsConditions(when: RuleCondition | readonly RuleCondition[], record: Values): boolean {
	return conditionList(when).every(({ field, op, value }) => {
		const expected = typeof value === 'boolean' ? Number(value) : ((value ?? null) as SQLInputValue);
		return holds[op](record[field] ?? null, expected);
	});
}
