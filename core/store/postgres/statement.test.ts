import { positionalStatement } from './statement';

describe('positionalStatement', () => {
	it('numbers values by name, one number for a name that comes twice', () => {
		const sql = 'SELECT :b::text[], :a FROM {schema}.runs WHERE a = :a AND c > :b';
		expect(positionalStatement(sql, { a: 1, b: ['x'], unused: 2 }, 'own')).toEqual({
			text: 'SELECT $1::text[], $2 FROM "own".runs WHERE a = $2 AND c > $1',
			values: [['x'], 1],
		});
	});

	it('compares with lists and locks', () => {
		const sql = 'SELECT 1 FROM {schema}.runs WHERE id {isOneOf ids} AND a = :a {lock unlocked}';
		expect(positionalStatement(sql, { a: 1, ids: ['x'] }, 'own')).toEqual({
			text: 'SELECT 1 FROM "own".runs WHERE id = ANY($1::text[]) AND a = $2 FOR UPDATE SKIP LOCKED',
			values: [['x'], 1],
		});
	});

	it('takes the character NUL out of texts, which PostgreSQL cannot hold', () => {
		const values = { a: 'x\0y', b: ['\0', null, 1], c: null, d: false };
		expect(positionalStatement(':a :b :c :d', values, 's').values).toEqual(['xy', ['', null, 1], null, false]);
	});
});
