import { bindable, sqliteStatement, valuesOf, withGiven } from './statement';

describe('sqliteStatement', () => {
	it('takes lists as JSON, and needs neither a schema nor locks', () => {
		const sql = 'SELECT {lock named} FROM {schema}.work WHERE run = :run AND record_id {isOneOf ids} {lock rows}';
		expect(sqliteStatement(sql)).toBe(
			'SELECT :name FROM work WHERE run = :run AND record_id IN (SELECT value FROM json_each(:ids)) ',
		);
	});
});

describe('bindable', () => {
	it('has no booleans and no lists', () => {
		expect(bindable({ isDone: true, ids: ['a"', 'b'], none: null, text: 'x' })).toEqual({
			isDone: 1,
			ids: '["a\\"","b"]',
			none: null,
			text: 'x',
		});
	});
});

describe('withGiven', () => {
	it('puts as many rows before the statement as it is told, in the order of their values', () => {
		expect(withGiven(['id', 'at'], 2, 'SELECT 1')).toBe('WITH given ("id", "at") AS (VALUES (?, ?), (?, ?)) SELECT 1');
		expect(
			valuesOf([
				{ id: 'a', at: false },
				{ id: 'b', at: null },
			]),
		).toEqual(['a', 0, 'b', null]);
	});
});
