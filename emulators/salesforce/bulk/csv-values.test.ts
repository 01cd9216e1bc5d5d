import { readValues } from './csv-values';

describe('readValues', () => {
	it.each([
		['a,b', ['a', 'b']],
		['a, b ', ['a', ' b ']],
		['', ['']],
		['a,', ['a', '']],
		[',', ['', '']],
		['"a,b",c', ['a,b', 'c']],
		['"say ""hi""",x', ['say "hi"', 'x']],
		['"two\nlines",""', ['two\nlines', '']],
		['"",x', ['', 'x']],
		['x,"y"', ['x', 'y']],
		['x,"y",', ['x', 'y', '']],
	])('splits %j', (text, values) => {
		expect(readValues(text, ',')).toEqual({ values });
	});

	it.each([
		['"John", "Smith"', /unescaped quote/],
		['"John" ,x', /unescaped quote/],
		['Jo"hn,x', /unescaped quote/],
		['"John,x', /EOF reached/],
	])('refuses %j', (text, error) => {
		expect(readValues(text, ',')).toEqual({ error: expect.stringMatching(error) });
	});
});
