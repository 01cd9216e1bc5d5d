import { EnrichmentError } from '../../errors';
import type { FieldDescription } from '../../salesforce/schema';
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

type ValueKind = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'id' | 'multi';

const kindByType: Readonly<Record<string, ValueKind>> = {
	...Object.fromEntries(
		['string', 'email', 'phone', 'url', 'textarea', 'picklist', 'combobox'].map((type) => [type, 'text']),
	),
	...Object.fromEntries(['int', 'long', 'double', 'currency', 'percent'].map((type) => [type, 'number'])),
	...{
		boolean: 'boolean',
		date: 'date',
		datetime: 'datetime',
		time: 'time',
		id: 'id',
		reference: 'id',
		multipicklist: 'multi',
	},
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
	time: [...equality, ...comparison, ...emptiness],
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

/**
 * The row as a SOQL condition for a field of this description; throws `invalid_parameter` naming the row (from 1 on).
 * `currency` is that of the amounts, for an org with several: without one SOQL compares bare numbers.
 */
export function filterCondition(row: FilterRow, rowNumber: number, field: FieldDescription, currency?: string): string {
	const refuse = (why: string, remedy: string) =>
		new EnrichmentError('invalid_parameter', `Filter row ${rowNumber} (${row.field}) cannot be used: ${why}.`, {
			remedy,
			details: { row: rowNumber, field: row.field, operator: row.operator },
		});
	const possible = operatorsFor(field);
	if (possible.length === 0)
		throw refuse(`Salesforce cannot filter by a field of type ${field.type}`, 'Choose another field.');
	if (!possible.includes(row.operator)) {
		throw refuse(`a field of type ${field.type} has no operator "${row.operator}"`, `It takes ${possible.join(', ')}.`);
	}
	try {
		return field.type === 'currency' && currency !== undefined
			? compareAmounts(row, currency)
			: compare(row, kindByType[field.type]);
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
			return `${field} ${signs[operator]} (${listOf(value)
				.map((one) => literal(one, kind))
				.join(',')})`;
		default:
			return `${field} ${signs[operator]} ${literal(someText(value), kind)}`;
	}
}

/** SOQL has no list of amounts with a currency (SOQL guide, “Querying Currency Fields in Multi-Currency Orgs”). */
function compareAmounts({ field, operator, value }: FilterRow, currency: string): string {
	if (emptiness.includes(operator)) return compare({ field, operator, value }, 'number');
	if (operator !== 'in' && operator !== 'notIn')
		return `${field} ${signs[operator]} ${amount(someText(value), currency)}`;
	const [sign, word] = operator === 'in' ? ['=', ' OR '] : ['!=', ' AND '];
	return `(${listOf(value)
		.map((one) => `${field} ${sign} ${amount(one, currency)}`)
		.join(word)})`;
}

/** `USD5000`; the text may name a currency of its own. */
function amount(text: string, currency: string): string {
	const [, code = currency, number] = /^([A-Za-z]{3})?\s*(.*)$/s.exec(text)!;
	const plain = decimal(number);
	if (!plain.startsWith('-')) return `${code.toUpperCase()}${plain}`;
	return wrongValue(text, 'an amount that can be compared in a currency', 'Write zero or more.');
}

/** As it is written, because a number of JavaScript would round the 17th digit away. */
function decimal(text: string): string {
	const [, sign, whole = '', fraction] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
	if (sign === undefined || !(whole || fraction))
		return wrongValue(text, 'a number', 'Write it with a point and without separators, e.g. 1500.5.');
	const digits = (whole.replace(/^0+(?=\d)/, '') || '0') + (fraction ? `.${fraction}` : '');
	return sign === '-' ? `-${digits}` : digits;
}

function literal(text: string, kind: ValueKind): string {
	switch (kind) {
		case 'number':
			return decimal(text);
		case 'boolean':
			return /^(true|false)$/i.test(text)
				? text.toLowerCase()
				: wrongValue(text, 'true or false', 'Write true or false.');
		case 'id':
			return soqlIdLiteral(text);
		case 'date':
			// A moment, as an expression gives it, lies on the day that it names.
			return soqlDay(/^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text);
		case 'time':
			return timeOfDay(text);
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

function timeOfDay(text: string): string {
	const [, hours, minutes, seconds = '00', fraction = ''] =
		/^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?Z?$/.exec(text) ?? [];
	if (hours === undefined) return wrongValue(text, 'a time of day', 'Write it as 14:30 or 14:30:00.');
	return `${hours}:${minutes}:${seconds}.${fraction.padEnd(3, '0')}Z`;
}

function days(value: unknown): number {
	const count = Number(someText(value));
	return Number.isInteger(count) && count >= 1
		? count
		: wrongValue(String(value), 'a number of days', 'Write a whole number from 1 on.');
}

function listOf(value: unknown): string[] {
	const values = (Array.isArray(value) ? value : String(value ?? '').split(','))
		.map((one) => String(one).trim())
		.filter((one) => one !== '');
	return values.length > 0
		? values
		: wrongValue('', 'a list of values', 'Name at least one value; separate several by commas.');
}

function someText(value: unknown): string {
	const text = String(value ?? '').trim();
	return text === ''
		? wrongValue('', 'a value', 'Fill in the value, or use the operators isEmpty and isNotEmpty.')
		: text;
}

function wrongValue(text: string, expected: string, remedy: string): never {
	throw new EnrichmentError('invalid_parameter', `"${text}" is not ${expected}.`, { remedy });
}
