import { joinByLogic, parseFilterLogic } from './filter-logic';

const conditions = ['a = 1', 'b = 2', 'c = 3'];
const joined = (logic: string, rows = conditions.length) => joinByLogic(parseFilterLogic(logic, rows), conditions);

describe('parseFilterLogic', () => {
	it.each([
		['1', 1, 'a = 1'],
		['1 AND 2', 2, '(a = 1 AND b = 2)'],
		['1 or 2 OR 3', 3, '(a = 1 OR b = 2 OR c = 3)'],
		['1 AND (2 OR NOT 3)', 3, '(a = 1 AND (b = 2 OR (NOT c = 3)))'],
		['not(1 and 2)or 3', 3, '((NOT (a = 1 AND b = 2)) OR c = 3)'],
		['NOT NOT 1', 1, '(NOT (NOT a = 1))'],
		[' ( ( 2 ) ) AND 1 AND 1', 2, '(b = 2 AND a = 1 AND a = 1)'],
	])('reads %s', (logic, rows, expected) => {
		expect(joined(logic, rows)).toBe(expected);
	});

	it.each([
		['', 2, 1, 'the end'],
		['1 AND', 2, 6, 'the end'],
		['1 AND 2 OR 3', 3, 9, 'needs brackets'],
		['1 AND (2 OR 3', 3, 7, 'never closed'],
		['1 2', 2, 3, '"2" where AND, OR or the end'],
		['1 AND 2)', 2, 8, '")"'],
		['1 AND 4', 3, 7, 'row 4, but there are 3 rows'],
		['0', 1, 1, 'row 0, but there is 1 row'],
		['1 XOR 2', 2, 3, '"XOR"'],
		['1; DELETE', 1, 2, '";"'],
	])('refuses %j, saying where', (logic, rows, position, why) => {
		expect(() => parseFilterLogic(logic, rows)).toThrow(
			expect.objectContaining({
				code: 'invalid_parameter',
				message: expect.stringContaining(why),
				details: { position },
			}),
		);
	});

	it('refuses rows that are left unused, naming them', () => {
		expect(() => parseFilterLogic('1 OR 3', 4)).toThrow('does not use row 2, 4');
	});

	it.each([
		['a hundred thousand NOTs', `${'NOT '.repeat(100_000)}1`, /has 400001 characters/],
		['too many NOTs', `${'NOT '.repeat(101)}1`, /at position 405, more than 100 brackets and NOTs/],
		['too many brackets', `${'('.repeat(101)}1${')'.repeat(101)}`, /at position 102, more than 100 brackets/],
		['brackets and NOTs in turn', `${'NOT ('.repeat(60)}1${')'.repeat(60)}`, /more than 100/],
		['a long word', 'x'.repeat(9_000), /^.{1,600}$/s],
	])('refuses %s without running out of stack', (_, logic, message) => {
		expect(() => parseFilterLogic(logic, 1)).toThrow(
			expect.objectContaining({ code: 'invalid_parameter', message: expect.stringMatching(message) }),
		);
	});

	it('reads a hundred levels and thousands of rows', () => {
		expect(joinByLogic(parseFilterLogic(`${'NOT '.repeat(100)}1`, 1), ['a = 1'])).toContain('a = 1');
		const rows = Array.from({ length: 1_000 }, (_, index) => index + 1);
		expect(parseFilterLogic(rows.join(' OR '), 1_000)).toMatchObject({ kind: 'or' });
	});

	it('names twenty of the rows that are left unused', () => {
		expect(() => parseFilterLogic('1', 100_000)).toThrow(/20, 21 and 99979 more\.$/);
	});
});
