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
} from '../document-faults';
import { countOperators, relatedOperators } from '../scorecard';

const namePattern = /^[A-Za-z]\w*$/;
const mostConditions = 20;
const mostConditionValues = 200;
const longestWindowDays = 3_650;
const mostRelated = 1_000_000;

/** Every fault of what a rule says of related records, each with its place, which begins with `at`. */
export function relatedRuleFaults({ related, operator, value, most, decay }: Json, at: string): string[] {
	return [
		...relatedFaults(related, `${at}related`, decay !== undefined),
		...countFaults(operator, value, at),
		...(most === undefined || operator === 'each'
			? numberFaults(most, `${at}most`, 0, 1_000)
			: [`${at}most: only each takes it.`]),
		...(decay !== undefined && ['is_blank', 'below', 'equals'].includes(String(operator))
			? [`${at}decay: ${String(operator)} takes none, because no record is the newest of those that are missing.`]
			: []),
	];
}

function countFaults(operator: unknown, value: unknown, at: string): string[] {
	if (!(countOperators as readonly unknown[]).includes(operator))
		return [`${at}operator: must be one of ${countOperators.join(', ')}, because the rule counts related records.`];
	if (['each', 'is_set', 'is_blank'].includes(String(operator)))
		return value === undefined ? [] : [`${at}value: ${String(operator)} takes none.`];
	const isCount = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= mostRelated;
	return isCount ? [] : [`${at}value: must be a whole number from 0 on.`];
}

function relatedFaults(related: unknown, at: string, decays: boolean): string[] {
	if (!isObject(related)) return [`${at}: must be an object with the related object.`];
	const { object, by, where, lastDays, date } = related;
	const isName = (value: unknown) => typeof value === 'string' && namePattern.test(value);
	return [
		...unknownKeys(related, ['object', 'by', 'where', 'lastDays', 'date'], `${at}.`),
		...(isName(object) ? [] : [`${at}.object: must be the API name of an object, such as Task.`]),
		...(by === undefined || isName(by) ? [] : [`${at}.by: must be the API name of a look-up, such as WhoId.`]),
		...numberFaults(lastDays, `${at}.lastDays`, 0, longestWindowDays),
		...(date === undefined ? [] : textFaults(related, ['date'], `${at}.`)),
		...pathFaults(date, `${at}.date`),
		...(date !== undefined && lastDays === undefined && !decays
			? [`${at}.date: is for lastDays or a decay, and there is neither.`]
			: []),
		...whereFaults(where, `${at}.where`),
	];
}

function whereFaults(where: unknown, at: string): string[] {
	if (where === undefined) return [];
	if (!Array.isArray(where) || where.length > mostConditions)
		return [`${at}: must be a list of at most ${mostConditions} conditions.`];
	return where.flatMap((condition, index) => conditionFaults(condition, `${at}[${index}]`));
}

function conditionFaults(condition: unknown, at: string): string[] {
	if (!isObject(condition)) return [`${at}: must be an object.`];
	const { field, operator, value } = condition;
	const faults = [
		...unknownKeys(condition, ['field', 'operator', 'value'], `${at}.`),
		...textFaults(condition, ['field'], `${at}.`),
		...pathFaults(field, `${at}.field`),
	];
	if (!(relatedOperators as readonly unknown[]).includes(operator))
		return [...faults, `${at}.operator: must be one of ${relatedOperators.join(', ')}.`];
	const demand = valueDemand(String(operator), value);
	return demand ? [...faults, `${at}.value: ${demand}`] : faults;
}

function valueDemand(operator: string, value: unknown): string | undefined {
	switch (operator) {
		case 'is_set':
		case 'is_blank':
			return value === undefined ? undefined : `${operator} takes none.`;
		case 'one_of':
		case 'none_of':
			return Array.isArray(value) && value.length > 0 && value.length <= mostConditionValues && value.every(isScalar)
				? undefined
				: `must be a list of at most ${mostConditionValues} texts or numbers.`;
		case 'starts_with':
			return isWord(value) ? undefined : 'must be a text.';
		case 'equals':
		case 'not_equals':
			return isScalar(value) ? undefined : 'must be a text, a number, true or false.';
		default:
			return isNumber(value) || isWord(value) ? undefined : 'must be a number or a date.';
	}
}
