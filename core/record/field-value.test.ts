import { isBlank, isSameValue } from './field-value';

describe('isBlank', () => {
	it.each([null, undefined, '', '  \t'])('takes %p for blank', (value) => {
		expect(isBlank(value)).toBe(true);
	});

	it.each([0, false, 'a', [], {}])('takes %p for a value', (value) => {
		expect(isBlank(value)).toBe(false);
	});
});

describe('isSameValue', () => {
	it.each<[unknown, unknown, string | undefined]>([
		[null, '', undefined],
		[undefined, '  ', 'string'],
		[' Acme ', 'Acme', 'string'],
		['a\r\nb', 'a\nb', 'textarea'],
		['12', 12, undefined],
		['12.0', '12', 'double'],
		[1e3, '1000', 'int'],
		[true, 'TRUE', 'boolean'],
		[false, 'false', undefined],
		['2026-11-21T16:29:17.000+0000', '2026-11-21T16:29:17Z', 'datetime'],
		['2026-11-21T17:29:17.000+01:00', '2026-11-21T16:29:17.000Z', undefined],
		[new Date('2026-11-21T16:29:17Z'), '2026-11-21T16:29:17.000+0000', 'datetime'],
		['2026-11-21', '2026-11-21T00:00:00Z', 'date'],
		['09:00', '09:00:00.000Z', 'time'],
		['9:30:00', '09:30:00.000Z', undefined],
		['b;a', 'a; b', 'multipicklist'],
		['00Q5g00000ABCDe', '00Q5g00000ABCDeEAP', 'reference'],
		[{ city: 'Rome' }, { city: 'Rome' }, 'address'],
	])('takes %p and %p for the same %s', (a, b, type) => {
		expect(isSameValue(a, b, type)).toBe(true);
		expect(isSameValue(b, a, type)).toBe(true);
	});

	it.each<[unknown, unknown, string | undefined]>([
		[0, null, 'double'],
		[false, null, 'boolean'],
		['Acme', 'ACME', 'string'],
		['01234', '1234', 'string'],
		['01234', '1234', undefined],
		['abc', 12, undefined],
		['2026-11-21T16:29:17Z', '2026-11-21T16:29:18Z', 'datetime'],
		['2026-11-21', '2026-11-22', 'date'],
		['09:00', '09:00:01.000Z', 'time'],
		['09:00', '9:00', 'string'],
		['00Q5g00000ABCDe', '00Q5g00000ABCDE', 'id'],
		[{ city: 'Rome' }, { city: 'Pisa' }, 'address'],
	])('tells %p from %p as %s', (a, b, type) => {
		expect(isSameValue(a, b, type)).toBe(false);
		expect(isSameValue(b, a, type)).toBe(false);
	});
});
