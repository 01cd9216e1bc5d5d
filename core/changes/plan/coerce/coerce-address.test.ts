import type { FieldDescription } from '../../../salesforce/schema';
import { coerceValue } from './coerce-value';
import { aField, aLeadDescription } from '../field-description.builders';

/** As describe writes it: one bit per entry of the controlling field. */
const validFor = (...indexes: number[]) =>
	Buffer.from([indexes.reduce((bits, index) => bits | (0x80 >> index), 0)]).toString('base64');
const entry = (value: string, label: string, traits: object = {}) => ({ value, label, active: true, ...traits });

/** As a user whose language is German sees it. */
const country = aField('CountryCode', {
	type: 'picklist',
	restrictedPicklist: true,
	picklistValues: [
		entry('US', 'Vereinigte Staaten'),
		entry('AU', 'Australien'),
		entry('DE', 'Deutschland'),
		entry('IT', 'Italien'),
		entry('X1', 'Nordlande'),
	],
});
const state = aField('StateCode', {
	type: 'picklist',
	restrictedPicklist: true,
	controllerName: 'CountryCode',
	picklistValues: [
		// One entry for two states, with the label of one of them.
		entry('WA', 'Western Australia', { validFor: validFor(0, 1) }),
		entry('CA', 'Kalifornien', { validFor: validFor(0) }),
		entry('QLD', 'Queensland', { validFor: validFor(1) }),
		entry('MI', 'Mailand', { validFor: validFor(3) }),
		entry('Z9', 'Hochland', { validFor: validFor(4) }),
	],
});
const description = aLeadDescription(country, state);

function coerce(field: FieldDescription, value: unknown, CountryCode?: string) {
	const result = coerceValue(field, value, {
		description,
		valueAfterWrite: (name) => ({ CountryCode })[name as 'CountryCode'],
		askedFor: field.name.replace('Code', ''),
	});
	return result.ok ? result.value : `${result.error.code} ${result.error.message}`;
}

describe('a country', () => {
	it.each([
		['Germany', 'DE'],
		['Deutschland', 'DE'],
		['Allemagne', 'DE'],
		['de', 'DE'],
		['DEU', 'DE'],
		['USA', 'US'],
		['United States', 'US'],
		['Nordlande', 'X1'],
		['x1', 'X1'],
	])('is found in a list of another language: %s', (text, code) => {
		expect(coerce(country, text)).toBe(code);
	});

	it('that the org does not have is refused, and a spelling that nobody knows says nothing', () => {
		expect(coerce(country, 'Japan')).toContain('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST Country: ');
		expect(coerce(country, 'Atlantis')).toBe(
			'UNKNOWN_PLACE Country: nobody knows a place spelt Atlantis, so it says nothing',
		);
	});
});

describe('a state', () => {
	it.each([
		['WA', 'US', 'WA'],
		['WA', 'AU', 'WA'],
		['Washington', 'US', 'WA'],
		['Western Australia', 'AU', 'WA'],
		['California', 'US', 'CA'],
		['Kalifornien', 'US', 'CA'],
		['us-ca', 'US', 'CA'],
		['Milano', 'IT', 'MI'],
		['mailand', 'IT', 'MI'],
		['Hochland', 'X1', 'Z9'],
	])('is found within its country: %s in %s', (text, inCountry, code) => {
		expect(coerce(state, text, inCountry)).toBe(code);
	});

	it.each([
		['Western Australia', 'US', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
		['Washington', 'AU', 'UNKNOWN_PLACE'],
		['Queensland', 'US', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
		['CA', 'DE', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
		['Bayern', 'DE', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
		['QLD', undefined, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
		['Wherever', 'US', 'UNKNOWN_PLACE'],
	])('is not made up: %s in %s', (text, inCountry, code) => {
		expect(coerce(state, text, inCountry)).toMatch(new RegExp(`^${code} State: `));
	});

	it('of a country without states says so', () => {
		expect(coerce(state, 'Bavaria', 'DE')).toContain("string Bavaria, because the org's list has no states of DE");
		expect(coerce(state, 'Bayern', 'DE')).toContain("string Bayern, because the org's list has no states of DE");
	});
});

it('any text is taken where the org has no lists of places', () => {
	expect(coerceValue(aField('State'), 'Atlantis', { description: aLeadDescription(aField('State')) })).toEqual({
		ok: true,
		value: 'Atlantis',
	});
});
