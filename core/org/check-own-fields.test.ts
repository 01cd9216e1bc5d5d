import type { OwnField } from '../record/fields';
import { misfitOf } from './check-own-fields';

const described = {
	type: 'string',
	length: 255,
	precision: 0,
	scale: 0,
	updateable: true,
	externalId: false,
	unique: false,
	caseSensitive: false,
};
const text: OwnField = { name: 'Outcome__c', label: 'Outcome', type: 'text', length: 40, description: '' };
const number: OwnField = { name: 'Score__c', label: 'Score', type: 'number', precision: 3, scale: 0, description: '' };
const key: OwnField = { name: 'Key__c', label: 'Key', type: 'text', length: 80, isUniqueKey: true, description: '' };
const noKey = 'is not an External ID that is unique whatever the case of its letters';
const datetime: OwnField = { name: 'At__c', label: 'At', type: 'datetime', description: '' };

describe('misfitOf', () => {
	it.each([
		['a longer text', text, {}, undefined],
		['a text just long enough', text, { length: 40 }, undefined],
		['a text too short', text, { length: 39 }, 'holds 39 characters instead of 40'],
		['a picklist for a text', text, { type: 'picklist', length: 10 }, undefined],
		['a checkbox for a text', text, { type: 'boolean' }, 'is of type boolean instead of text'],
		['a number with enough digits before the point', number, { type: 'double', precision: 5, scale: 2 }, undefined],
		['a number with too few', number, { type: 'double', precision: 4, scale: 2 }, 'holds 2 digits instead of 3'],
		['a whole number', number, { type: 'int' }, undefined],
		['a date for a time', datetime, { type: 'date' }, 'is of type date instead of datetime'],
		['a unique external id for a key', key, { externalId: true, unique: true }, undefined],
		['an external id that may be there twice', key, { externalId: true }, noKey],
		['a unique text that is no external id', key, { unique: true }, noKey],
		['a key that tells capitals apart', key, { externalId: true, unique: true, caseSensitive: true }, noKey],
		['a unique text where none is needed', text, { unique: true }, undefined],
		[
			'a field that is read only',
			datetime,
			{ type: 'datetime', updateable: false },
			'may be read but not edited by this user',
		],
	])('judges %s', (_what, field, changes, problem) => {
		expect(misfitOf(field, { ...described, ...changes })).toBe(problem);
	});
});
