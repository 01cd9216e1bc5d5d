import type { MultiSelectMode } from '../../../record/record-item';
import type { FieldDescription } from '../../../salesforce/schema';
import { coerceValue, type CoercionContext } from './coerce-value';
import { aField, aLeadDescription } from '../field-description.builders';

/** As describe writes it: one bit per entry of the controlling field. */
const validFor = (...indexes: number[]) => {
	const byte = indexes.reduce((bits, index) => bits | (0x80 >> index), 0);
	return Buffer.from([byte]).toString('base64');
};
const entry = (value: string, traits: object = {}) => ({ value, active: true, ...traits });

const country = aField('CountryCode', {
	type: 'picklist',
	restrictedPicklist: true,
	picklistValues: [entry('US', { label: 'United States' }), entry('AU', { label: 'Australia' })],
});
const state = aField('StateCode', {
	type: 'picklist',
	restrictedPicklist: true,
	controllerName: 'CountryCode',
	picklistValues: [
		entry('WA', { label: 'Washington', validFor: validFor(0) }),
		entry('QLD', { label: 'Queensland', validFor: validFor(1) }),
	],
});
const region = aField('Region__c', {
	type: 'picklist',
	restrictedPicklist: true,
	controllerName: 'Partner__c',
	picklistValues: [entry('North', { validFor: validFor(1) }), entry('South', { validFor: validFor(0, 1) })],
});
const partner = aField('Partner__c', { type: 'boolean', nillable: false });
const description = aLeadDescription(country, state, region, partner);

function coerce(field: FieldDescription, value: unknown, after: Record<string, unknown>) {
	const result = coerceValue(field, value, { description, valueAfterWrite: (name) => after[name] });
	return result.ok ? result.value : result.error.message;
}

describe('a dependent picklist', () => {
	it.each([
		[state, 'WA', { CountryCode: 'US' }, 'WA'],
		[state, 'Queensland', { CountryCode: 'AU' }, 'QLD'],
		[region, 'North', { Partner__c: true }, 'North'],
		[region, 'South', { Partner__c: false }, 'South'],
	])('takes what the controlling value allows (%#)', (field, value, after, expected) => {
		expect(coerce(field, value, after)).toBe(expected);
	});

	it.each([
		[
			state,
			'QLD',
			{ CountryCode: 'US' },
			'StateCode: Attempting to set restricted picklist field value with string QLD, which is not in its list while CountryCode is US',
		],
		[
			state,
			'QLD',
			{ CountryCode: null },
			'StateCode: Attempting to set restricted picklist field value with string QLD, which is not in its list while CountryCode is empty',
		],
		[
			region,
			'North',
			{ Partner__c: false },
			'Region__c: Attempting to set restricted picklist field value with string North, which is not in its list while Partner__c is false',
		],
	])('refuses what it does not allow (%#)', (field, value, after, message) => {
		expect(coerce(field, value, after)).toBe(message);
	});

	it('is not judged where nobody knows the controlling value', () => {
		expect(coerceValue(state, 'QLD', { description })).toEqual({ ok: true, value: 'QLD' });
	});
});

describe('a multi-select picklist', () => {
	const field = aField('Topics__c', {
		type: 'multipicklist',
		restrictedPicklist: true,
		picklistValues: ['A', 'B', 'C'].map((value) => entry(value)),
	});
	const apply = (multiSelect: MultiSelectMode, value: unknown, current: unknown) => {
		const context: CoercionContext = { multiSelect, current };
		return coerceValue(field, value, context);
	};

	it.each<[MultiSelectMode, unknown, unknown, unknown]>([
		['set', 'b;C;b', 'A', 'B;C'],
		['add', ['C'], 'A;B', 'A;B;C'],
		['add', 'A', 'A;B', 'A;B'],
		['add', 'A', null, 'A'],
		['remove', 'A', 'A;B', 'B'],
		['remove', 'A', 'A', null],
		['remove', 'C', 'A', 'A'],
	])('can %s %j to or from %j: %j', (mode, value, current, expected) => {
		expect(apply(mode, value, current)).toEqual({ ok: true, value: expected });
	});

	it.each<[string, boolean, unknown, unknown]>([
		['values of an open list', false, 'A, New', 'A;New'],
		['values of a restricted list', true, 'a,B , C', 'A;B;C'],
		['and not a value that has a comma itself', true, 'X, Y, B', 'X, Y;B'],
		['nothing where semicolons do', false, 'A;New, but one', 'A;New, but one'],
		['nothing in a list', false, ['New, but one', 'A'], 'New, but one;A'],
		['nothing that is blank', false, 'A,, B,', 'A;B'],
	])('has commas divide %s (%#)', (_what, restrictedPicklist, value, expected) => {
		const picklistValues = [...field.picklistValues, entry('X, Y')];
		expect(coerceValue({ ...field, restrictedPicklist, picklistValues }, value)).toEqual({ ok: true, value: expected });
	});

	it('refuses to add what is not in its list', () => {
		expect(apply('add', 'D', 'A')).toMatchObject({
			ok: false,
			error: { code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' },
		});
	});
});
