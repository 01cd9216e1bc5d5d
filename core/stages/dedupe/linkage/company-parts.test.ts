import { companyParts } from './company-parts';
import { initialsOf } from './company-comparison';

const isCity = (words: string): boolean => ['berlin', 'new york'].includes(words);

it.each([
	['acme', 'acme', '', '', ''],
	['acme holding', 'acme', 'holding', '', ''],
	['acme holdings', 'acme', 'holding', '', ''],
	['acme real estate', 'acme', 'real estate', '', ''],
	['acme deutschland', 'acme', 'de', '', ''],
	['acme germany', 'acme', 'de', '', ''],
	['acme services uk', 'acme', 'gb services', '', ''],
	['acme new york', 'acme', '', '', 'new york'],
	['acme foods berlin', 'acme foods', '', '', 'berlin'],
	['acme 7', 'acme', '', '7', ''],
	['acme clinic north', 'acme clinic', '', 'north', ''],
	['international paper', 'international paper', '', '', ''],
	['logistics', 'logistics', '', '', ''],
	['berlin', 'berlin', '', '', ''],
	['7', '7', '', '7', ''],
])('%s', (name, core, unit, number, city) => {
	expect(companyParts(name, isCity)).toEqual({ core, unit, number, city });
});

it.each([
	['international business machines', 'ibm'],
	['ibm', 'ibm'],
	['acme foods', undefined],
	['longername', undefined],
])('the initials of %s', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
