import type { AttributeType } from '../../attributes';
import { transformed, type TransformName, typed } from './transforms';

describe('transformed', () => {
	it.each<[TransformName, string, string | undefined]>([
		['title_case', 'vp sales, o’neil & søn gmbh', 'VP Sales, O’neil & Søn Gmbh'],
		['title_case', 'McDonald', 'McDonald'],
		['words', 'customer_success-team', 'customer success team'],
		['domain', 'https://www.acme.co.uk/about', 'acme.co.uk'],
		['domain', 'none', undefined],
		['url', 'www.acme.com', 'https://www.acme.com'],
		['url', 'http://acme.com', 'http://acme.com'],
		['linkedin', 'linkedin.com/in/ada', 'https://www.linkedin.com/in/ada'],
		['linkedin', 'http://de.linkedin.com/company/acme', 'https://www.linkedin.com/company/acme'],
		['last_segment', 'company/acme/', 'acme'],
		['year', '1949-05-11', '1949'],
		['year', 'long ago', undefined],
		['before_comma', 'Boston, MA', 'Boston'],
	])('%s of %s', (name, value, expected) => {
		expect(transformed(value, [name])).toBe(expected);
	});
});

describe('typed', () => {
	it.each<[AttributeType, unknown[], unknown]>([
		['text', [' Acme '], 'Acme'],
		['text', [12], '12'],
		['text', ['', 'later'], 'later'],
		['text', [true], undefined],
		['text', [{ a: 1 }], undefined],
		['number', ['1,200'], 1_200],
		['number', ['1 200 000.5'], 1_200_000.5],
		['number', ['51-200'], undefined],
		['number', [true], undefined],
		['boolean', [false], false],
		['boolean', ['yes'], true],
		['boolean', ['perhaps'], undefined],
		['date', ['2024-03'], '2024-03'],
		['date', ['2024-03-05T23:30:00Z'], '2024-03-05'],
		['date', ['Nov 10, 2021'], '2021-11-10'],
		['date', ['recently'], undefined],
		['list', ['a', 'b', 'a', true, ''], ['a', 'b']],
		['list', [], undefined],
	])('%s of %p', (type, values, expected) => {
		expect(typed(values, type)).toEqual(expected);
	});
});
