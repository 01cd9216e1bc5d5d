import type { FieldDescription } from '../../../salesforce/schema';
import { coerceText } from './coerce-text';

const aField = (type: string, length: number) => ({ name: 'F', type, length }) as FieldDescription;

describe('coerceText', () => {
	it('puts a list of texts into a text area', () => {
		const list = ['HubSpot', 'Google Analytics'];
		expect(coerceText(list, aField('textarea', 40))).toMatchObject({ value: 'HubSpot;Google Analytics' });
	});

	it.each([
		['a list for a line of text', ['a'], 'string', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
		['an empty list', [], 'textarea', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
		['a list of other things', [{ a: 1 }], 'textarea', 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
		['a list that is too long', ['a'.repeat(20), 'b'.repeat(20)], 'textarea', 'STRING_TOO_LONG'],
	])('refuses %s', (_what, value, type, code) => {
		expect(JSON.stringify(coerceText(value, aField(type, 40)))).toContain(code);
	});
});
