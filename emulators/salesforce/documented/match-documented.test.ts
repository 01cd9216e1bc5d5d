import { fillPlaceholders, findMismatch } from './match-documented';

describe('findMismatch', () => {
	it.each([
		['more keys', { id: 1 }, { id: 1, name: 'x' }],
		['more elements', [{ id: 1 }, { id: 3 }], [{ id: 1 }, { id: 2 }, { id: 3 }]],
		['a placeholder for any value', { id: '{{id}}', at: '{{at}}' }, { id: null, at: 5 }],
		['placeholders in a text', 'token={{token}}&url={{url}}/x', 'token=abc&url=http://here/x'],
		['a placeholder that repeats', { id: '{{id}}', url: '/Lead/{{id}}' }, { id: '00Q', url: '/Lead/00Q' }],
		['an empty list', { errors: [] }, { errors: [] }],
	])('lets %s pass', (_name, expected, actual) => {
		expect(findMismatch(expected, actual)).toBeUndefined();
	});

	it.each([
		[{ a: { b: 1 } }, { a: { b: 2 } }, 'reply.a.b: expected 1, not 2'],
		[{ a: 1 }, {}, 'reply.a: expected 1, but it is missing'],
		[{ a: '{{any}}' }, {}, 'reply.a: expected "{{any}}", but it is missing'],
		[[], [1], 'reply: expected [], not [1]'],
		[[1, 2], [1], 'reply[1]: the list has ended'],
		[[2, 1], [1, 2], 'reply[1]: the list has ended'],
		['x {{a}}', 'y 1', 'reply: expected "x {{a}}", not "y 1"'],
		[null, undefined, 'reply: expected null, not undefined'],
		[{ a: 1 }, [1], 'reply: expected {"a":1}, not [1]'],
		[{ id: '{{id}}', url: '/{{id}}' }, { id: '1', url: '/2' }, 'reply.url: {{id}} was "1", and is "2"'],
	])('finds in %j against %j where it differs', (expected, actual, mismatch) => {
		expect(findMismatch(expected, actual)).toBe(mismatch);
	});
});

describe('fillPlaceholders', () => {
	it('fills in what is known and refuses the rest', () => {
		expect(fillPlaceholders('token={{token}}', { token: 'abc' })).toBe('token=abc');
		expect(() => fillPlaceholders('{{other}}', {})).toThrow('{{other}}');
	});
});
