import { DatabaseSync } from 'node:sqlite';
import { registerSqlFunctions } from './sql-functions';

const database = new DatabaseSync(':memory:');
registerSqlFunctions(database);
afterAll(() => database.close());

const evaluate = (sql: string) => Object.values(database.prepare(`SELECT ${sql}`).get()!)[0];

describe('SQL functions', () => {
	it.each([
		["soql_fold('MÜLLER Straße ÉÑ')", 'müller straße éñ'],
		['soql_fold(NULL)', null],
		['soql_fold(7)', 7],
		["soql_local('2026-11-21T05:00:00.000Z', 'America/Los_Angeles')", '2026-11-20T21:00:00.000Z'],
		["soql_local('2026-07-21T05:00:00.000Z', 'America/Los_Angeles')", '2026-07-20T22:00:00.000Z'],
		["soql_local('2026-03-29T00:59:59.000Z', 'Europe/Berlin')", '2026-03-29T01:59:59.000Z'],
		["soql_local('2026-03-29T01:00:00.000Z', 'Europe/Berlin')", '2026-03-29T03:00:00.000Z'],
		["soql_local('2026-11-21T05:00:00.000Z', 'Asia/Kathmandu')", '2026-11-21T10:45:00.000Z'],
		["soql_local(NULL, 'UTC')", null],
	])('%s', (sql, expected) => {
		expect(evaluate(sql)).toBe(expected);
	});
});
