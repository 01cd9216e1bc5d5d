import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import type { RuleOperator, ValidationRule } from '../org/seed';
import type { SObjectType } from '../schema/schema';
import { recordError } from './save-result';

const HOLDS: Record<RuleOperator, (actual: SQLInputValue, expected: SQLInputValue) => boolean> = {
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
	record: Readonly<Record<string, SQLInputValue>>,
): RecordError[] {
	return rules
		.filter((rule) => rule.object.toLowerCase() === type.name.toLowerCase() && ruleHolds(rule, record))
		.map((rule) => recordError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field ? [rule.field] : []));
}

function ruleHolds({ when }: ValidationRule, record: Readonly<Record<string, SQLInputValue>>): boolean {
	const expected = typeof when.value === 'boolean' ? Number(when.value) : ((when.value ?? null) as SQLInputValue);
	return HOLDS[when.op](record[when.field] ?? null, expected);
}
