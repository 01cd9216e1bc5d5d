import type { FieldDescription } from '../../../salesforce/schema';
import { coerceValue } from './coerce-value';
import { aField } from '../field-description.builders';

const list = ['Gold', 'Tin'].map((value) => ({ value, active: true })).concat({ value: 'Old', active: false });
const types = {
	string: aField('F', { length: 5 }),
	int: aField('F', { type: 'int', length: 0 }),
	email: aField('F', { type: 'email', length: 80 }),
	double: aField('F', { type: 'double', length: 0, precision: 5, scale: 2 }),
	currency: aField('F', { type: 'currency', length: 0, precision: 8, scale: 2 }),
	percent: aField('F', { type: 'percent', length: 0, precision: 3, scale: 0 }),
	boolean: aField('F', { type: 'boolean', length: 0, nillable: false }),
	date: aField('F', { type: 'date', length: 0 }),
	datetime: aField('F', { type: 'datetime', length: 0 }),
	time: aField('F', { type: 'time', length: 0 }),
	picklist: aField('F', { type: 'picklist', restrictedPicklist: true, picklistValues: list }),
	openList: aField('F', { type: 'picklist', picklistValues: list }),
	multipicklist: aField('F', { type: 'multipicklist', restrictedPicklist: true, picklistValues: list }),
	reference: aField('F', { type: 'reference', length: 18 }),
	required: aField('F', { nillable: false }),
} satisfies Record<string, FieldDescription>;

type Kind = keyof typeof types;

describe('coerceValue', () => {
	it.each<[Kind, unknown, unknown]>([
		['string', 'abc', 'abc'],
		['string', 12, '12'],
		['string', true, 'true'],
		['string', ' ', null],
		['string', undefined, null],
		['int', '1200', 1200],
		['int', 12, 12],
		['int', '12.0', 12],
		['double', ' 12.5 ', 12.5],
		['double', '-1e2', -100],
		['double', 0, 0],
		['boolean', 'TRUE', true],
		['boolean', 0, false],
		['date', '2026-11-21', '2026-11-21'],
		['date', '2026-11-21T23:30:00-02:00', '2026-11-21'],
		['time', '9:05', '09:05:00.000Z'],
		['time', '09:05:30.5', '09:05:30.500Z'],
		['time', '09:05:30.000Z', '09:05:30.000Z'],
		['time', '2026-11-21T09:05:00+02:00', '09:05:00.000Z'],
		['date', new Date('2026-11-21T10:00:00Z'), '2026-11-21'],
		['datetime', '2026-11-21T16:29:17.000+0000', '2026-11-21T16:29:17.000Z'],
		['datetime', '2026-11-21', '2026-11-21T00:00:00.000Z'],
		['datetime', '2026-11-21 16:29:17', '2026-11-21T16:29:17.000Z'],
		['datetime', '2026-11-21T16:29:17.987Z', '2026-11-21T16:29:17.000Z'],
		['email', ' Ann@Acme.example', 'ann@acme.example'],
		['datetime', 1795278557, '2026-11-21T16:29:17.000Z'],
		['datetime', 1795278557000, '2026-11-21T16:29:17.000Z'],
		['datetime', '1795278557', '2026-11-21T16:29:17.000Z'],
		['date', 1795278557, '2026-11-21'],
		['double', 1.005, 1.01],
		['double', -2.345, -2.35],
		['double', 999.994, 999.99],
		['currency', '123456.789', 123456.79],
		['currency', 0, 0],
		['percent', '12.4', 12],
		['openList', 'gold', 'Gold'],
		['picklist', 'gold', 'Gold'],
		['openList', 'Silver', 'Silver'],
		['multipicklist', ['tin', 'Gold'], 'Tin;Gold'],
		['multipicklist', 'Gold; Tin', 'Gold;Tin'],
		['reference', '00Q5e0000000001', '00Q5e0000000001'],
	])('turns into %s: %j → %j', (kind, value, expected) => {
		expect(coerceValue(types[kind], value)).toEqual({ ok: true, value: expected });
	});

	it.each<[Kind, unknown, string, string]>([
		['int', 'many', 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set int field value with string many'],
		['int', 12.5, 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set int field value with number 12.5'],
		['int', '1,200', 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set int field value with string 1,200'],
		[
			'double',
			{ n: 1 },
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set double field value with object {"n":1}',
		],
		[
			'double',
			1000,
			'NUMBER_OUTSIDE_VALID_RANGE',
			'F: 1000 has more than the 3 digits before the decimal point that the field holds',
		],
		['boolean', 'yes', 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set boolean field value with string yes'],
		['boolean', null, 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set boolean field value with blank null'],
		[
			'date',
			'tomorrow',
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set date field value with string tomorrow',
		],
		[
			'date',
			'2026-02-30',
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set date field value with string 2026-02-30',
		],
		[
			'datetime',
			17,
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set datetime field value with number 17, which may be seconds, milliseconds or neither',
		],
		[
			'date',
			20261121,
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set date field value with number 20261121, which may be seconds, milliseconds or neither',
		],
		[
			'date',
			'20261121',
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set date field value with string 20261121, which may be seconds, milliseconds or neither',
		],
		['date', '2026-11', 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set date field value with string 2026-11'],
		['time', '25:00', 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set time field value with string 25:00'],
		['date', true, 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set date field value with boolean true'],
		[
			'double',
			999.996,
			'NUMBER_OUTSIDE_VALID_RANGE',
			'F: 999.996 has more than the 3 digits before the decimal point that the field holds',
		],
		[
			'currency',
			1234567.8,
			'NUMBER_OUTSIDE_VALID_RANGE',
			'F: 1234567.8 has more than the 6 digits before the decimal point that the field holds',
		],
		[
			'currency',
			'€ 12',
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set currency field value with string € 12',
		],
		['percent', 'half', 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set percent field value with string half'],
		[
			'multipicklist',
			{ add: 'Gold' },
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set multipicklist field value with object {"add":"Gold"}',
		],
		['string', ['a'], 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'F: Attempting to set string field value with array ["a"]'],
		['string', 'abcdef', 'STRING_TOO_LONG', 'F: 6 characters are more than the 5 that the field holds: abcdef'],
		[
			'picklist',
			'Old',
			'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
			'F: Attempting to set restricted picklist field value with string Old, which is not in its list',
		],
		[
			'multipicklist',
			'Gold;Lead',
			'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
			'F: Attempting to set restricted multipicklist field value with string Lead, which is not in its list',
		],
		[
			'reference',
			'Acme',
			'INVALID_TYPE_ON_FIELD_IN_RECORD',
			'F: Attempting to set reference field value with string Acme',
		],
		['required', '', 'REQUIRED_FIELD_MISSING', 'F: the field is required and cannot be emptied'],
	])('refuses for %s: %j', (kind, value, code, message) => {
		expect(coerceValue(types[kind], value)).toEqual({
			ok: false,
			error: { code, message, fields: ['F'], retryable: false },
		});
	});

	it('quotes the beginning of a long value only', () => {
		const coerced = coerceValue(types.int, 'x'.repeat(500));
		expect(coerced).toMatchObject({ ok: false, error: { message: expect.stringMatching(/ x{80}…$/) } });
	});
});
