import { cleanText } from './clean-text';

describe('cleanText', () => {
	it.each<[unknown, string | undefined]>([
		[' Acme \n  Corp ', 'Acme Corp'],
		['Willow &amp; Fern', 'Willow & Fern'],
		['<b>Acme</b><script>alert(1)</script>', 'Acme alert(1)'],
		['&lt;script&gt;x&lt;/script&gt;', 'script x /script'],
		['a\u0000b\u202Ec\uFEFF', 'a b c'],
		['Cafe\u0301', 'Café'],
		['<!-- -->', undefined],
		['  ', undefined],
		[7, undefined],
		[{ name: 'x' }, undefined],
	])('makes %j %j', (value, text) => {
		expect(cleanText(value, 100)).toBe(text);
	});

	it('cuts at a word, and never within a character', () => {
		expect(cleanText('one two three four', 12)).toBe('one two…');
		expect(cleanText('😀'.repeat(10), 10)).toBe(`${'😀'.repeat(4)}…`);
		expect(cleanText('x'.repeat(100_000), 50)).toHaveLength(50);
	});
});
