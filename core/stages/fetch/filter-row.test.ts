import type { FieldDescription } from '../../salesforce/schema';
import { filterCondition, type FilterOperator, operatorsFor } from './filter-row';

function aField(type: string, length = 255): FieldDescription {
	const flags = { nillable: true, createable: true, updateable: true, externalId: false, restrictedPicklist: false };
	const empty = { precision: 0, scale: 0, picklistValues: [], referenceTo: [], relationshipName: null };
	return { name: 'F', label: 'F', type, length, ...flags, ...empty };
}

const condition = (type: string, operator: FilterOperator, value: unknown = '') =>
	filterCondition({ field: 'F', operator, value }, 2, aField(type));

describe('filterCondition', () => {
	it.each<[string, FilterOperator, unknown, string]>([
		['string', 'equals', "O'Neill", "F = 'O\\'Neill'"],
		['string', 'contains', '50%_off', "F LIKE '%50\\%\\_off%'"],
		['string', 'notContains', 'x', "(NOT F LIKE '%x%')"],
		['email', 'endsWith', '@acme.example', "F LIKE '%@acme.example'"],
		['phone', 'startsWith', '+49', "F LIKE '+49%'"],
		['picklist', 'in', ' Energy, Retail ,', "F IN ('Energy','Retail')"],
		['picklist', 'notIn', ['a,b', 'c'], "F NOT IN ('a,b','c')"],
		['string', 'isEmpty', 'ignored', 'F = null'],
		['currency', 'isNotEmpty', '', 'F != null'],
		['double', 'greater', '1500.50', 'F > 1500.50'],
		['int', 'in', '1,2', 'F IN (1,2)'],
		['double', 'equals', '12345678901234567890', 'F = 12345678901234567890'],
		['double', 'less', '-.50', 'F < -0.50'],
		['double', 'in', '007,+3', 'F IN (7,3)'],
		['string', 'equals', '007', "F = '007'"],
		['string', 'equals', 42, "F = '42'"],
		['time', 'greaterOrEqual', '14:30', 'F >= 14:30:00.000Z'],
		['time', 'equals', '14:30:05.5Z', 'F = 14:30:05.500Z'],
		['date', 'equals', '2026-03-25T00:00:00.000+02:00', 'F = 2026-03-25'],
		['int', 'equals', 0, 'F = 0'],
		['boolean', 'equals', false, 'F = false'],
		['boolean', 'notEquals', 'TRUE', 'F != true'],
		['date', 'lessOrEqual', '2026-11-21', 'F <= 2026-11-21'],
		['datetime', 'greaterOrEqual', '2026-11-21', 'F >= 2026-11-21T00:00:00.000Z'],
		['datetime', 'less', '2026-11-21T17:00:00+01:00', 'F < 2026-11-21T16:00:00.000Z'],
		['datetime', 'lastNDays', '7', 'F = LAST_N_DAYS:7'],
		['date', 'nextNDays', 7, 'F = NEXT_N_DAYS:7'],
		['datetime', 'olderThanNDays', 7, 'F < LAST_N_DAYS:7'],
		['reference', 'equals', '0055e0000000003', "F = '0055e0000000003AAA'"],
		['multipicklist', 'includes', 'a;b,c', "F INCLUDES ('a;b','c')"],
		['multipicklist', 'excludes', 'a', "F EXCLUDES ('a')"],
	])('writes %s %s %j', (type, operator, value, expected) => {
		expect(condition(type, operator, value)).toBe(expected);
	});

	it.each<[string, FilterOperator, unknown, string]>([
		['boolean', 'contains', 'x', 'a field of type boolean has no operator "contains"'],
		['int', 'startsWith', '1', 'has no operator'],
		['string', 'includes', 'x', 'has no operator'],
		['datetime', 'equals', '2026-11-21', 'has no operator'],
		['address', 'equals', 'x', 'cannot filter by a field of type address'],
		['double', 'greater', '1,500', '"1,500" is not a number'],
		['double', 'greater', '0x10', 'is not a number'],
		['double', 'greater', '.', 'is not a number'],
		['time', 'equals', '25:00', '"25:00" is not a time of day'],
		['boolean', 'equals', 'yes', 'is not true or false'],
		['date', 'equals', '2026-02-30', '"2026-02-30" is not a day'],
		['datetime', 'less', '2026-11-21T17:00:00', 'is not a date and time'],
		['date', 'lastNDays', '0', 'is not a number of days'],
		['reference', 'equals', 'x', 'not a Salesforce record id'],
		['string', 'equals', '  ', 'is not a value'],
		['string', 'in', ' , ', 'is not a list of values'],
	])('refuses %s %s %j, naming the row', (type, operator, value, why) => {
		expect(() => condition(type, operator, value)).toThrow(
			expect.objectContaining({
				code: 'invalid_parameter',
				message: expect.stringMatching(new RegExp(`^Filter row 2 \\(F\\).*${why}`)),
				details: { row: 2, field: 'F', operator },
			}),
		);
	});
});

describe('an amount in an org with several currencies', () => {
	const amounts = (operator: FilterOperator, value: unknown) =>
		filterCondition({ field: 'F', operator, value }, 2, aField('currency'), 'EUR');
	it.each<[FilterOperator, unknown, string]>([
		['greater', '5000', 'F > EUR5000'],
		['lessOrEqual', 'usd 99.90', 'F <= USD99.90'],
		['equals', 0, 'F = EUR0'],
		['in', '1,USD2', '(F = EUR1 OR F = USD2)'],
		['notIn', '1,2', '(F != EUR1 AND F != EUR2)'],
		['isEmpty', '', 'F = null'],
	])('is compared in one: %s %s', (operator, value, expected) => {
		expect(amounts(operator, value)).toBe(expected);
	});

	it.each(['EURO 5', '5 EUR', '-5', 'USD'])('is refused as %s', (value) => {
		expect(() => amounts('greater', value)).toThrow('Filter row 2 (F)');
	});

	it('has no currency of its own where the org has one', () => {
		expect(() => condition('currency', 'greater', 'USD5')).toThrow('is not a number');
	});
});

describe('operatorsFor', () => {
	it('offers none for long text, by which SOQL cannot filter', () => {
		expect(operatorsFor(aField('textarea', 32_000))).toEqual([]);
		expect(operatorsFor(aField('textarea'))).toContain('contains');
	});
});
