import { linkedinCompanyUrl, linkedinProfileUrl } from './linkedin-url';

describe('linkedinProfileUrl', () => {
	it.each([
		['https://www.linkedin.com/in/ada-byron/', 'https://www.linkedin.com/in/ada-byron'],
		['linkedin.com/in/Ada-Byron?trk=people', 'https://www.linkedin.com/in/ada-byron'],
		['http://uk.linkedin.com/in/ada-byron/de', 'https://www.linkedin.com/in/ada-byron'],
		[' https://www.linkedin.com/in/andr%C3%A9 ', 'https://www.linkedin.com/in/andr%c3%a9'],
		['https://www.linkedin.com/company/acme', undefined],
		['https://linkedin.com.evil.example/in/ada', undefined],
		['https://www.linkedin.com/in/', undefined],
		['ada-byron', undefined],
		[42, undefined],
		[null, undefined],
	])('makes of %p %p', (value, expected) => {
		expect(linkedinProfileUrl(value)).toBe(expected);
	});
});

describe('linkedinCompanyUrl', () => {
	it.each([
		['www.linkedin.com/company/Acme/about/', 'https://www.linkedin.com/company/acme'],
		['https://www.linkedin.com/school/mit', 'https://www.linkedin.com/company/mit'],
		['https://www.linkedin.com/in/ada', undefined],
	])('makes of %p %p', (value, expected) => {
		expect(linkedinCompanyUrl(value)).toBe(expected);
	});
});
