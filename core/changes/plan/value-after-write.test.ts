import { aField, aLeadDescription } from './field-description.builders';
import { controllersFirst, controllersOf, valueAfterWrite } from './value-after-write';

const country = aField('CountryCode', {
	type: 'picklist',
	picklistValues: [{ value: 'AU', label: 'Australia', active: true }],
});
const state = aField('StateCode', { type: 'picklist', controllerName: 'CountryCode' });
const description = aLeadDescription(country, state, aField('Title'));

describe('valueAfterWrite', () => {
	const current = { CountryCode: 'US', Country: 'United States', Title: 'CTO' };

	it.each([
		['the current value', 'Title', {}, 'CTO'],
		['the value that is written', 'Title', { Title: 'CEO' }, 'CEO'],
		['the current code when nothing changes', 'CountryCode', {}, 'US'],
	])('is %s', (_name, field, changed, expected) => {
		expect(valueAfterWrite(field, current, new Map(Object.entries(changed)))).toBe(expected);
	});
});

describe('controllersFirst', () => {
	it('puts a field behind those that it depends on, others in their order', () => {
		expect(controllersFirst(['StateCode', 'Title', 'CountryCode'], description)).toEqual([
			'Title',
			'CountryCode',
			'StateCode',
		]);
	});

	it('survives fields that control each other', () => {
		const a = aField('A', { controllerName: 'B' });
		const b = aField('B', { controllerName: 'A' });
		expect(controllersFirst(['A', 'B'], aLeadDescription(a, b)).sort()).toEqual(['A', 'B']);
	});
});

describe('controllersOf', () => {
	it('names what decides beside the targets', () => {
		expect(controllersOf(['StateCode', 'Title'], description)).toEqual(['CountryCode']);
	});
});
