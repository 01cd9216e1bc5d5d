import { aField, aLeadDescription } from './field-description.builders';
import { controllersFirst, controllersOf, valueAfterWrite } from './value-after-write';

const country = aField('CountryCode', { type: 'picklist', picklistValues: [{ value: 'AU', label: 'Australia', active: true }] });
const state = aField('StateCode', { type: 'picklist', controllerName: 'CountryCode' });
const description = aLeadDescription(country, state, aField('Country'), aField('State'), aField('Title'));

describe('valueAfterWrite', () => {
	const current = { CountryCode: 'US', Country: 'United States', Title: 'CTO' };

	it.each([
		['the current value', 'Title', {}, 'CTO'],
		['the value that is written', 'Title', { Title: 'CEO' }, 'CEO'],
		['the code of a country written by name', 'CountryCode', { Country: 'Australia' }, 'AU'],
		['the code that is written rather than one from a name', 'CountryCode', { CountryCode: 'NZ', Country: 'Australia' }, 'NZ'],
		['the current code when nothing changes', 'CountryCode', {}, 'US'],
	])('is %s', (_name, field, changed, expected) => {
		expect(valueAfterWrite(field, current, new Map(Object.entries(changed)), description)).toBe(expected);
	});
});

describe('controllersFirst', () => {
	it('puts a field behind those that it depends on, others in their order', () => {
		expect(controllersFirst(['StateCode', 'Title', 'CountryCode'], description)).toEqual(['Title', 'CountryCode', 'StateCode']);
		expect(controllersFirst(['State', 'Country'], description)).toEqual(['Country', 'State']);
	});

	it('survives fields that control each other', () => {
		const a = aField('A', { controllerName: 'B' });
		const b = aField('B', { controllerName: 'A' });
		expect(controllersFirst(['A', 'B'], aLeadDescription(a, b)).sort()).toEqual(['A', 'B']);
	});
});

describe('controllersOf', () => {
	it('names what decides beside the targets', () => {
		expect(controllersOf(['State', 'Title'], description)).toEqual(['CountryCode']);
	});
});
