import { countryCodeOf, isSameCountry, stateCodeOf } from './places';

describe('countryCodeOf', () => {
	it.each([
		['Germany', 'DE'],
		['Deutschland', 'DE'],
		['Allemagne', 'DE'],
		['ドイツ', 'DE'],
		['Германия', 'DE'],
		['de', 'DE'],
		['DEU', 'DE'],
		['USA', 'US'],
		['U.S.A.', 'US'],
		['U.S.', 'US'],
		['United States of America', 'US'],
		['Vereinigte Staaten', 'US'],
		['États-Unis', 'US'],
		['UK', 'GB'],
		['Great Britain', 'GB'],
		['England', 'GB'],
		['The Netherlands', 'NL'],
		['Holland', 'NL'],
		['South Korea', 'KR'],
		['Czechia', 'CZ'],
		['Czech Republic', 'CZ'],
		['Türkiye', 'TR'],
		['Turkey', 'TR'],
		['Cote d’Ivoire', 'CI'],
		['España', 'ES'],
		['中国', 'CN'],
		['Österreich', 'AT'],
		['Hong Kong', 'HK'],
		['Viet Nam', 'VN'],
		['Vietnam', 'VN'],
		['Russia', 'RU'],
		['United Arab Emirates', 'AE'],
	])('knows %s as %s', (text, code) => {
		expect(countryCodeOf(text)).toBe(code);
	});

	it.each(['Atlantis', '', 'XX', 'Kongo', 'Europe', 'N/A', 'n. a.', 'Germani'])('does not guess at %p', (text) => {
		expect(countryCodeOf(text)).toBeUndefined();
	});
});

describe('stateCodeOf', () => {
	it.each([
		['DE', 'Bayern', 'BY'],
		['DE', 'DE-BY', 'BY'],
		['US', 'washington', 'WA'],
		['AU', 'Western Australia', 'WA'],
		['CA', 'Québec', 'QC'],
		['JP', 'Tokyo', '13'],
		['IT', 'Milano', 'MI'],
		['BR', 'Sao Paulo', 'SP'],
		['US', 'us-ca', 'CA'],
	])('knows in %s %s as %s', (country, text, code) => {
		expect(stateCodeOf(country, text)).toBe(code);
	});

	it.each([
		['US', 'Queensland'],
		['US', ''],
		['XX', 'Bayern'],
		['US', 'AU-WA'],
	])('knows nothing in %s of %p', (country, text) => {
		expect(stateCodeOf(country, text)).toBeUndefined();
	});
});

describe('isSameCountry', () => {
	it.each([
		['Germany', 'Deutschland', true],
		['Germany', 'AT', false],
		['Germany', 'Somewhere', undefined],
		['Somewhere', 'somewhere', true],
		['', '', undefined],
		[null, 'DE', undefined],
	])('says of %p and %p: %p', (a, b, expected) => {
		expect(isSameCountry(a, b)).toBe(expected);
	});
});
