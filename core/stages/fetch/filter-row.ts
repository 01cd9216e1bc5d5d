import { EnrichmentError } from '../../errors';
import type { FieldDescription } from '../../salesforce/client';
import { soqlDay, soqlIdLiteral, soqlLikeLiteral, soqlLiteral } from '../../salesforce/soql';

export const filterOperators = [
	'equals',
	'notEquals',
	'contains',
	'notContains',
	'startsWith',
	'endsWith',
	'greater',
	'greaterOrEqual',
	'less',
	'lessOrEqual',
	'in',
	'notIn',
	'isEmpty',
	'isNotEmpty',
	'lastNDays',
	'olderThanNDays',
	'nextNDays',
	'includes',
	'excludes',
] as const;

export type FilterOperator = (typeof filterOperators)[number];

/** One condition of a filter: field, operator, value. */
export interface FilterRow {
	/** A field path, e.g. `Industry` or `Account.Name`. */
	readonly field: string;
	readonly operator: FilterOperator;
	/** Several values as a list, or as text with commas; `isEmpty` and `isNotEmpty` read none. */
	readonly value: unknown;
}

type ValueKind = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'id' | 'multi';

const kindByType: Readonly<Record<string, ValueKind>> = {
	...Object.fromEntries(['string', 'email', 'phone', 'url', 'textarea', 'picklist', 'combobox'].map((type) => [type, 'text'])),
	...Object.fromEntries(['int', 'long', 'double', 'currency', 'percent'].map((type) => [type, 'number'])),
	...{ boolean: 'boolean', date: 'date', datetime: 'datetime', id: 'id', reference: 'id', multipicklist: 'multi' },
};

const equality: readonly FilterOperator[] = ['equals', 'notEquals'];
const emptiness: readonly FilterOperator[] = ['isEmpty', 'isNotEmpty'];
const comparison: readonly FilterOperator[] = ['greater', 'greaterOrEqual', 'less', 'lessOrEqual'];
const membership: readonly FilterOperator[] = ['in', 'notIn'];
const dayRanges: readonly FilterOperator[] = ['lastNDays', 'olderThanNDays', 'nextNDays'];

const operatorsByKind: Readonly<Record<ValueKind, readonly FilterOperator[]>> = {
	text: [...equality, 'contains', 'notContains', 'startsWith', 'endsWith', ...membership, ...emptiness],
	number: [...equality, ...comparison, ...membership, ...emptiness],
	// A checkbox is never empty.
	boolean: equality,
	date: [...equality, ...comparison, ...dayRanges, ...emptiness],
	datetime: [...comparison, ...dayRanges, ...emptiness],
	id: [...equality, ...membership, ...emptiness],
	multi: [...equality, 'includes', 'excludes', ...emptiness],
};

const signs: Partial<Record<FilterOperator, string>> = {
	...{ equals: '=', notEquals: '!=', greater: '>', greaterOrEqual: '>=', less: '<', lessOrEqual: '<=' },
	...{ in: 'IN', notIn: 'NOT IN', includes: 'INCLUDES', excludes: 'EXCLUDES' },
};

/** The operators that a field of this describe type takes; empty when SOQL cannot filter by it. */
export function operatorsFor({ type, length }: Pick<FieldDescription, 'type' | 'length'>): readonly FilterOperator[] {
	const isLongText = type === 'textarea' && length > 255;
	return isLongText || !Object.hasOwn(kindByType, type) ? [] : operatorsByKind[kindByType[type]];
}

/** The row as a SOQL condition for a field of this description; throws `invalid_parameter` naming the row (from 1 on). */
export function filterCondition(row: FilterRow, rowNumber: number, field: FieldDescription): string {
	const refuse = (why: string, remedy: string) =>
		new EnrichmentError('invalid_parameter', `Filter row ${rowNumber} (${row.field}) cannot be used: ${why}.`, {
			remedy,
			details: { row: rowNumber, field: row.field, operator: row.operator },
		});
	const possible = operatorsFor(field);
	if (possible.length === 0) throw refuse(`Salesforce cannot filter by a field of type ${field.type}`, 'Choose another field.');
	if (!possible.includes(row.operator)) {
		throw refuse(`a field of type ${field.type} has no operator "${row.operator}"`, `It takes ${possible.join(', ')}.`);
	}
	try {
		return compare(row, kindByType[field.type]);
	} catch (error) {
		if (!(error instanceof EnrichmentError)) throw error;
		throw refuse(error.message.replace(/\.$/, ''), error.remedy ?? 'Correct the value.');
	}
}

function compare({ field, operator, value }: FilterRow, kind: ValueKind): string {
	switch (operator) {
		case 'isEmpty':
			return `${field} = null`;
		case 'isNotEmpty':
			return `${field} != null`;
		case 'contains':
			return `${field} LIKE ${soqlLikeLiteral(someText(value), 'anywhere')}`;
		case 'notContains':
			return `(NOT ${field} LIKE ${soqlLikeLiteral(someText(value), 'anywhere')})`;
		case 'startsWith':
			return `${field} LIKE ${soqlLikeLiteral(someText(value), 'start')}`;
		case 'endsWith':
			return `${field} LIKE ${soqlLikeLiteral(someText(value), 'end')}`;
		case 'lastNDays':
			return `${field} = LAST_N_DAYS:${days(value)}`;
		case 'nextNDays':
			return `${field} = NEXT_N_DAYS:${days(value)}`;
		case 'olderThanNDays':
			return `${field} < LAST_N_DAYS:${days(value)}`;
		case 'in':
		case 'notIn':
		case 'includes':
		case 'excludes':
			return `${field} ${signs[operator]} (${listOf(value).map((one) => literal(one, kind)).join(',')})`;
		default:
			return `${field} ${signs[operator]} ${literal(someText(value), kind)}`;
	}
}

function literal(text: string, kind: ValueKind): string {
	switch (kind) {
		case 'number':
			return soqlLiteral(/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : wrongValue(text, 'a number', 'Write it with a point and without separators, e.g. 1500.5.'));
		case 'boolean':
			return /^(true|false)$/i.test(text) ? text.toLowerCase() : wrongValue(text, 'true or false', 'Write true or false.');
		case 'id':
			return soqlIdLiteral(text);
		case 'date':
			return soqlDay(text);
		case 'datetime':
			return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${soqlDay(text)}T00:00:00.000Z` : soqlLiteral(instant(text));
		default:
			return soqlLiteral(text);
	}
}

/** Without a zone a time would mean something else on every machine. */
function instant(text: string): Date {
	const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text) ? new Date(text) : undefined;
	if (time && !Number.isNaN(time.getTime())) return time;
	return wrongValue(text, 'a date and time', 'Write 2026-11-21 (from midnight UTC on) or 2026-11-21T16:29:00Z.');
}

function days(value: unknown): number {
	const count = Number(someText(value));
	return Number.isInteger(count) && count >= 1 ? count : wrongValue(String(value), 'a number of days', 'Write a whole number from 1 on.');
}

function listOf(value: unknown): string[] {
	const values = (Array.isArray(value) ? value : String(value ?? '').split(',')).map((one) => String(one).trim()).filter((one) => one !== '');
	return values.length > 0 ? values : wrongValue('', 'a list of values', 'Name at least one value; separate several by commas.');
}

function someText(value: unknown): string {
	const text = String(value ?? '').trim();
	return text === '' ? wrongValue('', 'a value', 'Fill in the value, or use the operators isEmpty and isNotEmpty.') : text;
}

function wrongValue(text: string, expected: string, remedy: string): never {
	throw new EnrichmentError('invalid_parameter', `"${text}" is not ${expected}.`, { remedy });
}
