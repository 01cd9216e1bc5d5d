import { normalizeCountry } from './country';

describe('normalizeCountry', () => {
	it.each([
		['US', 'U.S.A.'],
		['us', 'United States'],
		['GB', 'England'],
		['UK', 'United Kingdom'],
		['de', 'Deutschland'],
		['NL', 'The Netherlands'],
		['Atlantis', ' atlantis '],
	])('takes %p and %p for the same country', (a, b) => {
		expect(normalizeCountry(a)).toBe(normalizeCountry(b));
	});

	it('tells countries apart', () => {
		expect(normalizeCountry('AT')).not.toBe(normalizeCountry('AU'));
	});
});
